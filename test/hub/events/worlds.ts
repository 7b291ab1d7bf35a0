/** Random worlds for the list's properties, as plain data, so that a failing one can be read. */
import fc from 'fast-check';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import {
  type MemoryEvent,
  type MemoryOptions,
  type MemoryPlatform,
  memoryPlatform,
} from './memory-platform.ts';
import { allOf } from './walk.ts';

type PlainEvent = Omit<MemoryEvent, 'id'>;

export interface World {
  platforms: ({ code: PlatformCode; events: PlainEvent[] } & MemoryOptions)[];
  /** Of the pages, in turn and again from the first. */
  sizes: number[];
}

export interface Insert {
  platform: number;
  event: PlainEvent;
  /** Seconds from the event that the walk stands at; null for the event's own second. */
  offset: number | null;
}

const PREFIX = { CITY: 'XS', GRASSROOTS: 'SJ', PROVINCE: 'RW' } as const;
type Code = keyof typeof PREFIX;
const CODES = Object.keys(PREFIX) as Code[];
const NOON = 1_721_966_400;

/** @param unreadable how many of a hundred events have a time that cannot be read. */
export function aWorld(unreadable: number): fc.Arbitrary<World> {
  const [small, any] = [fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 50 })];
  return fc.record({
    platforms: fc.tuple(...CODES.map(code => aPlatform(code, unreadable))),
    sizes: fc.array(fc.oneof(small, any), { minLength: 1, maxLength: 6 }),
  });
}

function aPlatform(code: Code, unreadable: number): fc.Arbitrary<World['platforms'][number]> {
  return fc.record({
    code: fc.constant(code),
    events: fc.uniqueArray(anEvent(code, unreadable), { maxLength: 25, selector: ({ number }) => number }),
    branches: fc.integer({ min: 1, max: 3 }),
    pageLimit: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 6 })),
    continuation: fc.constantFrom('PAGE', 'LAST_SEEN'),
  });
}

/** Few seconds and few numbers, some the beginning of others, so that ties and neighbours are the rule. */
function anEvent(code: Code, unreadable: number): fc.Arbitrary<PlainEvent> {
  return fc.record({
    number: fc.integer({ min: 1, max: 60 }).map(number => `${PREFIX[code]}${number}`),
    at: fc.integer({ min: 0, max: 7 }).map(second => NOON + second),
    readable: fc.integer({ min: 0, max: 99 }).map(lot => lot >= unreadable),
    branch: fc.integer({ min: 0, max: 2 }),
  });
}

/** What comes in at each pause, most of it at the very second where the walk stands. */
export function inserts(unreadable: number): fc.Arbitrary<Insert[][]> {
  const insert = fc.integer({ min: 0, max: 2 }).chain(platform =>
    fc.record({
      platform: fc.constant(platform),
      event: anEvent(CODES[platform]!, unreadable),
      offset: fc.constantFrom(0, 0, 0, -1, 1, null),
    }),
  );
  return fc.array(fc.array(insert, { maxLength: 4 }), { minLength: 1, maxLength: 5 });
}

export function built({ platforms }: World): MemoryPlatform[] {
  return platforms.map(({ code, events, ...options }) => memoryPlatform(code, events, options));
}

/** Adds an event where the walk stands; null where its number is taken. */
export function put(
  platforms: MemoryPlatform[],
  given: string[],
  { platform, event, offset }: Insert,
): MemoryEvent | null {
  const last = allOf(platforms).find(({ id }) => id === given.at(-1));
  const at = offset === null || !last ? event.at : last.at + offset;
  return platforms[platform]!.add({ ...event, at });
}
