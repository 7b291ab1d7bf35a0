/** The mock world: made once from a seed, the same to the byte each time. */
import { directoriesOf } from './directories.ts';
import { forumsOf } from './forums.ts';
import { matterDisputes } from './matter-disputes.ts';
import { groundOf, type Origin } from './plan.ts';
import { plant } from './planted.ts';
import { type EventRecords, onDemand, recordsOf } from './records.ts';
import { exampleIndex, exampleRecords } from './worked-example.ts';
import { byListOrder, type Stored, type World, type WorldOptions } from './world.ts';

/** The clock stands at the end of the day of the source document (indicators.md, section 3). */
export const DEFAULTS: WorldOptions = {
  seed: 20240726,
  events: 1659,
  now: new Date('2024-07-26T18:00:00+08:00'),
  scenario: 'default',
};

/**
 * Makes the world: `events` events of the grid, and in proportion those that began in the city or the province.
 * Throws if `events` is not a whole number from 1 up.
 */
export function createWorld(options: Partial<WorldOptions> = {}): World {
  const settled = { ...DEFAULTS, ...options };
  if (!Number.isInteger(settled.events) || settled.events < 1) {
    throw new Error(
      `createWorld: expected events to be a whole number from 1, got ${settled.events}; set MOCK_EVENTS`,
    );
  }
  const ground = groundOf(settled);
  const example = exampleIndex(ground);
  const events: EventRecords[] = [];
  for (const origin of ['grassroots', 'city', 'province'] as Origin[]) {
    for (let index = 0; index < ground.counts[origin]; index++) {
      const isExample = origin === 'grassroots' && index === example;
      events.push(isExample ? exampleRecords() : recordsOf(ground, origin, index));
    }
  }
  const { planted, clues } = plant(ground, events);
  const directories = directoriesOf(settled.seed);
  const world: World = {
    options: settled,
    province: { events: [], items: directories.province },
    city: {
      clues,
      ...directories.city,
      itemDisputes: onDemand(() => matterDisputes(settled, clues)),
      forums: onDemand(() => forumsOf(settled)),
    },
    grassroots: { events: [], ...directories.grassroots },
    planted: [...planted, ...directories.planted],
  };
  for (const event of events) store(world, event);
  for (const list of [
    world.province.events,
    world.city.clues,
    world.grassroots.events,
  ] as Stored<unknown>[][]) {
    list.sort(byListOrder);
  }
  return world;
}

/** Puts the records of an event into the platforms' lists, without their order. */
export function store(world: World, event: EventRecords): void {
  const { numbers, reportedAt, cityReportedAt = reportedAt } = event;
  if (numbers.grassroots !== null) {
    // Nearly every question goes through the grid's list: its records are made before the first is asked.
    world.grassroots.events.push({ reportedAt, no: numbers.grassroots, record: event.grassroots! });
  }
  if (numbers.city !== null) {
    world.city.clues.push(stored(cityReportedAt, numbers.city, () => event.city!));
  }
  if (numbers.province !== null) {
    world.province.events.push(stored(reportedAt, numbers.province, () => event.province!));
  }
}

const stored = <Row>(reportedAt: number, no: string, read: () => Row): Stored<Row> => ({
  reportedAt,
  no,
  get record() {
    return read();
  },
});
