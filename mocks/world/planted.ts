/**
 * The discrepancies that the contract plants (section 12): counts and kinds as in its table, an event carries at
 * most one. What is planted is returned as a list, so that a test must find exactly these.
 */
import type { CityClue } from '../city/record.ts';
import { type Ground, groundOf, type Origin } from './plan.ts';
import { plantings } from './plantings.ts';
import { type EventRecords, recordsOf } from './records.ts';
import { type EventKey, strangeNo } from './serials.ts';
import { DAY, MINUTE, offsetTime } from './times.ts';
import type { Planted, Stored } from './world.ts';

/** One kind of thing to plant, in events that fit. */
export interface Planting {
  kind: string;
  origin: Origin;
  count: number;
  fits: (event: EventRecords) => boolean;
  /** Changes the event's records; says where and what. The nth of its kind may differ from the others. */
  plant: (
    event: EventRecords,
    nth: number,
    others: Iterable<EventRecords>,
  ) => Omit<Planted, 'kind' | 'event'>;
}

export interface PlantedWorld {
  planted: Planted[];
  /** Clues beside those of the events. */
  clues: Stored<CityClue>[];
  /** The events whose records were changed. */
  changed: EventRecords[];
}

/** Platforms are given 15 minutes to agree (section 5); what is planted is older than that, by a good margin. */
const SETTLED = 60 * MINUTE;

/** Changes records of events, which `eventOf` gives, in place. A world too small for all takes as many as fit. */
export function plant(ground: Ground, eventOf: (event: EventKey) => EventRecords): PlantedWorld {
  const result: PlantedWorld = { planted: [], clues: [], changed: [] };
  const used = new Set<EventRecords>();
  for (const planting of plantings(ground, result.clues)) {
    const { origin } = planting;
    const count = ground.counts[origin];
    const others = { [Symbol.iterator]: () => eventsAt(origin, count, at => at, eventOf) };
    let nth = 0;
    for (const event of eventsAt(origin, count, scattered(count), eventOf)) {
      if (nth === planting.count) break;
      if (used.has(event) || !isSettled(ground, event) || !planting.fits(event)) continue;
      used.add(event);
      const found = planting.plant(event, nth, others);
      // What has lost its number has lost its id.
      const id = found.field === 'eventNo' ? null : `${event.origin}:${event.no}`;
      result.planted.push({ kind: planting.kind, event: id, ...found });
      nth++;
    }
  }
  result.changed = [...used];
  plantBrokenReferences(ground, result);
  return result;
}

function* eventsAt(
  origin: Origin,
  count: number,
  indexAt: (place: number) => number,
  eventOf: (event: EventKey) => EventRecords,
): Generator<EventRecords> {
  for (let place = 0; place < count; place++) yield eventOf({ origin, index: indexAt(place) });
}

/** An order that jumps through the world's months. */
function scattered(count: number): (place: number) => number {
  const stride = 397; // prime, so that every event comes up once unless the count is a multiple of it
  const step = count % stride === 0 ? 1 : stride;
  return place => (place * step) % count;
}

/** Nothing happened to it lately, and it is not the contract's worked example. */
function isSettled(ground: Ground, event: EventRecords): boolean {
  const before = offsetTime(ground.now - SETTLED);
  return event.index >= 0 && event.city !== null && event.city.updated_at < before;
}

/** Clues of grid events that do not exist: borrowed from another world, under numbers that none here has. */
function plantBrokenReferences(ground: Ground, result: PlantedWorld): void {
  const other = groundOf({ ...ground.options, seed: ground.options.seed + 1 });
  const ends = ground.now - DAY;
  for (let index = 0, found = 0; index < ground.counts.grassroots && found < 3; index += 7) {
    const event = recordsOf(other, 'grassroots', Math.floor((index * 37) % ground.counts.grassroots));
    if (event.city?.status !== 'closed' || event.city.case || event.reportedAt > ends) continue;
    const elsewhere = (no: string): string => strangeNo(ground.counts, no, '8');
    const no = elsewhere(event.city.clue_no);
    const source = { platform: 'grassroots' as const, no: elsewhere(event.no) };
    result.clues.push({ reportedAt: event.reportedAt, no, record: { ...event.city, clue_no: no, source } });
    const what = `source names ${source.no}, which the grassroots system does not know`;
    result.planted.push({
      kind: 'BROKEN_REFERENCE',
      event: null,
      platform: 'city',
      record: no,
      field: 'source.no',
      what,
    });
    found++;
  }
}
