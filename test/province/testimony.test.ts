import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { sourceOf, testimony } from '../../src/province/testimony.ts';
import { event, workedEvent } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

const record = (fields: Record<string, unknown>) => ({ number: String(fields.eventNo), record: fields });
const stated = (fields: Record<string, unknown>, others: Record<string, unknown>[] = []) =>
  testimony(record(fields), [fields, ...others].map(record), catalogue).value;

describe('what an event of the province states', () => {
  it('is the worked example’s, in unified terms', () => {
    const value = stated(workedEvent());
    expect(value).toMatchObject({
      number: 'ZF20240514000019',
      status: 'CLOSED',
      agreesWith: ['CLOSED'],
      region: { value: { code: '331102' }, raw: '331102000000' },
      filing: { caseNo: 'AJ20240514000019', decisionNo: '丽莲综执罚决〔2024〕187号', fine: '5000.00' },
      filedCases: ['AJ20240514000019'],
      verification: { value: 'PASSED', raw: '1' },
      finalOutcomes: [],
      case: null,
    });
  });

  it('holds two records of one case for one too many, and those of two cases for none', () => {
    const again = { ...workedEvent(), eventNo: 'ZF20240514000020' };
    expect(stated(workedEvent(), [again]).live).toHaveLength(2);
    const another = { ...again, cityCaseNo: 'AJ20240601000001' };
    expect(stated(workedEvent(), [another]).live.map(({ number }) => number)).toEqual(['ZF20240514000019']);
    expect(stated(workedEvent(), [another]).filedCases).toEqual(['AJ20240514000019', 'AJ20240601000001']);
  });

  it('holds no filing of an event that began there, until one is on its record', () => {
    const own = { sourcePlatform: null, sourceNo: null, cityCaseNo: null };
    expect(stated(event({ ...own, filingNo: null })).filedCases).toEqual([]);
    expect(stated(event({ ...own, filingNo: 'BA1', cityCaseNo: 'AJ1' })).filedCases).toEqual(['AJ1']);
    expect(stated(event({ ...own, filingNo: 7 })).filedCases).toEqual([null]);
  });
});

describe('the event that a record is about', () => {
  it('is that of its source, and none where it began at the province', () => {
    expect(sourceOf(workedEvent()).value).toEqual({
      event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
      updatedAt: '2024-06-20T10:12:03+08:00',
    });
    expect(sourceOf(event({ sourcePlatform: null, sourceNo: null })).value).toBeNull();
  });
});
