/** Due times as lifecycle, section 4 has them: the table of limits, working days and who takes the shorter limit. */
import { describe, expect, it } from '@jest/globals';
import { loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';
import { type Step, stepDueAt } from '../../../src/hub/limits/step-due.ts';

const limits = await loadTimeLimits(new URL('../../../schema/', import.meta.url));

const FINAL = '2024-08-12T23:59:59+08:00';

function due(
  status: Step['status'],
  since: string | null,
  { urgency = 'NORMAL', finalDueAt = FINAL }: Partial<Pick<Step, 'urgency' | 'finalDueAt'>> = {},
) {
  return stepDueAt({ status, statusChangedAt: since && `${since}+08:00`, finalDueAt, urgency }, limits);
}

describe('the step of each status is due', () => {
  // A Tuesday, with no holiday near.
  const SINCE = '2024-07-02T10:15:20';

  it.each([
    ['PENDING_ACCEPTANCE', '2024-07-02T12:15:20', '2024-07-02T10:45:20', 'L1: 2 hours, urgent 30 minutes'],
    ['PENDING_DISPATCH', '2024-07-02T14:15:20', '2024-07-02T10:45:20', 'L2: 4 hours, urgent 30 minutes'],
    ['RETURNED', '2024-07-02T14:15:20', '2024-07-02T10:45:20', 'L2: 4 hours, urgent 30 minutes'],
    ['PENDING_RECEIPT', '2024-07-03T23:59:59', '2024-07-02T12:15:20', 'L3: 1 working day, urgent 2 hours'],
    ['IN_DISPUTE', '2024-07-16T23:59:59', '2024-07-16T23:59:59', 'L12: 10 working days in all'],
    ['PENDING_VERIFICATION', '2024-07-04T23:59:59', '2024-07-04T23:59:59', 'L8: 2 working days'],
    ['PENDING_CLOSURE', '2024-07-03T23:59:59', '2024-07-03T23:59:59', 'L9: 1 working day'],
  ] as const)('%s: at %s, where urgent or critical at %s (%s)', (status, normal, urgent, _limit) => {
    expect(due(status, SINCE)).toBe(`${normal}+08:00`);
    expect(due(status, SINCE, { urgency: 'URGENT' })).toBe(`${urgent}+08:00`);
    expect(due(status, SINCE, { urgency: 'CRITICAL' })).toBe(`${urgent}+08:00`);
  });

  it('where it is handled, with the whole event, whatever its urgency', () => {
    for (const status of ['IN_PROGRESS', 'CASE_OPEN'] as const) {
      expect(due(status, SINCE)).toBe(FINAL);
      expect(due(status, null, { urgency: 'URGENT' })).toBe(FINAL);
      expect(due(status, SINCE, { finalDueAt: null })).toBeNull();
    }
  });

  it('never, where no limit runs', () => {
    for (const status of ['SUSPENDED', 'CLOSED', 'TRANSFERRED', 'VOIDED', 'UNKNOWN'] as const)
      expect(due(status, SINCE)).toBeNull();
  });

  it('nobody can tell when, while the time of the change or an urgency that matters is unreadable', () => {
    expect(due('PENDING_CLOSURE', null)).toBeNull();
    expect(due('PENDING_ACCEPTANCE', SINCE, { urgency: null })).toBeNull();
    expect(due('PENDING_CLOSURE', SINCE, { urgency: null })).toBe('2024-07-03T23:59:59+08:00');
  });
});

describe('the worked example (lifecycle, section 11) was due', () => {
  it.each([
    ['PENDING_ACCEPTANCE', '2024-05-13T09:14:20', '2024-05-13T11:14:20'],
    ['PENDING_DISPATCH', '2024-05-13T09:32:05', '2024-05-13T13:32:05'],
    ['PENDING_RECEIPT', '2024-05-13T09:50:04', '2024-05-14T23:59:59'],
    ['CASE_OPEN', '2024-05-14T10:00:31', '2024-08-12T23:59:59'],
    // The weekend, 22 and 23 June, is between.
    ['PENDING_VERIFICATION', '2024-06-19T16:20:00', '2024-06-21T23:59:59'],
    ['PENDING_CLOSURE', '2024-06-20T09:05:00', '2024-06-21T23:59:59'],
  ] as const)('in %s since %s at %s', (status, since, at) => {
    expect(due(status, since)).toBe(`${at}+08:00`);
  });
});

describe('clock hours', () => {
  it('run through nights, rest days and the turn of a year', () => {
    expect(due('PENDING_DISPATCH', '2024-07-05T22:30:00')).toBe('2024-07-06T02:30:00+08:00');
    expect(due('PENDING_ACCEPTANCE', '2024-02-11T08:00:00')).toBe('2024-02-11T10:00:00+08:00');
    expect(due('PENDING_DISPATCH', '2026-12-31T23:00:00')).toBe('2027-01-01T03:00:00+08:00');
  });
});

describe('working days', () => {
  it.each([
    ['are counted from the day after, whatever the hour', '2024-07-02T00:00:00', '2024-07-04T23:59:59'],
    ['are counted from the day after, whatever the hour', '2024-07-02T23:59:59', '2024-07-04T23:59:59'],
    ['leave weekends out', '2024-07-04T09:00:00', '2024-07-08T23:59:59'],
    ['begin after a rest day on which it happened', '2024-07-06T09:00:00', '2024-07-09T23:59:59'],
    // Spring Festival 2024: off from the 10th to the 17th, Sunday the 4th and Sunday the 18th are worked.
    [
      'leave Spring Festival out, and count the Sunday worked for it',
      '2024-02-08T09:00:00',
      '2024-02-18T23:59:59',
    ],
    ['count the Sunday worked before it', '2024-02-02T09:00:00', '2024-02-05T23:59:59'],
    // Spring Festival 2025: off from 28 January to 4 February, Sunday the 26th and Saturday the 8th are worked.
    ['leave that of 2025 out', '2025-01-26T09:00:00', '2025-02-05T23:59:59'],
    ['count the Saturday after it', '2025-02-06T09:00:00', '2025-02-08T23:59:59'],
    // Spring Festival 2026: off from the 15th to the 23rd, Saturdays the 14th and the 28th are worked.
    ['leave that of 2026 out', '2026-02-13T09:00:00', '2026-02-24T23:59:59'],
    ['leave National Day and Mid-autumn 2025 out', '2025-09-29T09:00:00', '2025-10-09T23:59:59'],
    ['go on in the new year', '2024-12-31T09:00:00', '2025-01-03T23:59:59'],
    [
      'leave New Year 2026 out, and count the Sunday worked for it',
      '2025-12-31T09:00:00',
      '2026-01-05T23:59:59',
    ],
  ])('%s: two after %s end at %s', (_, since, at) => {
    expect(due('PENDING_VERIFICATION', since)).toBe(`${at}+08:00`);
  });

  it('are not guessed beyond the calendar', () => {
    expect(due('PENDING_VERIFICATION', '2026-12-29T09:00:00')).toBe('2026-12-31T23:59:59+08:00');
    expect(due('PENDING_VERIFICATION', '2026-12-30T09:00:00')).toBe('BEYOND_CALENDAR');
    expect(due('PENDING_VERIFICATION', '2023-12-29T09:00:00')).toBe('BEYOND_CALENDAR');
    expect(due('PENDING_VERIFICATION', '2023-12-31T09:00:00')).toBe('2024-01-03T23:59:59+08:00');
  });
});
