/**
 * The records of an event on the three platforms: a function of the world's options and the event's number. Each is
 * made when it is first read, so that a start does not wait for what no call has asked for.
 */
import type { CityClue } from '../city/record.ts';
import type { GrassrootsEvent } from '../grassroots/record.ts';
import type { ProvinceEvent } from '../province/record.ts';
import { cityRecord } from './city-record.ts';
import { draftOf } from './draft.ts';
import { grassrootsRecord } from './grassroots-record.ts';
import { clueNo, grassrootsNo, provinceNo } from './numbers.ts';
import type { Ground, Origin } from './plan.ts';
import { provinceRecord } from './province-record.ts';

export interface EventRecords {
  origin: Origin;
  index: number;
  no: string;
  reportedAt: number;
  /** Its number on each platform; null where that has no record of it, and then none is made. */
  numbers: Record<Origin, string | null>;
  readonly grassroots: GrassrootsEvent | null;
  readonly city: CityClue | null;
  readonly province: ProvinceEvent | null;
  /** The city's own key, where its printed report time is another than the origin's. */
  cityReportedAt?: number;
}

/** With `reportedAt`, of an event beyond the world's own, reported at that moment. */
export function recordsOf(ground: Ground, origin: Origin, index: number, reportedAt?: number): EventRecords {
  const draft = draftOf(ground, origin, index, reportedAt);
  const { plan, course } = draft;
  const numbers = {
    grassroots: grassrootsNo(plan, course),
    city: clueNo(plan, course),
    province: provinceNo(plan, course),
  };
  const grassroots = onDemand(() => grassrootsRecord(draft));
  const city = onDemand(() => cityRecord(draft));
  const province = onDemand(() => provinceRecord(draft));
  return {
    origin,
    index,
    no: plan.no,
    reportedAt: plan.reportedAt,
    numbers,
    get grassroots() {
      return numbers.grassroots === null ? null : grassroots();
    },
    get city() {
      return numbers.city === null ? null : city();
    },
    get province() {
      return numbers.province === null ? null : province();
    },
  };
}

/** Makes it at the first call, and gives the same one from then on. */
export function onDemand<Row>(make: () => Row): () => Row {
  let made: Row | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
