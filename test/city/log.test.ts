import { describe, expect, it } from '@jest/globals';
import { log } from '../../src/city/log.ts';
import { workedClue } from './clue.ts';

const SENT = {
  id: '7',
  action: 'remind',
  operator: '陈*',
  department_name: '莲都区行政执法指挥中心',
  at: '2024-06-05T09:00:00+08:00',
  note: '案件办理进度提醒',
  command_id: 'c-0004',
};
const PAPER = {
  id: 'TX20240605000006',
  type: 'reminder',
  content: '案件办理进度提醒',
  issued_at: '2024-06-05T09:00:00+08:00',
  issuer: '莲都区行政执法指挥中心',
};

/** What one entry of the log is read as, with the fields that could not be. */
function read(changes: Record<string, unknown>) {
  const { value, gaps } = log({ logs: [{ ...SENT, ...changes }] });
  return { entry: value![0]!, gaps: gaps.map(({ field }) => field) };
}

/** The numbers of the entries, of a clue with these entries and papers. */
const numbers = (logs: object[], documents: object[]) =>
  log({ logs, documents }).value!.map(({ nativeId }) => nativeId);

describe('the city’s log', () => {
  it('is read entry by entry, each field in its place', () => {
    expect(
      log({ logs: [{ ...SENT, action: 'assign', from: 'pending_dispatch', to: 'dispatched' }] }),
    ).toEqual({
      value: [
        {
          platform: 'CITY',
          nativeId: '7',
          at: Date.parse('2024-06-05T09:00:00+08:00'),
          action: 'DISPATCH',
          actionRaw: 'assign',
          commandId: 'c-0004',
          from: 'PENDING_DISPATCH',
          to: 'PENDING_RECEIPT',
          actor: { name: '陈*', organisation: '莲都区行政执法指挥中心', bySystem: false },
          text: '案件办理进度提醒',
        },
      ],
      gaps: [],
    });
  });

  it('of the worked example is fourteen actions without a gap, and its reminder is one of them', () => {
    const { value, gaps } = log(workedClue());
    expect(value).toHaveLength(14);
    expect(gaps).toEqual([]);
  });

  it('has a verification of what was closed as a reopening', () => {
    expect(read({ action: 'verify', from: 'closed', to: 'processing' }).entry.action).toBe('REOPEN');
    expect(read({ action: 'verify', from: 'pending_review', to: 'processing' }).entry.action).toBe('VERIFY');
  });

  it('keeps a word that the contract does not list, as OTHER', () => {
    for (const action of ['case_withdrawn', 'Sign', 'constructor'])
      expect(read({ action })).toMatchObject({ entry: { action: 'OTHER', actionRaw: action }, gaps: [] });
  });

  it('keeps an entry of which something cannot be read, and says what', () => {
    expect(read({ at: 'yesterday', to: 'archived' })).toMatchObject({
      entry: { at: null, to: 'UNKNOWN' },
      gaps: ['logs[0].to', 'logs[0].at'],
    });
  });

  it('is empty where there is none, and unreadable where it is no list', () => {
    expect(log({}).value).toEqual([]);
    expect(log({ logs: 'none' })).toMatchObject({ value: null, gaps: [{ field: 'logs' }] });
  });
});

describe('reminders, supervision orders and recommendations', () => {
  it('are taken from the documents where the log lacks them', () => {
    expect(log({ documents: [PAPER] }).value).toEqual([
      {
        platform: 'CITY',
        nativeId: 'TX20240605000006',
        at: Date.parse('2024-06-05T09:00:00+08:00'),
        action: 'REMIND',
        actionRaw: 'reminder',
        commandId: null,
        from: null,
        to: null,
        actor: { name: null, organisation: '莲都区行政执法指挥中心', bySystem: false },
        text: '案件办理进度提醒',
      },
    ]);
    const kinds = ['supervision', 'recommendation'].map(type => ({ ...PAPER, type }));
    expect(log({ documents: kinds }).value!.map(({ action }) => action)).toEqual(['SUPERVISE', 'RECOMMEND']);
  });

  it('are not taken a second time where the log has them, to two minutes', () => {
    expect(numbers([SENT], [PAPER])).toEqual(['7']);
    expect(numbers([{ ...SENT, at: '2024-06-05T09:02:00+08:00' }], [PAPER])).toEqual(['7']);
    expect(numbers([{ ...SENT, at: '2024-06-05T09:02:01+08:00' }], [PAPER])).toEqual(['7', PAPER.id]);
    expect(numbers([{ ...SENT, action: 'supervise' }], [PAPER])).toEqual(['7', PAPER.id]);
  });

  it('are each taken once: one entry of the log stands for one paper, the nearest', () => {
    const second = { ...PAPER, id: 'TX2', issued_at: '2024-06-05T09:01:00+08:00' };
    expect(numbers([SENT], [PAPER, second])).toEqual(['7', 'TX2']);
    expect(numbers([SENT, { ...SENT, id: '8' }], [PAPER, second])).toEqual(['7', '8']);
    expect(numbers([{ ...SENT, at: second.issued_at }], [PAPER, second])).toEqual(['7', PAPER.id]);
  });

  it('are not taken where an entry whose time cannot be read may stand for them', () => {
    expect(numbers([{ ...SENT, at: 'yesterday' }], [PAPER])).toEqual(['7']);
    expect(numbers([SENT], [{ ...PAPER, issued_at: 'yesterday' }])).toEqual(['7']);
    expect(numbers([SENT, { ...SENT, id: '8', at: '' }], [PAPER])).toEqual(['7', '8']);
  });

  it('are not assignments, whose issue the log has under another name', () => {
    expect(numbers([], [{ ...PAPER, type: 'assignment' }])).toEqual([]);
    expect(numbers([], [{ ...PAPER, type: 'constructor' }])).toEqual([]);
  });
});
