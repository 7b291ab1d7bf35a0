import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeOf, touchedBy, touchedByWebhook } from '../../src/province/changes.ts';

const ROW = {
  changeId: 48211,
  entity: 'filing',
  no: 'BA33110220240514019',
  sourcePlatform: 'grassroots',
  sourceNo: 'SJ20240513000123',
  eventNo: 'ZF20240514000019',
  changeType: 'update',
  changeTime: '2024-06-20 10:12:03',
};

const told = (row: object) => {
  const { value, gaps } = changeOf({ ...ROW, ...row });
  return { event: value?.event.id ?? null, subject: value?.subject, gaps: gaps.map(({ field }) => field) };
};
const BORN_HERE = { sourcePlatform: null, sourceNo: null };

describe('a change of the province', () => {
  it('is about the event at its source', () => {
    expect(changeOf(ROW)).toEqual({
      value: {
        event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
        subject: 'FILING',
        changeRaw: 'update',
        at: '2024-06-20T10:12:03+08:00',
      },
      gaps: [],
    });
    expect(told({ sourcePlatform: 'city', sourceNo: 'XS20240513000087' }).event).toBe(
      'city:XS20240513000087',
    );
  });

  it('is about the record that it belongs to, where that began here', () => {
    const eventNo = 'RW20240318000045';
    for (const [entity, subject] of [
      ['event', 'EVENT'],
      ['filing', 'FILING'],
      ['oversight', 'OVERSIGHT'],
    ]) {
      expect(told({ ...BORN_HERE, entity, eventNo })).toEqual({
        event: 'province:RW20240318000045',
        subject,
        gaps: [],
      });
    }
  });

  it('of an earlier release is about the event that it names; what names none is left out, and says so', () => {
    const earlier = { ...BORN_HERE, eventNo: undefined };
    expect(told({ ...earlier, entity: 'event', no: 'RW20240318000045' })).toEqual({
      event: 'province:RW20240318000045',
      subject: 'EVENT',
      gaps: [],
    });
    expect(told({ ...earlier, entity: 'filing' })).toMatchObject({ event: null, gaps: ['eventNo'] });
    expect(told({ ...earlier, entity: 'oversight' })).toMatchObject({ event: null, gaps: ['eventNo'] });
  });

  it('of an item is about no event, and that is no gap', () => {
    expect(changeOf({ ...ROW, ...BORN_HERE, entity: 'item', eventNo: null })).toEqual({
      value: null,
      gaps: [],
    });
  });

  it('of a word without an equal is something else of its event', () => {
    expect(told({ entity: 'licence' })).toEqual({
      event: 'grassroots:SJ20240513000123',
      subject: 'OTHER',
      gaps: ['entity'],
    });
  });

  it.each([
    ['a source that is none', { sourcePlatform: 'moon' }, ['sourcePlatform', 'sourceNo']],
    ['half a source', { sourcePlatform: null }, ['sourceNo']],
    ['a number of another form', { sourceNo: 'a b' }, ['sourceNo']],
  ])('with %s is left out, and says so', (_, row, gaps) => {
    expect(told(row)).toMatchObject({ event: null, gaps });
  });

  it('is told without its time where that cannot be read', () => {
    const { value, gaps } = changeOf({ ...ROW, changeTime: '2024-06-31 10:12:03' });
    expect([value?.at, gaps.map(({ field }) => field)]).toEqual([null, ['changeTime']]);
  });

  it('is read without a throw whatever it is, and dropped only with a gap', () => {
    const any = fc.oneof(fc.anything(), fc.record(fields(), { requiredKeys: [] }));
    fc.assert(
      fc.property(any, row => {
        const { value, gaps } = changeOf(row);
        const item = (row as { entity?: unknown } | null)?.entity === 'item';
        if (!item) expect(value !== null || gaps.length > 0).toBe(true);
      }),
    );
  });
});

describe('a change touches', () => {
  const touched = (row: object) => touchedBy({ ...ROW, ...row })?.map(({ id }) => id) ?? 'anything';

  it('the event at its source, and the record, which may be asked for by its own number', () => {
    expect(touched({})).toEqual(['grassroots:SJ20240513000123', 'province:ZF20240514000019']);
    expect(touched({ ...BORN_HERE, eventNo: 'RW20240318000045' })).toEqual(['province:RW20240318000045']);
  });

  it.each([
    ['of the directory', { entity: 'item', ...BORN_HERE, eventNo: null, no: '3302012719005' }],
    ['of a filing that does not say whose it is', { eventNo: null }],
    ['with half a source', { sourcePlatform: null }],
    ['with a number of another form', { eventNo: '一号' }],
  ])('anything, one %s', (_, row) => expect(touched(row)).toBe('anything'));

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

describe('a webhook of the form of all platforms touches', () => {
  const BODY = { id: '1', entity: 'event', no: 'ZF20240514000019', type: 'update', changed_at: '' };
  const touched = (body: object) => touchedByWebhook({ ...BODY, ...body })?.map(({ id }) => id) ?? 'anything';

  it('the event at its source, and the record', () => {
    const source = { platform: 'grassroots', no: 'SJ20240513000123' };
    expect(touched({ source })).toEqual(['grassroots:SJ20240513000123', 'province:ZF20240514000019']);
    expect(touched({ no: 'RW20240318000045' })).toEqual(['province:RW20240318000045']);
  });

  it.each([
    ['of the directory', { entity: 'item' }],
    ['of a filing, which does not say whose it is', { entity: 'filing', no: 'BA33110220240514019' }],
    ['whose source is no record', { source: 'city' }],
    ['whose source is none of the platforms', { source: { platform: 'moon', no: 'SJ20240513000123' } }],
  ])('anything, one %s', (_, body) => expect(touched(body)).toBe('anything'));
});

/** Each field as it should be, or anything. */
function fields() {
  const entries = Object.entries(ROW).map(([name, value]) => [
    name,
    fc.oneof(fc.constant(value), fc.anything()),
  ]);
  return Object.fromEntries(entries) as Record<keyof typeof ROW, fc.Arbitrary<unknown>>;
}
