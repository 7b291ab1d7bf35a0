/** The records of an event on the three platforms: a function of the world's options and the event's number. */
import type { CityClue } from '../city/record.ts';
import type { GrassrootsEvent } from '../grassroots/record.ts';
import type { ProvinceEvent } from '../province/record.ts';
import { cityRecord } from './city-record.ts';
import { draftOf } from './draft.ts';
import { grassrootsRecord } from './grassroots-record.ts';
import type { Ground, Origin } from './plan.ts';
import { provinceRecord } from './province-record.ts';

export interface EventRecords {
  origin: Origin;
  index: number;
  no: string;
  reportedAt: number;
  grassroots: GrassrootsEvent | null;
  city: CityClue | null;
  province: ProvinceEvent | null;
  /** The city's own key, where its printed report time is another than the origin's. */
  cityReportedAt?: number;
}

/** With `reportedAt`, of an event beyond the world's own, reported at that moment. */
export function recordsOf(ground: Ground, origin: Origin, index: number, reportedAt?: number): EventRecords {
  const draft = draftOf(ground, origin, index, reportedAt);
  return {
    origin,
    index,
    no: draft.plan.no,
    reportedAt: draft.plan.reportedAt,
    grassroots: grassrootsRecord(draft),
    city: cityRecord(draft),
    province: provinceRecord(draft),
  };
}
