/** Walks of the list, page by page, and what holds of every one of them. */
import { expect } from '@jest/globals';
import { type EventFilter, UNFILTERED } from '../../../src/hub/events/event-filter.ts';
import { type EventList, listEvents } from '../../../src/hub/events/event-list.ts';
import { comparePlaces } from '../../../src/hub/events/place.ts';
import { type MemoryEvent, type MemoryPlatform, readersOf } from './memory-platform.ts';

export interface Ask {
  first?: number;
  after?: string | null;
  count?: boolean;
  filter?: Partial<EventFilter>;
}

export function page(platforms: MemoryPlatform[], ask: Ask = {}): Promise<EventList> {
  const { first = 20, after = null, count = false, filter = {} } = ask;
  return listEvents(readersOf(platforms), { first, after, count, filter: { ...UNFILTERED, ...filter } });
}

export const idsOf = ({ edges }: EventList) => edges.map(({ node }) => node.id);
export const endOf = ({ edges }: EventList) => edges.at(-1)?.cursor ?? null;
export const allOf = (platforms: MemoryPlatform[]) => platforms.flatMap(({ events }) => events);

/** All ids of a walk. `between` is told what was given so far, and the page's number, before each but the first. */
export async function walk(
  platforms: MemoryPlatform[],
  sizes: number[],
  between: (given: string[], page: number) => void = () => {},
): Promise<string[]> {
  const given: string[] = [];
  let after: string | null = null;
  for (let number = 0; ; number++) {
    if (number > 0) between(given, number);
    const first = sizes[number % sizes.length]!;
    const list: EventList = await page(platforms, { first, after });
    given.push(...idsOf(list));
    expect(list.hasPreviousPage).toBe(after !== null);
    if (!list.hasNextPage) return given;
    expect(list.edges).toHaveLength(first);
    expect(given.length).toBeLessThanOrEqual(allOf(platforms).length); // Or it would go round for ever.
    after = endOf(list);
  }
}

/** The naive merge: all events whose time can be read, newest first, then by id. */
export function inOrder(events: MemoryEvent[]): string[] {
  return events
    .filter(({ readable }) => readable)
    .toSorted(comparePlaces)
    .map(({ id }) => id);
}

/** Each event that was there throughout is given once: the readable in order, and each branch's in its own order. */
export function expectWalked(
  given: string[],
  platforms: MemoryPlatform[],
  throughout = allOf(platforms),
): void {
  const twice = [...Map.groupBy(given, id => id)].filter(([, times]) => times.length > 1);
  expect(twice).toEqual([]);
  const ids = new Set(throughout.map(({ id }) => id));
  const kept = given.filter(id => ids.has(id));
  expect(kept.toSorted()).toEqual([...ids].toSorted());
  const merged = inOrder(throughout);
  expect(kept.filter(id => merged.includes(id))).toEqual(merged);
  for (const { branches } of platforms) {
    for (const branch of branches()) {
      const own = branch.map(({ id }) => id).filter(id => ids.has(id));
      expect(kept.filter(id => own.includes(id))).toEqual(own);
    }
  }
}
