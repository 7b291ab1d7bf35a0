import { describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../../src/hub/timeline/log-entry.ts';
import { merge } from '../../../src/hub/timeline/merge.ts';
import { statusBefore, statusChanges } from '../../../src/hub/timeline/status-changes.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import { entry } from './entry.ts';

const [GRASSROOTS, CITY, PROVINCE] = ['GRASSROOTS', 'CITY', 'PROVINCE'] as const;

/** Each change as `from > to`; `-` where nothing changed. */
function changes(log: LogEntry[], origin: PlatformCode = GRASSROOTS): string[] {
  return statusChanges(merge(log, origin), origin).map(({ from, to }) =>
    from === null && to === null ? '-' : `${from ?? ''} > ${to}`,
  );
}

describe('the status of an event', () => {
  it('begins with the origin’s first entry, and with no copy’s', () => {
    const birth = { action: 'REGISTER_CLUE', to: 'PENDING_DISPATCH' } as const;
    expect(changes([entry({ ...birth, platform: CITY })], CITY)).toEqual([' > PENDING_DISPATCH']);
    expect(changes([entry({ ...birth, platform: CITY })], GRASSROOTS)).toEqual(['-']);
  });

  it('is what the origin says where another platform says otherwise of the same action', () => {
    const log = [
      entry({ platform: CITY, from: 'IN_PROGRESS', to: 'CASE_OPEN' }),
      entry({ platform: GRASSROOTS, from: 'IN_PROGRESS', to: 'PENDING_VERIFICATION' }),
    ];
    expect(changes(log)).toEqual(['IN_PROGRESS > PENDING_VERIFICATION']);
    expect(
      changes([log[0]!, entry({ platform: GRASSROOTS, from: 'IN_PROGRESS', to: 'IN_PROGRESS' })]),
    ).toEqual(['-']);
  });

  it('is what another says where the origin does not hold the action', () => {
    const dispute = entry({ action: 'RAISE_DISPUTE', from: 'PENDING_RECEIPT', to: 'IN_DISPUTE' });
    const unnamed = { platform: PROVINCE, action: 'OTHER', at: 5_000 } as const;
    const log = [dispute, entry({ ...unnamed, from: 'PENDING_RECEIPT', to: 'PENDING_RECEIPT' })];
    expect(changes(log, PROVINCE)).toEqual(['PENDING_RECEIPT > IN_DISPUTE', '-']);
  });

  it('changes once, though a platform takes it over later under a word of its own', () => {
    const log = [
      entry({ action: 'FILE_CASE', from: 'IN_PROGRESS', to: 'CASE_OPEN' }),
      entry({ platform: PROVINCE, action: 'FILING', at: 300_000, from: 'IN_PROGRESS', to: 'CASE_OPEN' }),
    ];
    expect(changes(log, PROVINCE)).toEqual(['IN_PROGRESS > CASE_OPEN', '-']);
  });

  it('does not change with an action that leaves it as it is', () => {
    expect(changes([entry({ from: 'IN_PROGRESS', to: 'IN_PROGRESS' }), entry({ action: 'REMIND' })])).toEqual(
      ['-', '-'],
    );
  });

  it('is unknown where the origin logs a code without an equal, and not where a copy does', () => {
    const unknown = { from: 'CLOSED', to: 'UNKNOWN' } as const;
    expect(changes([entry({ platform: GRASSROOTS, ...unknown })])).toEqual(['CLOSED > UNKNOWN']);
    expect(changes([entry({ platform: CITY, ...unknown })])).toEqual(['-']);
  });

  it('goes on from what came before where the origin does not say from where', () => {
    const log = [
      entry({ platform: GRASSROOTS, action: 'REPORT', to: 'PENDING_ACCEPTANCE' }),
      entry({ platform: GRASSROOTS, action: 'ACCEPT', at: 5, to: 'PENDING_DISPATCH' }),
    ];
    expect(changes(log)).toEqual([' > PENDING_ACCEPTANCE', 'PENDING_ACCEPTANCE > PENDING_DISPATCH']);
  });
});

describe('the status before a record’s present one', () => {
  const signed = entry({ at: 1_000, from: 'PENDING_RECEIPT', to: 'IN_PROGRESS' });
  const finished = entry({ at: 2_000, from: 'IN_PROGRESS', to: 'PENDING_VERIFICATION' });
  const said = entry({ at: 3_000, from: 'PENDING_VERIFICATION', to: 'PENDING_VERIFICATION' });

  it('is that before the last change of its log, in whatever order that comes', () => {
    expect(statusBefore('PENDING_VERIFICATION', [said, finished, signed])).toBe('IN_PROGRESS');
    expect(statusBefore('IN_PROGRESS', [signed])).toBe('PENDING_RECEIPT');
  });

  it('is not told by a log without one, or with one of no time, or that ends in another status', () => {
    expect(statusBefore('IN_PROGRESS', null)).toBeNull();
    expect(statusBefore('IN_PROGRESS', [said])).toBeNull();
    expect(statusBefore('IN_PROGRESS', [entry({ to: 'IN_PROGRESS' })])).toBeNull();
    expect(statusBefore('PENDING_VERIFICATION', [signed, { ...finished, at: null }])).toBeNull();
    expect(statusBefore('IN_DISPUTE', [signed])).toBeNull();
  });
});
