import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeOf, touchedBy, touchedByWebhook } from '../../src/grassroots/changes.ts';

const ROW = {
  bgxh: ' 90211 ',
  lx: 'SJ',
  bh: 'SJ20240513000123',
  sjly: 'WG',
  yylx: '',
  yybh: '',
  sj: '2024-06-20 10:12:00',
};

const told = (row: object) => {
  const { value, gaps } = changeOf({ ...ROW, ...row });
  return { event: value?.event.id ?? null, subject: value?.subject, gaps: gaps.map(({ field }) => field) };
};

describe('a change of the grassroots system', () => {
  it('is about the grid’s own event', () => {
    expect(changeOf(ROW)).toEqual({
      value: {
        event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
        subject: 'EVENT',
        changeRaw: null,
        at: '2024-06-20T10:12:00+08:00',
      },
      gaps: [],
    });
  });

  it('of a record that was sent down is about the event at its source', () => {
    expect(told({ sjly: 'XF', yylx: 'XS', yybh: 'XS20240513000087' }).event).toBe('city:XS20240513000087');
    expect(told({ sjly: 'XF', yylx: 'RW', yybh: 'RW20240318000045' }).event).toBe(
      'province:RW20240318000045',
    );
  });

  it('of an earlier release, which does not say where it began, is told as the grid’s own, and says so', () => {
    const earlier = { sjly: undefined, yylx: undefined, yybh: undefined };
    expect(told(earlier)).toEqual({ event: 'grassroots:SJ20240513000123', subject: 'EVENT', gaps: ['sjly'] });
    expect(told({ sjly: '', yylx: 'XS', yybh: 'XS20240513000087' })).toEqual({
      event: 'city:XS20240513000087',
      subject: 'EVENT',
      gaps: [],
    });
  });

  it.each(['WG', 'ML'])('of a directory (%s) is about no event, and that is no gap', lx => {
    expect(changeOf({ bgxh: '90212', lx, bh: '331102001005W03', sj: '2024-06-20 11:00:00' })).toEqual({
      value: null,
      gaps: [],
    });
  });

  it('of a word without an equal is something else of its event', () => {
    expect(told({ lx: 'XX' })).toEqual({
      event: 'grassroots:SJ20240513000123',
      subject: 'OTHER',
      gaps: ['lx'],
    });
  });

  it.each([
    ['a reference to a case', { sjly: 'XF', yylx: 'AJ', yybh: 'AJ20240514000019' }, ['yylx', 'yybh']],
    ['no reference', { sjly: 'XF' }, ['yybh']],
    ['a number of another form', { bh: '垃圾' }, ['bh']],
    ['no number', { bh: '' }, ['bh']],
  ])('with %s is left out, and says so', (_, row, gaps) => {
    expect(told(row)).toMatchObject({ event: null, gaps });
  });

  it('is read without a throw whatever it is, and dropped only with a gap', () => {
    const any = fc.oneof(fc.anything(), fc.record(fields(), { requiredKeys: [] }));
    fc.assert(
      fc.property(any, row => {
        const { value, gaps } = changeOf(row);
        const { lx } = (row ?? {}) as { lx?: unknown };
        if (lx !== 'WG' && lx !== 'ML') expect(value !== null || gaps.length > 0).toBe(true);
      }),
    );
  });
});

describe('a change touches', () => {
  const touched = (row: object) => touchedBy({ ...ROW, ...row })?.map(({ id }) => id) ?? 'anything';

  it('the event, and the record that was sent down, which may be asked for by its own number', () => {
    expect(touched({})).toEqual(['grassroots:SJ20240513000123']);
    expect(touched({ sjly: 'XF', yylx: 'XS', yybh: 'XS20240513000087' })).toEqual([
      'city:XS20240513000087',
      'grassroots:SJ20240513000123',
    ]);
  });

  it.each([
    ['of a grid', { lx: 'WG', bh: '331102001005W03' }],
    ['of the directory', { lx: 'ML', bh: 'G10901' }],
    ['of a kind that is none', { lx: 'XX' }],
    ['that does not say where it began', { sjly: '' }],
    ['with a reference to a case', { sjly: 'XF', yylx: 'AJ', yybh: 'AJ20240514000019' }],
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
  const BODY = { id: '1', entity: 'SJ', no: 'SJ20240513000123', type: 'update', changed_at: '' };
  const touched = (body: object) => touchedByWebhook({ ...BODY, ...body })?.map(({ id }) => id) ?? 'anything';

  it('the event, and the record that was sent down', () => {
    expect(touched({})).toEqual(['grassroots:SJ20240513000123']);
    expect(touched({ source: { platform: 'province', no: 'RW20240318000045' } })).toEqual([
      'province:RW20240318000045',
      'grassroots:SJ20240513000123',
    ]);
  });

  it.each([
    ['of a grid', { entity: 'WG' }],
    ['whose source is no record', { source: 'city' }],
    ['whose source is none of the platforms', { source: { platform: 'moon', no: 'XS20240513000087' } }],
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
