import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeOf, touchedBy } from '../../src/city/changes.ts';

const ROW = {
  entity: 'document',
  no: 'WS20240513000312',
  clue_no: 'XS20240513000087',
  source: { platform: 'grassroots', no: 'SJ20240513000123' },
  type: 'issued',
  changed_at: '2024-06-20T10:11:57+08:00',
};

const told = (row: object) => {
  const { value, gaps } = changeOf({ ...ROW, ...row });
  return { event: value?.event.id ?? null, subject: value?.subject, gaps: gaps.map(({ field }) => field) };
};

describe('a change of the city', () => {
  it('is about the event at the clue’s source', () => {
    expect(changeOf(ROW)).toEqual({
      value: {
        event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
        subject: 'DOCUMENT',
        changeRaw: 'issued',
        at: '2024-06-20T10:11:57+08:00',
      },
      gaps: [],
    });
    expect(told({ source: { platform: 'province', no: 'RW20240318000045' } }).event).toBe(
      'province:RW20240318000045',
    );
  });

  it('is about the clue itself, where that began here', () => {
    expect(told({ source: undefined })).toMatchObject({ event: 'city:XS20240513000087', gaps: [] });
  });

  it.each([
    ['clue', 'EVENT', []],
    ['document', 'DOCUMENT', []],
    ['case', 'CASE', []],
    ['dispute', 'DISPUTE', []],
    ['consultation', 'OTHER', ['entity']],
  ])('of a %s is of %s', (entity, subject, gaps) => {
    expect(told({ entity })).toMatchObject({ subject, gaps });
  });

  it.each([
    [
      'a source that is none',
      { source: { platform: 'moon', no: 'SJ20240513000123' } },
      ['source.platform', 'source'],
    ],
    ['a source that is no record', { source: 'grassroots' }, ['source', 'source']],
    ['no clue', { source: undefined, clue_no: undefined }, ['clue_no']],
  ])('with %s is left out, and says so', (_, row, gaps) => {
    expect(told(row)).toMatchObject({ event: null, gaps });
  });

  it('is read without a throw whatever it is, and dropped only with a gap', () => {
    const any = fc.oneof(fc.anything(), fc.record(fields(), { requiredKeys: [] }));
    fc.assert(
      fc.property(any, row => {
        const { value, gaps } = changeOf(row);
        expect(value !== null || gaps.length > 0).toBe(true);
      }),
    );
  });
});

describe('a change touches', () => {
  const touched = (row: object) => touchedBy({ ...ROW, ...row })?.map(({ id }) => id) ?? 'anything';

  it('the event at the clue’s source, and the clue, which may be asked for by its own number', () => {
    expect(touched({})).toEqual(['grassroots:SJ20240513000123', 'city:XS20240513000087']);
    expect(touched({ source: undefined })).toEqual(['city:XS20240513000087']);
  });

  it('the clue that it names, where it does not say of which it is a part', () => {
    const row = { entity: 'clue', no: 'XS20240513000087', clue_no: undefined };
    expect(touched(row)).toEqual(['grassroots:SJ20240513000123', 'city:XS20240513000087']);
  });

  it.each([
    ['a part of no clue', { clue_no: undefined }],
    ['a clue’s number of another form', { clue_no: '线索87' }],
    ['a source that is none', { source: { platform: 'moon', no: 'SJ20240513000123' } }],
    ['a source that is no record', { source: 'grassroots' }],
  ])('anything, with %s', (_, row) => expect(touched(row)).toBe('anything'));

  it('what it is about, whatever it is', () => {
    const any = fc.oneof(fc.anything(), fc.record(fields(), { requiredKeys: [] }));
    fc.assert(
      fc.property(any, row => {
        const ids = touchedBy(row)?.map(({ id }) => id);
        const event = changeOf(row).value?.event.id;
        if (ids && event) expect(ids).toContain(event);
      }),
    );
  });
});

/** Each field as it should be, or anything. */
function fields() {
  const entries = Object.entries(ROW).map(([name, value]) => [
    name,
    fc.oneof(fc.constant(value), fc.anything()),
  ]);
  return Object.fromEntries(entries) as Record<keyof typeof ROW, fc.Arbitrary<unknown>>;
}
