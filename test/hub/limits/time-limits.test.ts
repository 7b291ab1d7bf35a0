import { describe, expect, it } from '@jest/globals';
import { calendarWarning } from '../../../src/hub/limits/calendar-warning.ts';
import { dayNumber, dayText, isWeekend } from '../../../src/hub/limits/day.ts';
import { loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';
import { endOfPeriod } from '../../../src/hub/limits/time-limits.ts';

const { limits, calendar } = await loadTimeLimits(new URL('../../../schema/', import.meta.url));

describe('the table of limits (lifecycle, section 4)', () => {
  it('is this', () => {
    const table = Object.entries(limits).map(([id, { limit, urgent }]) => [id, limit, urgent ?? null]);
    expect(table).toEqual([
      ['L1', { hours: 2 }, { minutes: 30 }],
      ['L2', { hours: 4 }, { minutes: 30 }],
      ['L3', { working_days: 1 }, { hours: 2 }],
      ['L4', { working_days: 5 }, { working_days: 1 }],
      ['L5', { working_days: 2 }, null],
      ['L6', { working_days: 15 }, null],
      ['L7', { days: 90 }, null],
      ['L8', { working_days: 2 }, null],
      ['L9', { working_days: 1 }, null],
      ['L10', { working_days: 7 }, null],
      ['L11', { days: 30 }, null],
      ['L12', { working_days: 10 }, null],
      ['L13', { working_days: 15 }, null],
      ['L14', { working_days: 3 }, null],
    ]);
  });
});

describe('calendar days', () => {
  const end = (days: number, since: string) =>
    new Date(endOfPeriod({ days }, Date.parse(since), calendar)!).toISOString();

  it('count rest days too: the penalty decision of the worked example is due on day 90', () => {
    expect(end(90, '2024-05-14T10:00:00+08:00')).toBe('2024-08-12T15:59:59.000Z');
  });

  it('that end on a rest day end with the next working day', () => {
    // 30 days after 2 January are 1 February of 2025, a Saturday in Spring Festival.
    expect(end(30, '2025-01-02T10:00:00+08:00')).toBe('2025-02-05T15:59:59.000Z');
    expect(end(1, '2024-07-05T10:00:00+08:00')).toBe('2024-07-08T15:59:59.000Z');
  });
});

describe('the holiday calendar', () => {
  const days = (year: number) =>
    Array.from({ length: 366 }, (_, index) => dayNumber(`${year}-01-01`)! + index).filter(day =>
      dayText(day).startsWith(`${year}`),
    );

  it('covers 2024 to 2026, and no other day', () => {
    expect([calendar.from, calendar.to]).toEqual(['2024-01-01', '2026-12-31']);
    expect(calendar.isWorkingDay(dayNumber('2023-12-31')!)).toBeNull();
    expect(calendar.isWorkingDay(dayNumber('2027-01-01')!)).toBeNull();
  });

  it.each([
    // Days of the year, less weekends, less weekdays off, plus weekends worked.
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('has in %s %s working days, as published', (year, count) => {
    expect(days(year).filter(day => calendar.isWorkingDay(day))).toHaveLength(count);
  });

  it.each([
    [2024, '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'],
    [2025, '01-26 02-08 04-27 09-28 10-11'],
    [2026, '01-04 02-14 02-28 05-09 09-20 10-10'],
  ])('has in %s the weekends worked instead: %s', (year, expected) => {
    const worked = days(year).filter(day => isWeekend(day) && calendar.isWorkingDay(day));
    expect(worked.map(day => dayText(day).slice(5)).join(' ')).toBe(expected);
  });

  it('warns the operator while it ends within 45 days, and once it has ended', () => {
    const warning = (day: string) => calendarWarning(calendar, Date.parse(`${day}T12:00:00+08:00`));
    expect(warning('2024-07-26')).toBeNull();
    expect(warning('2026-11-15')).toBeNull();
    const words =
      "schema/limits/calendar.yaml ends on 2026-12-31; due times beyond it are null: add the holidays of 2027 from the State Council's notice";
    expect(warning('2026-11-16')).toBe(words);
    expect(warning('2027-02-01')).toBe(words);
  });
});
