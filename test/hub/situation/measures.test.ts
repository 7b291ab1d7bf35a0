import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  closingRate,
  type Measures,
  medianHandlingHours,
  NOTHING,
  onTimeRate,
  sum,
  without,
} from '../../../src/hub/situation/measures.ts';

const measures = (some: Partial<Measures>): Measures => ({ ...NOTHING, ...some });
const hours = (counts: Record<number, number>) =>
  new Map(Object.entries(counts).map(([hour, count]) => [Number(hour), count]));

describe('the closing rate (F1)', () => {
  it('is closed and transferred of all that was not voided', () => {
    expect(closingRate(measures({ total: 12, voided: 2, closed: 5, transferred: 3 }))).toBe(0.8);
  });

  it('is null, not 0, where all was voided or there is nothing', () => {
    expect(closingRate(measures({ total: 2, voided: 2 }))).toBeNull();
    expect(closingRate(NOTHING)).toBeNull();
    expect(closingRate(measures({ total: 2 }))).toBe(0);
  });
});

describe('the on-time rate (F2)', () => {
  it('is closed in time of closed and open past due; the transferred are on neither side', () => {
    expect(
      onTimeRate(measures({ total: 99, closed: 6, closedOnTime: 4, openOverdue: 2, transferred: 9 })),
    ).toBe(0.5);
  });

  it('is null where nothing is closed or past due', () => {
    expect(onTimeRate(measures({ total: 3, transferred: 3 }))).toBeNull();
  });
});

describe('a rate', () => {
  it.each([
    [1, 3, 0.3333],
    [2, 3, 0.6667],
    [1, 20_000, 0.0001],
    [1, 32, 0.0313],
    [3, 20_000, 0.0002],
    [9_999, 20_000, 0.5],
    [99_999, 100_000, 1],
    [1_234_567, 2_000_000_000, 0.0006],
  ])('%d of %d is %d: four decimals, rounded half up', (closed, total, rate) => {
    expect(closingRate(measures({ total, closed }))).toBe(rate);
  });

  it('is never off by more than half of the last decimal, nor outside 0 to 1', () => {
    const counts = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const [closed, total] = [Math.min(a, b), Math.max(a, b)];
        const rate = closingRate(measures({ total, closed }))!;
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
        expect(Math.abs(rate - closed / total)).toBeLessThanOrEqual(0.000_050_000_1);
      }),
    );
  });
});

describe('the median handling time (F3)', () => {
  it.each([
    ['one event', { 7: 1 }, 7],
    ['two: the lower, since half took no longer', { 3: 1, 9: 1 }, 3],
    ['three', { 3: 1, 9: 2 }, 9],
    ['hours in any order', { 100: 2, 5: 1, 20: 2 }, 20],
    ['an hour of no events', { 0: 0, 4: 2 }, 4],
    ['0 hours', { 0: 3, 4: 2 }, 0],
  ])('of %s', (_, counts, median) => {
    expect(medianHandlingHours(measures({ closed: 9, hours: hours(counts) }))).toBe(median);
  });

  it('is null where none was closed', () => {
    expect(medianHandlingHours(measures({ total: 4 }))).toBeNull();
  });

  it('is that of the hours one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), taken => {
        const counts = new Map<number, number>();
        for (const hour of taken) counts.set(hour, (counts.get(hour) ?? 0) + 1);
        const smallest = [...new Set(taken)]
          .sort((a, b) => a - b)
          .find(hour => 2 * taken.filter(one => one <= hour).length >= taken.length);
        expect(medianHandlingHours(measures({ hours: counts }))).toBe(smallest);
      }),
    );
  });
});

describe('measures of several platforms', () => {
  const one = measures({ total: 10, voided: 1, closed: 4, closedOnTime: 3, hours: hours({ 1: 3, 8: 1 }) });
  const other = measures({ total: 90, closed: 80, transferred: 1, openOverdue: 5, hours: hours({ 8: 79 }) });

  it('are added before anything is divided', () => {
    const both = sum([one, other]);
    expect(both).toEqual({
      total: 100,
      voided: 1,
      closed: 84,
      transferred: 1,
      closedOnTime: 3,
      openOverdue: 5,
      hours: hours({ 1: 3, 8: 80 }),
    });
    expect(closingRate(both)).toBe(0.8586);
    expect(medianHandlingHours(both)).toBe(8);
    expect(sum([])).toEqual(NOTHING);
  });

  it('without a part are what the other part is', () => {
    expect(without(sum([one, other]), one)).toEqual(other);
  });

  it('without a part that was counted a moment later, and has grown, are never below zero', () => {
    expect(without(one, other)).toEqual(measures({ voided: 1, closedOnTime: 3, hours: hours({ 1: 3 }) }));
  });
});
