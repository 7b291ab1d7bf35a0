import { describe, expect, it } from '@jest/globals';
import * as mapping from '../../src/city/mapping.ts';
import { testimony } from '../../src/city/testimony.ts';
import { datedCatalogue } from '../hub/catalogue/dated-catalogue.ts';
import { clue } from './clue.ts';

const catalogue = await datedCatalogue();
const NUMBER = 'XS20240630000003';
const FROM_THE_GRID = { platform: 'grassroots', no: 'SJ20240630000001' };

/** A clue with an item that its matter has from 1 July on. */
const reported = (reported_at: string, fields: object = {}) =>
  clue({ clue_no: NUMBER, item_code: 'CF-019001', reported_at, ...fields });
const LAST_SECOND = '2024-06-30T23:59:59+08:00';

describe('a clue of the city', () => {
  const matterOf = (record: object) => mapping.spine(record, NUMBER, catalogue).value;

  it('is of the matter that its item stands for on the day of its report, in Asia/Shanghai', () => {
    expect(matterOf(reported(LAST_SECOND)).matter.matter).toBeNull();
    expect(matterOf(reported(LAST_SECOND)).unmapped).toMatchObject({ platform: 'CITY', code: 'CF-019001' });
    expect(matterOf(reported('2024-07-01T00:00:00+08:00')).matter.matter?.code).toBe('E-01-005');
    // The same instant, and so the same day.
    expect(matterOf(reported('2024-06-30T16:00:00Z')).matter.matter?.code).toBe('E-01-005');
  });

  it('says of an event that began elsewhere what the item means that it was given after the report', () => {
    const record = reported(LAST_SECOND, { source: FROM_THE_GRID });
    const { value } = mapping.section(record, NUMBER, [NUMBER], catalogue);
    expect(value.clue.matter).toBe(catalogue.matter('E-01-005'));
    expect(value.clue.unmapped).toBeNull();
    const given = { record, number: NUMBER };
    expect(testimony(given, [given], catalogue).value.item?.value).toEqual([catalogue.matter('E-01-005')]);
  });

  it('of its own is compared as it is shown', () => {
    const given = { record: reported(LAST_SECOND), number: NUMBER };
    expect(testimony(given, [given], catalogue).value.item?.value).toEqual([]);
    expect(mapping.section(given.record, NUMBER, [NUMBER], catalogue).value.clue.matter).toBeNull();
  });
});
