/**
 * The platforms' lists, made in one pass over the world's events: of each it is written down what can be asked of its
 * records, and no more.
 */
import { type CityClues, cityClues } from '../city/clues.ts';
import type { CityClue } from '../city/record.ts';
import { type GrassrootsEvents, grassrootsEvents } from '../grassroots/events.ts';
import type { GrassrootsEvent } from '../grassroots/record.ts';
import { type ProvinceEvents, provinceEvents } from '../province/events.ts';
import type { ProvinceEvent } from '../province/record.ts';
import { issuedIn, KINDS_BY_ID } from './city-documents.ts';
import {
  type CityOutline,
  cityChangeTimes,
  cityFacts,
  cityOutline,
  disputeFacts,
  documentFacts,
} from './city-outline.ts';
import { cityRecord } from './city-record.ts';
import type { Progress } from './create.ts';
import { type Draft, draftOf, type Sketch, sketchOf } from './draft.ts';
import {
  type GrassrootsOutline,
  grassrootsChangeTimes,
  grassrootsFacts,
  grassrootsOutline,
} from './grassroots-outline.ts';
import { grassrootsRecord } from './grassroots-record.ts';
import type { Ground } from './plan.ts';
import {
  type ProvinceOutline,
  provinceChangeTimes,
  provinceFacts,
  provinceOutline,
} from './province-outline.ts';
import { provinceRecord } from './province-record.ts';
import { drawnFor } from './random.ts';
import type { EventRecords } from './records.ts';
import { eventAt, eventsWith, placeAmongAll } from './serials.ts';
import type { Source, Stored } from './stored.ts';
import { packedDate } from './times.ts';
import { type Titles, titlesOf } from './titles.ts';
import { exampleIndex, exampleRecords } from './worked-example.ts';

interface Lists {
  grassroots: GrassrootsEvents;
  city: CityClues;
  province: ProvinceEvents;
}

/** How many events are made between two reports of progress. */
const STRETCH = 2 ** 10;

/** With the records of events that were `changed`, and `clues` beside those of events. */
export function listsOf(
  ground: Ground,
  changed: readonly EventRecords[],
  clues: readonly Stored<CityClue>[],
  progress: Progress,
): Lists {
  const { counts } = ground;
  const total = counts.grassroots + counts.city + counts.province;
  const lists: Lists = {
    grassroots: grassrootsEvents(sourceOf(ground, GRASSROOTS), counts.grassroots),
    city: cityClues(sourceOf(ground, CITY), total),
    province: provinceEvents(sourceOf(ground, PROVINCE), counts.province),
  };
  const held = heldRecords(ground, changed);
  for (let place = 0; place < total; place++) {
    if (place % STRETCH === 0) progress(place, total);
    const records = held.get(place);
    if (records) hold(lists, place, records);
    else derive(lists, place, sketchOf(ground, eventAt(counts, place)));
  }
  for (const clue of clues) lists.city.hold(clue);
  for (const list of Object.values(lists)) list.sort();
  return lists;
}

const GRASSROOTS: Making<GrassrootsEvent, GrassrootsOutline> = {
  recordOf: grassrootsRecord,
  outlineOf: grassrootsOutline,
  changeTimesOf: (_, outline) => grassrootsChangeTimes(outline),
};
const CITY: Making<CityClue, CityOutline> = {
  recordOf: cityRecord,
  outlineOf: cityOutline,
  changeTimesOf: cityChangeTimes,
};
const PROVINCE: Making<ProvinceEvent, ProvinceOutline> = {
  recordOf: provinceRecord,
  outlineOf: provinceOutline,
  changeTimesOf: (_, outline) => provinceChangeTimes(outline),
};

/** By the event's number among all. */
function heldRecords(ground: Ground, changed: readonly EventRecords[]): Map<number, EventRecords> {
  const held = new Map(changed.map(records => [placeAmongAll(ground.counts, records), records]));
  const example = exampleIndex(ground);
  if (example !== null) held.set(example, exampleRecords());
  return held;
}

/** How a platform's record of an event is made, and what of it can be told without. */
interface Making<Row, Outline extends { no: string }> {
  recordOf(draft: Draft): Row | null;
  /** Null if the platform knows nothing of the event. */
  outlineOf(sketch: Sketch): Outline | null;
  changeTimesOf(sketch: Sketch, outline: Outline): number[];
}

function sourceOf<Row, Outline extends { no: string }>(
  ground: Ground,
  { recordOf, outlineOf, changeTimesOf }: Making<Row, Outline>,
): Source<Row> {
  const sketched = (place: number) => {
    const sketch = sketchOf(ground, eventAt(ground.counts, place));
    return { sketch, outline: outlineOf(sketch) };
  };
  return {
    record(place) {
      const { origin, index } = eventAt(ground.counts, place);
      return recordOf(draftOf(ground, origin, index))!;
    },
    no: place => sketched(place).outline?.no ?? null,
    eventsOf(no) {
      const digits = /[A-Z]{2}\d{8}(\d{6})$/.exec(no)?.[1];
      if (digits === undefined) return [];
      return eventsWith(ground.counts, digits).map(event => placeAmongAll(ground.counts, event));
    },
    changeTimes(place) {
      const { sketch, outline } = sketched(place);
      return { times: changeTimesOf(sketch, outline!), sortKey: sortKey(outline!.no) };
    },
  };
}

function hold({ grassroots, city, province }: Lists, place: number, event: EventRecords): void {
  const { numbers, reportedAt, cityReportedAt = reportedAt } = event;
  for (const list of [grassroots, city, province]) list.replace(place);
  const stored = <Row>(at: number, no: string, record: Row): Stored<Row> => ({ reportedAt: at, no, record });
  if (numbers.grassroots !== null) grassroots.hold(stored(reportedAt, numbers.grassroots, event.grassroots!));
  if (numbers.city !== null) city.hold(stored(cityReportedAt, numbers.city, event.city!));
  if (numbers.province !== null) province.hold(stored(reportedAt, numbers.province, event.province!));
}

function derive({ grassroots, city, province }: Lists, place: number, sketch: Sketch): void {
  const { plan } = sketch;
  const at = plan.reportedAt;
  const titles = titlesOf(plan, drawnFor(plan.seed, 'words'));
  const grid = grassrootsOutline(sketch);
  if (grid) grassroots.derive(place, at, grassrootsFacts(sketch, grid, titles), sortKey(grid.no));
  const clue = cityOutline(sketch);
  if (clue) deriveClue(city, place, sketch, clue, titles);
  const filed = provinceOutline(sketch);
  if (filed) province.derive(place, at, provinceFacts(sketch, filed, titles), sortKey(filed.no));
}

function deriveClue(
  city: CityClues,
  place: number,
  sketch: Sketch,
  outline: CityOutline,
  titles: Titles,
): void {
  const { plan, course } = sketch;
  city.derive(place, plan.reportedAt, cityFacts(sketch, outline, titles), sortKey(outline.no));
  for (const [nth, issued] of issuedIn(course).entries()) {
    const at = issued.step.at;
    const key = Number(packedDate(at)) * 1e7 + Number(plan.digits) * 10 + issued.number;
    const kind = KINDS_BY_ID.indexOf(issued.kind);
    city.parts.documents.add({ at, ref: place, nth }, documentFacts(sketch, issued), kind * 1e15 + key);
  }
  const dispute = disputeFacts(sketch);
  if (!dispute) return;
  city.parts.disputes.add({ at: dispute.at, ref: place, nth: 0 }, dispute.facts, Number(plan.digits));
}

/** Orders numbers of one list as their texts do: of the province's, those of tasks (`RW`) before those of filings. */
const sortKey = (no: string): number => (no.startsWith('Z') ? 1e15 : 0) + Number(no.slice(2));
