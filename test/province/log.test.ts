import { describe, expect, it } from '@jest/globals';
import { log } from '../../src/province/log.ts';

const SENT = {
  logId: '2',
  action: 'decision',
  operator: 'system',
  orgName: '莲都区综合行政执法局',
  time: '2024-06-12 10:45:00',
  fromStatus: '30',
  toStatus: '31',
  remark: '已决定',
};

/** What one entry of the log is read as, with the fields that could not be. */
function read(changes: Record<string, unknown>) {
  const { value, gaps } = log({ logs: [{ ...SENT, ...changes }] });
  return { entry: value![0]!, gaps: gaps.map(({ field }) => field) };
}

describe('the province’s log', () => {
  it('is read entry by entry, each field in its place', () => {
    expect(log({ logs: [SENT] })).toEqual({
      value: [
        {
          platform: 'PROVINCE',
          nativeId: '2',
          at: Date.parse('2024-06-12T10:45:00+08:00'),
          action: 'FILING_DECISION',
          actionRaw: 'decision',
          commandId: null,
          from: 'CASE_OPEN',
          to: 'CASE_OPEN',
          actor: { name: null, organisation: '莲都区综合行政执法局', bySystem: true },
          text: '已决定',
        },
      ],
      gaps: [],
    });
  });

  it('names who acted, where it was not the app itself', () => {
    expect(read({ operator: '周*' }).entry.actor).toMatchObject({ name: '周*', bySystem: false });
  });

  it('says by its actions which of the two statuses 40 is', () => {
    expect(read({ action: 'feedback', fromStatus: '21', toStatus: '40' }).entry.to).toBe(
      'PENDING_VERIFICATION',
    );
    expect(read({ action: 'review', fromStatus: '40', toStatus: '40' }).entry).toMatchObject({
      action: 'VERIFY',
      from: 'PENDING_VERIFICATION',
      to: 'PENDING_CLOSURE',
    });
    expect(read({ action: 'close', fromStatus: '40', toStatus: '90' }).entry).toMatchObject({
      from: 'PENDING_CLOSURE',
      to: 'CLOSED',
    });
  });

  it('has a word of its own for reopening', () => {
    expect(read({ action: 'reopen', fromStatus: '90', toStatus: '21' }).entry.action).toBe('REOPEN');
  });

  it('keeps a word that the contract does not list, as OTHER', () => {
    for (const action of ['coordinate', 'REVIEW', 'constructor'])
      expect(read({ action })).toMatchObject({ entry: { action: 'OTHER', actionRaw: action }, gaps: [] });
  });

  it('keeps an entry of which something cannot be read, and says what', () => {
    expect(read({ time: '20240612104500', toStatus: '77' })).toMatchObject({
      entry: { at: null, to: 'UNKNOWN' },
      gaps: ['logs[0].toStatus', 'logs[0].time'],
    });
  });

  it('is empty where there is none, and unreadable where it is no list', () => {
    expect(log({}).value).toEqual([]);
    expect(log({ logs: 'none' })).toMatchObject({ value: null, gaps: [{ field: 'logs' }] });
  });
});
