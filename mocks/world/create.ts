/** The mock world: made once from a seed, the same to the byte each time. */
import { directoriesOf } from './directories.ts';
import { forumsOf } from './forums.ts';
import { listsOf } from './lists.ts';
import { matterDisputes } from './matter-disputes.ts';
import { type Ground, groundOf } from './plan.ts';
import { plant } from './planted.ts';
import { type EventRecords, onDemand, recordsOf } from './records.ts';
import { type EventKey, placeAmongAll } from './serials.ts';
import { exampleIndex, exampleRecords } from './worked-example.ts';
import type { World, WorldOptions } from './world.ts';

/** The clock stands at the end of the day of the source document (indicators.md, section 3). */
export const DEFAULTS: WorldOptions = {
  seed: 20240726,
  events: 1659,
  now: new Date('2024-07-26T18:00:00+08:00'),
  scenario: 'default',
};

/** The most events that the numbers have room for. */
const MOST = 1_000_000;

/** Told while a world is made: of how many events, how many are done. */
export type Progress = (done: number, of: number) => void;

/**
 * Makes the world: `events` events of the grid, and in proportion those that began in the city or the province.
 * Throws if `events` is not a whole number from 1 to a million.
 */
export function createWorld(options: Partial<WorldOptions> = {}, progress: Progress = () => {}): World {
  const settled = { ...DEFAULTS, ...options };
  if (!Number.isInteger(settled.events) || settled.events < 1 || settled.events > MOST) {
    throw new Error(
      `createWorld: expected events to be a whole number from 1 to ${MOST}, got ${settled.events}; set MOCK_EVENTS`,
    );
  }
  const ground = groundOf(settled);
  const { planted, clues, changed } = plant(ground, eventsOf(ground));
  const directories = directoriesOf(settled.seed);
  const lists = listsOf(ground, changed, clues, progress);
  return {
    options: settled,
    province: { events: lists.province, items: directories.province },
    city: {
      clues: lists.city,
      ...directories.city,
      itemDisputes: onDemand(() => matterDisputes(settled, lists.city)),
      forums: onDemand(() => forumsOf(settled)),
    },
    grassroots: { events: lists.grassroots, ...directories.grassroots },
    planted: [...planted, ...directories.planted],
  };
}

/** Gives the records of an event, the same ones each time. */
function eventsOf(ground: Ground): (event: EventKey) => EventRecords {
  const read = new Map<number, EventRecords>();
  const example = exampleIndex(ground);
  return event => {
    const { origin, index } = event;
    const place = placeAmongAll(ground.counts, event);
    let records = read.get(place);
    if (!records) {
      const isExample = origin === 'grassroots' && index === example;
      records = isExample ? exampleRecords() : recordsOf(ground, origin, index);
      read.set(place, records);
    }
    return records;
  };
}
