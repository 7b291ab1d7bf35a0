import { describe, expect, it } from '@jest/globals';
import { log } from '../../src/grassroots/log.ts';
import { WORKED_EXAMPLE } from './event.ts';

const SENT = {
  jlid: '3',
  cz: 'FP',
  czr: '叶*',
  czdw: '331102001',
  czsj: '20240513095004',
  qzt: 'DFP',
  hzt: 'DQS',
  bz: '请核查',
  zlid: 'c-0001',
};

/** What one entry of the log is read as, with the fields that could not be. */
function read(changes: Record<string, unknown>) {
  const { value, gaps } = log({ czjl: [{ ...SENT, ...changes }] });
  return { entry: value![0]!, gaps: gaps.map(({ field }) => field) };
}

describe('the grassroots system’s log', () => {
  it('is read entry by entry, each field in its place', () => {
    expect(log({ czjl: [SENT] })).toEqual({
      value: [
        {
          platform: 'GRASSROOTS',
          nativeId: '3',
          at: Date.parse('2024-05-13T09:50:04+08:00'),
          action: 'DISPATCH',
          actionRaw: 'FP',
          commandId: 'c-0001',
          from: 'PENDING_DISPATCH',
          to: 'PENDING_RECEIPT',
          actor: { name: '叶*', organisation: '331102001', bySystem: false },
          text: '请核查',
        },
      ],
      gaps: [],
    });
  });

  it('of the worked example is nine actions without a gap', () => {
    const { value, gaps } = log(WORKED_EXAMPLE);
    expect(value!.map(({ action }) => action)).toEqual(
      'REPORT ACCEPT DISPATCH SIGN FEEDBACK FILE_CASE FEEDBACK VERIFY CLOSE'.split(' '),
    );
    expect(gaps).toEqual([]);
  });

  it('says by its actions which of the two statuses DHC is', () => {
    expect(read({ cz: 'FK', qzt: 'CLZ', hzt: 'DHC' }).entry).toMatchObject({ to: 'PENDING_VERIFICATION' });
    expect(read({ cz: 'HC', qzt: 'DHC', hzt: 'DHC' }).entry).toMatchObject({
      action: 'VERIFY',
      from: 'PENDING_VERIFICATION',
      to: 'PENDING_CLOSURE',
    });
    expect(read({ cz: 'HC', qzt: 'DHC', hzt: 'CLZ' }).entry).toMatchObject({
      action: 'VERIFY',
      from: 'PENDING_VERIFICATION',
      to: 'IN_PROGRESS',
    });
    expect(read({ cz: 'BJ', qzt: 'DHC', hzt: 'YBJ' }).entry).toMatchObject({
      from: 'PENDING_CLOSURE',
      to: 'CLOSED',
    });
  });

  it('has a verification of what was closed as a reopening', () => {
    expect(read({ cz: 'HC', qzt: 'YBJ', hzt: 'CLZ' }).entry).toMatchObject({
      action: 'REOPEN',
      from: 'CLOSED',
      to: 'IN_PROGRESS',
    });
  });

  it('keeps a word that the contract does not list, as OTHER', () => {
    for (const cz of ['HB', 'sb', 'constructor'])
      expect(read({ cz })).toMatchObject({
        entry: { action: 'OTHER', actionRaw: cz, text: '请核查' },
        gaps: [],
      });
    expect(read({ cz: null }).entry).toMatchObject({ action: 'OTHER', actionRaw: '' });
  });

  it('keeps an entry of which something cannot be read, and says what', () => {
    expect(read({ czsj: '2024-05-13 09:50:04' })).toMatchObject({
      entry: { at: null },
      gaps: ['czjl[0].czsj'],
    });
    expect(read({ qzt: 'YGD', hzt: 7 })).toMatchObject({
      entry: { from: 'UNKNOWN', to: 'UNKNOWN' },
      gaps: ['czjl[0].qzt', 'czjl[0].hzt'],
    });
    expect(log({ czjl: ['SB'] }).value).toHaveLength(1);
  });

  it('is empty where there is none, and unreadable where it is no list', () => {
    expect(log({}).value).toEqual([]);
    expect(log({ czjl: '' }).value).toEqual([]);
    expect(log({ czjl: { 0: SENT } })).toMatchObject({ value: null, gaps: [{ field: 'czjl' }] });
  });
});
