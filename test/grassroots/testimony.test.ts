import { describe, expect, it } from '@jest/globals';
import { sourceOf, testimony } from '../../src/grassroots/testimony.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { event, WORKED_EXAMPLE } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

const stated = (fields: Record<string, unknown>) => {
  const record = { number: String(fields.sjbh), record: fields };
  return testimony(record, [record], catalogue);
};

describe('what an event of the grassroots system states', () => {
  it('is the worked example’s, in unified terms', () => {
    const { value, gaps } = stated(WORKED_EXAMPLE);
    expect(gaps).toEqual([]);
    expect(value).toMatchObject({
      number: 'SJ20240513000123',
      status: 'CLOSED',
      agreesWith: ['CLOSED'],
      awaitsItem: false,
      coordinates: { lng: 119.9301, lat: 28.4587 },
      finalOutcomes: [{ value: 'PENALISED', raw: '3' }],
      verification: { value: 'PASSED', raw: '1' },
      case: null,
      names: [
        { what: 'CLUE', number: 'XS20240513000087', field: 'clueNo' },
        { what: 'CASE', number: 'AJ20240514000019', field: 'caseNo' },
      ],
    });
    expect(value.bound?.value.map(({ code }) => code)).toEqual(['S-01-003', 'E-01-005']);
    expect(value.item?.value.map(({ code }) => code)).toEqual(['E-01-005']);
  });

  it('awaits an item where none was written back, and not where it cannot be read', () => {
    for (const zfsxdm of ['', null, undefined, ' ']) {
      expect(stated(event({ zfsxdm })).value).toMatchObject({ item: null, awaitsItem: true });
    }
    expect(stated(event({ zfsxdm: 7 })).value).toMatchObject({ item: null, awaitsItem: false });
  });

  it('says nothing of feedbacks that are no list', () => {
    const { value, gaps } = stated(event({ fklb: { fkid: 'FK01' } }));
    expect(value.finalOutcomes).toEqual([]);
    expect(gaps.map(({ field }) => field)).toContain('fklb');
  });
});

describe('the event that a record is about', () => {
  it('is that of its reference, and none where it began on the grid', () => {
    const sentDown = event({ sjly: 'XF', yylx: 'XS', yybh: 'XS20240726000003', gxsj: '20240726101112' });
    expect(sourceOf(sentDown).value).toEqual({
      event: { id: 'city:XS20240726000003', origin: 'CITY', number: 'XS20240726000003' },
      updatedAt: '2024-07-26T10:11:12+08:00',
    });
    expect(sourceOf(event({ sjly: 'WG', yylx: 'XS', yybh: 'XS1' })).value).toBeNull();
    expect(sourceOf(event({ sjly: 'XF', yylx: '', yybh: null })).value).toBeNull();
  });
});
