import { describe, expect, it } from '@jest/globals';
import { sourceOf, testimony } from '../../src/city/testimony.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { clue, workedClue } from './clue.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

const record = (fields: Record<string, unknown>) => ({ number: String(fields.clue_no), record: fields });
const stated = (fields: Record<string, unknown>, others: Record<string, unknown>[] = []) =>
  testimony(record(fields), [fields, ...others].map(record), catalogue);

describe('what a clue states', () => {
  it('is the worked example’s, in unified terms', () => {
    const feedbacks = [
      { id: '2', at: '2024-06-19T16:19:58+08:00', final: true, outcome: 'penalised' },
      { id: '1', at: '2024-05-13T14:29:58+08:00', final: false, outcome: 'other' },
    ];
    const { value, gaps } = stated({ ...workedClue(), feedbacks });
    expect(gaps).toEqual([]);
    expect(value).toMatchObject({
      number: 'XS20240513000087',
      status: 'CLOSED',
      agreesWith: ['CLOSED'],
      region: { raw: '331102001' },
      reportedAt: '2024-05-13T09:14:20+08:00',
      finalOutcomes: [{ value: 'PENALISED', raw: 'penalised' }],
      case: { number: 'AJ20240514000019', decisionNo: '丽莲综执罚决〔2024〕187号', fine: '5000.00' },
      filing: null,
      leads: true,
      awaitsItem: false,
    });
    expect(value.item?.value.map(({ code }) => code)).toEqual(['E-01-005']);
    expect(value.case?.course.map(({ field }) => field)).toEqual([
      'filedAt',
      'noticeAt',
      'decision.decidedAt',
      'decision.servedAt',
      'concludedAt',
    ]);
  });

  it('counts no clue as live that goes on under another, and knows by which number it does', () => {
    const merged = clue({ clue_no: 'XS20240726000004', status: 'merged', merged_into: 'XS20240726000009' });
    const { value } = stated(clue(), [merged]);
    expect(value.live.map(({ number }) => number)).toEqual(['XS20240726000003']);
    expect(value.numbers).toEqual(['XS20240726000003', 'XS20240726000004', 'XS20240726000009']);
  });

  it('says nothing where something cannot be read', () => {
    const { value, gaps } = stated(clue({ region_code: '33110', location: { lng: 'east' }, due_at: 7 }));
    expect(value).toMatchObject({ region: null, coordinates: null, dueAt: null });
    expect(gaps.map(({ field }) => field)).toEqual(['region_code', 'location.lng', 'due_at']);
  });
});

describe('the event that a clue is about', () => {
  it('is that of its source, and none where it began in the city', () => {
    expect(sourceOf(workedClue()).value).toEqual({
      event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
      updatedAt: '2024-06-20T10:11:57+08:00',
    });
    expect(sourceOf(clue()).value).toBeNull();
  });

  it('cannot be told where the source cannot be read', () => {
    for (const no of [undefined, 7]) {
      expect(sourceOf(clue({ source: { platform: 'grassroots', no } })).value).toBeNull();
    }
    expect(sourceOf(clue({ source: { platform: 'mars', no: 'M1' } })).gaps).toHaveLength(1);
  });
});
