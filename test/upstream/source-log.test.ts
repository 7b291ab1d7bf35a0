import { describe, expect, it } from '@jest/globals';
import type { Diagnostic } from '../../src/upstream/notes.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';

const NOON = Date.parse('2024-07-26T12:00:00Z');
const failure = { code: 'UPSTREAM_TIMEOUT', message: 'clues: no answer by the deadline; try again' } as const;

/** Calls of five milliseconds that began at `asked`. */
function log(...calls: { platform?: 'CITY' | 'PROVINCE'; asked?: number; failed?: boolean }[]): SourceLog {
  const log = new SourceLog();
  for (const { platform = 'CITY', asked = NOON, failed = false } of calls)
    log.called({ platform, call: 'clues', at: asked + 5, ms: 5, ...(failed && { failure }) });
  return log;
}

describe('the sources of an answer', () => {
  it('are the platforms that took part, and no others', () => {
    expect(log().sources()).toEqual({});
    expect(Object.keys(log({ platform: 'PROVINCE' }).sources())).toEqual(['PROVINCE']);
  });

  it('say of each when it was asked for its oldest part, by the real clock', () => {
    const sources = log(
      { asked: NOON },
      { asked: NOON + 1500 },
      { platform: 'PROVINCE', asked: NOON + 9 },
    ).sources();
    expect(sources).toEqual({
      CITY: { status: 'FRESH', asOf: '2024-07-26T12:00:00.000Z' },
      PROVINCE: { status: 'FRESH', asOf: '2024-07-26T12:00:00.009Z' },
    });
  });

  it('say of a platform that never answered why, and no time', () => {
    expect(log({ failed: true }).sources()).toEqual({
      CITY: { status: 'UNAVAILABLE', asOf: null, ...failure },
    });
  });

  it('say the worst that happened, whether it came first or last', () => {
    const worst = { CITY: { status: 'UNAVAILABLE', asOf: '2024-07-26T12:00:00.000Z', ...failure } };
    expect(log({}, { failed: true }).sources()).toEqual(worst);
    expect(log({ failed: true }, {}).sources()).toEqual(worst);
  });
});

describe('a part of an answer that cannot be used', () => {
  const error = new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    'CITY',
    'clues:by-reference: expected a list at clues',
  );
  const said = { code: error.code, message: error.message };

  it('makes its platform one that did not answer whole, and costs no call', () => {
    const answered = log({ asked: NOON });
    answered.unusable(error);
    expect(answered.sources()).toEqual({
      CITY: { status: 'UNAVAILABLE', asOf: '2024-07-26T12:00:00.000Z', ...said },
    });
    expect(answered.calls).toHaveLength(1);
  });

  it('is of its platform alone', () => {
    const answered = log({ platform: 'PROVINCE' });
    answered.unusable(error);
    expect(answered.sources()).toMatchObject({
      PROVINCE: { status: 'FRESH' },
      CITY: { status: 'UNAVAILABLE' },
    });
  });
});

describe('the diagnostics of an answer', () => {
  const unreadable = (record: string | null, field: string, platform: Diagnostic['platform'] = 'CITY') =>
    ({ code: 'UPSTREAM_INVALID_DATA', platform, record, field, message: 'expected a time' }) as const;

  it('name the same field of the same record once, and any other beside it', () => {
    const log = new SourceLog();
    const distinct = [
      unreadable('XS1', 'due_at'),
      unreadable('XS1', 'title'),
      unreadable('XS2', 'due_at'),
      unreadable('XS1', 'due_at', 'PROVINCE'),
    ];
    for (const one of [...distinct, ...distinct]) log.unreadable(one);
    expect(log.diagnostics).toEqual(distinct);
  });

  it('name every record without a number, since none is known to be another', () => {
    const log = new SourceLog();
    log.unreadable(unreadable(null, 'clue_no'));
    log.unreadable(unreadable(null, 'clue_no'));
    expect(log.diagnostics).toHaveLength(2);
  });
});

describe('a due time beyond the holiday calendar', () => {
  const time = { platform: 'CITY', record: 'XS1', field: 'dueAt', message: 'expected working days' } as const;

  it('is a diagnostic of its own code, once for each record, and counted apart', () => {
    const tally = new Tally();
    const sources = new SourceLog(tally);
    sources.beyondCalendar(time);
    sources.beyondCalendar(time);
    expect(sources.diagnostics).toEqual([{ code: 'CALENDAR_ENDS', ...time }]);
    expect(tally.list()).toEqual([{ platform: 'CITY', what: 'BEYOND_CALENDAR', name: 'dueAt', count: 1 }]);
  });
});

it('counts what was repeated, also in a call that several requests waited for', () => {
  const lead = new SourceLog();
  lead.repeated();
  const log = new SourceLog();
  log.repeated();
  log.heard(lead, { failures: new Map(), covered: false });
  expect(log.repeats).toBe(2);
});
