/**
 * Numbers in worlds of any size: 14 digits, none twice, and each leads back to its event. Where a world has more events
 * than six digits, two share them only if they are reported so far apart that no number of theirs has the same day.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULTS } from '../../mocks/world/create.ts';
import { groundOf } from '../../mocks/world/plan.ts';
import { recordsOf } from '../../mocks/world/records.ts';
import { reportedAt } from '../../mocks/world/report-time.ts';
import { digitsOf, type EventKey, eventAt, eventsWith, isCrowded } from '../../mocks/world/serials.ts';

const ground = (events: number) => groundOf({ ...DEFAULTS, events });
const totalOf = ({ counts }: ReturnType<typeof ground>) => counts.grassroots + counts.city + counts.province;

describe('the digits of an event', () => {
  it('are its own in any world, and six', () => {
    // Around the sizes at which five and six digits no longer do.
    for (const events of [1, 5, 794, 1659, 80_500]) {
      const world = ground(events);
      const seen = new Set<string>();
      for (let place = 0; place < totalOf(world); place++)
        seen.add(digitsOf(world.counts, eventAt(world.counts, place)));
      expect([events, seen.size]).toEqual([events, totalOf(world)]);
      expect([...seen].every(digits => /^\d{6}$/.test(digits))).toBe(true);
    }
    expect([79_500, 80_500].map(events => isCrowded(ground(events).counts))).toEqual([false, true]);
  });

  it('lead back to it', () => {
    const sizes = fc.oneof(fc.integer({ min: 1, max: 1_000_000 }), fc.constant(1_000_000));
    const property = fc.property(
      sizes,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (events, at) => {
        const world = ground(events);
        const event = eventAt(world.counts, Math.floor(at * totalOf(world)));
        expect(eventsWith(world.counts, digitsOf(world.counts, event))).toContainEqual(event);
      },
    );
    fc.assert(property, { numRuns: 200 });
  });

  it('are shared in a world of a million only by events that are reported more than 150 days apart', () => {
    const world = ground(1_000_000);
    const timeOf = ({ origin, index }: EventKey) =>
      reportedAt(world.options, world.span, world.counts, origin, index);
    const gaps: number[] = [];
    for (let number = 1001; number < 1001 + 978_000; number += 101) {
      const events = eventsWith(world.counts, String(number).padStart(6, '0'));
      expect(events.length).toBeLessThanOrEqual(2);
      if (events.length === 2) gaps.push(Math.abs(timeOf(events[0]!) - timeOf(events[1]!)) / 86_400);
    }
    expect(gaps.length).toBeGreaterThan(2000);
    expect(gaps.reduce((least, gap) => Math.min(least, gap))).toBeGreaterThan(150);
  });
});

describe('the numbers of records', () => {
  it.each([1_000_000, 100_000])('have 14 digits in a world of %d', events => {
    const world = ground(events);
    const numbers: string[] = [];
    for (const origin of ['grassroots', 'city', 'province'] as const) {
      const count = world.counts[origin];
      for (let index = count - 1; index >= 0; index -= Math.ceil(count / 150)) {
        const { grassroots, city, province } = recordsOf(world, origin, index);
        numbers.push(
          ...[grassroots?.sjbh, city?.clue_no, city?.case?.case_no, city?.dispute?.dispute_no].filter(
            no => no != null,
          ),
          ...[province?.eventNo, province?.taskNo].filter(no => no != null),
          ...(province?.oversights ?? []).map(({ oversightNo }) => oversightNo),
          ...(city?.documents ?? []).map(({ id }) => id.slice(0, -1)),
        );
      }
    }
    expect(numbers.length).toBeGreaterThan(1000);
    expect(numbers.filter(no => !/^[A-Z]{2}\d{14}$/.test(no))).toEqual([]);
    expect(new Set(numbers).size).toBeGreaterThan(1000);
  });
});
