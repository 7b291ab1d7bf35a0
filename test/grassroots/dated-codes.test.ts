import { describe, expect, it } from '@jest/globals';
import { compile } from '../../src/grassroots/filter.ts';
import * as mapping from '../../src/grassroots/mapping.ts';
import { WORDS } from '../../src/grassroots/statistics.ts';
import { UNFILTERED } from '../../src/hub/events/event-filter.ts';
import { Fields } from '../../src/hub/records/fields.ts';
import { datedCatalogue } from '../hub/catalogue/dated-catalogue.ts';
import { event } from './event.ts';

const catalogue = await datedCatalogue();
const DAY = '2024-06-30';
const litter = catalogue.matter('E-01-005')!;

describe('an event of the grid whose item was written back after the city changed its items', () => {
  const keys = { sjlb: 'G10107', zfsxdm: 'CF-019001' };

  it('is of the matter that the new item stands for', () => {
    const { value } = mapping.spine(
      event({ ...keys, sbsj: `${DAY} 23:59:59` }),
      'SJ20240630000001',
      catalogue,
    );
    expect(value.matter).toEqual({ matter: litter, source: 'CITY', candidates: [] });
    expect(value.unmapped).toBeNull();
  });

  it('is found by it, and counted under it', () => {
    const pairs = compile({ ...UNFILTERED, matter: litter }, catalogue, DAY).flatMap(({ lbsx }) =>
      `${lbsx}`.split(','),
    );
    expect(pairs.sort()).toEqual(['G10107:CF-010335', 'G10107:CF-019001', 'G10107:CF-019002']);
    expect(WORDS.matterOf(new Fields(keys), catalogue, DAY).matter.matter).toBe(litter);
  });

  it('is not of what an item stood for that was given up before the report', () => {
    const pairs = compile({ ...UNFILTERED, matter: litter }, catalogue, '2024-07-15').map(({ lbsx }) => lbsx);
    expect(pairs).toEqual(['G10107:CF-019001,G10107:CF-019002']);
    const { value } = mapping.spine(
      event({ ...keys, zfsxdm: 'CF-010335', sbsj: '2024-07-15 08:00:00' }),
      'SJ20240715000001',
      catalogue,
    );
    expect(value.matter.matter).toBeNull();
  });
});
