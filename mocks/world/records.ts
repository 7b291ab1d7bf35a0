/** The records of an event on the three platforms: a function of the world's options and the event's number. */
import type { CityClue } from '../city/record.ts';
import type { GrassrootsEvent } from '../grassroots/record.ts';
import type { ProvinceEvent } from '../province/record.ts';
import { cityRecord } from './city-record.ts';
import { courseOf } from './course.ts';
import { grassrootsRecord } from './grassroots-record.ts';
import { type Ground, type Origin, planEvent } from './plan.ts';
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
  const plan = planEvent(ground, origin, index, reportedAt);
  const course = courseOf(ground, plan);
  return {
    origin,
    index,
    no: plan.no,
    reportedAt: plan.reportedAt,
    grassroots: grassrootsRecord(plan, course),
    city: cityRecord(plan, course, ground.now),
    province: provinceRecord(plan, course, ground.now),
  };
}
