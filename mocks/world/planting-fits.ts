/** Which events a planting fits, and how what is planted is named. */
import type { CityClue } from '../city/record.ts';
import { itemsByClass } from './catalogue.ts';
import type { Planting } from './planted.ts';
import type { EventRecords } from './records.ts';

type Found = ReturnType<Planting['plant']>;

export const clueOf = (event: EventRecords): CityClue => event.city!;
export const closedGrid = (event: EventRecords): boolean =>
  event.grassroots?.sjzt === 'YBJ' && event.city?.status === 'closed' && event.grassroots.lc === '1';
export const plainGrid = (event: EventRecords): boolean => closedGrid(event) && !event.city?.case;
export const candidates = (event: EventRecords) => itemsByClass.get(event.grassroots?.sjlb ?? '') ?? [];
export const alone = (event: EventRecords): boolean => !event.grassroots && !clueOf(event).case;
export const decided = (event: EventRecords): boolean =>
  closedGrid(event) && event.province?.fineAmount != null && clueOf(event).case?.stage === 'concluded';

export const inCity = (event: EventRecords, field: string, what: string): Found => ({
  platform: 'city',
  record: clueOf(event).clue_no,
  field,
  what,
});
export const inGrassroots = (event: EventRecords, field: string, what: string): Found => ({
  platform: 'grassroots',
  record: event.no,
  field,
  what,
});
export const inProvince = (event: EventRecords, field: string, what: string): Found => ({
  platform: 'province',
  record: event.province?.eventNo ?? null,
  field,
  what,
});
