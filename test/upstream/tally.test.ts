import { describe, expect, it } from '@jest/globals';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { Tally } from '../../src/upstream/tally.ts';

describe('the tally', () => {
  it('counts each thing that was not understood apart, the most frequent first', () => {
    const tally = new Tally();
    tally.count('CITY', 'UNKNOWN_STATUS', 'archived');
    tally.count('GRASSROOTS', 'UNMAPPED_CODE', 'G10901');
    tally.count('GRASSROOTS', 'UNMAPPED_CODE', 'G10901');
    expect(tally.list()).toEqual([
      { platform: 'GRASSROOTS', what: 'UNMAPPED_CODE', name: 'G10901', count: 2 },
      { platform: 'CITY', what: 'UNKNOWN_STATUS', name: 'archived', count: 1 },
    ]);
  });

  it('keeps a platform that sends ever new codes from filling the memory', () => {
    const tally = new Tally();
    for (let code = 0; code < 5_000; code++) tally.count('CITY', 'UNKNOWN_STATUS', `code-${code}`);
    const counted = tally.list();
    expect(counted.length).toBe(1_001);
    expect(counted[0]).toEqual({ platform: 'CITY', what: 'UNKNOWN_STATUS', name: '(others)', count: 4_000 });
  });

  it('counts a word of a record once in a request, and again in the next', () => {
    const tally = new Tally();
    for (let request = 0; request < 3; request++) {
      const log = new SourceLog(tally);
      log.shownRaw('GRASSROOTS', 'UNMAPPED_CODE', 'G10901', 'SJ1');
      log.shownRaw('GRASSROOTS', 'UNMAPPED_CODE', 'G10901', 'SJ1');
      log.shownRaw('GRASSROOTS', 'UNMAPPED_CODE', 'G10901', 'SJ2');
    }
    expect(tally.list()).toEqual([
      { platform: 'GRASSROOTS', what: 'UNMAPPED_CODE', name: 'G10901', count: 6 },
    ]);
  });

  it('counts one field of a list’s items under one name', () => {
    const tally = new Tally();
    const log = new SourceLog(tally);
    for (const field of ['fklb[0].fksj', 'fklb[12].fksj']) {
      const message = 'expected a time, got another form';
      log.unreadable({
        code: 'UPSTREAM_INVALID_DATA',
        platform: 'GRASSROOTS',
        record: 'SJ1',
        field,
        message,
      });
    }
    expect(tally.list()).toEqual([
      { platform: 'GRASSROOTS', what: 'UNREADABLE_FIELD', name: 'fklb[].fksj', count: 2 },
    ]);
    expect(log.diagnostics.map(({ field }) => field)).toEqual(['fklb[0].fksj', 'fklb[12].fksj']);
  });
});
