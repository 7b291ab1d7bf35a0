import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparePlaces } from '../../../src/hub/events/place.ts';
import { type MemoryEvent, memoryPlatform } from './memory-platform.ts';
import { allOf, endOf, expectWalked, idsOf, inOrder, page, walk } from './walk.ts';
import { aWorld, built, inserts, put } from './worlds.ts';

const RUNS = { numRuns: 600 };

describe('the list of events of several platforms', () => {
  it('gives each event once, newest first, then by id, whatever the page sizes and branches', () =>
    fc.assert(
      fc.asyncProperty(aWorld(0), async world => {
        const platforms = built(world);
        expect(await walk(platforms, world.sizes)).toEqual(inOrder(allOf(platforms)));
      }),
      RUNS,
    ));

  it('counts as many as a walk gives, on the first page and on a later one', () =>
    fc.assert(
      fc.asyncProperty(aWorld(15), async world => {
        const platforms = built(world);
        const walked = (await walk(platforms, world.sizes)).length;
        const first = await page(platforms, { first: 1, count: true });
        expect(await first.total()).toBe(walked);
        if (!first.hasNextPage) return;
        const second = await page(platforms, { after: endOf(first), count: true });
        expect(await second.total()).toBe(walked);
      }),
      RUNS,
    ));

  it('goes on right after any event of a page', () =>
    fc.assert(
      fc.asyncProperty(aWorld(0), fc.nat(), async (world, where) => {
        const platforms = built(world);
        const whole = await page(platforms, { first: 50 });
        if (whole.edges.length === 0) return;
        const at = where % whole.edges.length;
        const rest = await page(platforms, { first: 50, after: whole.edges[at]!.cursor });
        expect(idsOf(rest)).toEqual(inOrder(allOf(platforms)).slice(at + 1, at + 51));
      }),
      RUNS,
    ));

  it('goes on as well after an unreadable time in the middle of a page, repeating and losing nothing', () =>
    fc.assert(
      fc.asyncProperty(aWorld(30), fc.nat(), async (world, where) => {
        const platforms = built(world);
        const whole = await page(platforms, { first: 50 });
        if (whole.edges.length === 0) return;
        const begun = idsOf(whole).slice(0, 1 + (where % whole.edges.length));
        const rest: string[] = [];
        let after: string | null = whole.edges[begun.length - 1]!.cursor;
        while (after !== null) {
          const next = await page(platforms, { first: 3, after });
          rest.push(...idsOf(next));
          expect(rest.length).toBeLessThan(allOf(platforms).length);
          after = next.hasNextPage ? endOf(next) : null;
        }
        expectWalked([...begun, ...rest], platforms);
      }),
      RUNS,
    ));

  it('gives each event that was there throughout once and in order, whatever is inserted between two pages', () =>
    fc.assert(
      fc.asyncProperty(aWorld(0), inserts(0), async (world, plan) => {
        const platforms = built(world);
        const throughout = [...allOf(platforms)];
        const stillToCome: string[] = [];
        const tooLate: string[] = [];
        const given = await walk(platforms, world.sizes, (soFar, number) => {
          const last = allOf(platforms).find(({ id }) => id === soFar.at(-1))!;
          for (const insert of plan[number - 1] ?? []) {
            const event = put(platforms, soFar, insert);
            if (event) (comparePlaces(event, last) > 0 ? stillToCome : tooLate).push(event.id);
          }
        });
        expectWalked(given, platforms, throughout);
        expect(given).toEqual(expect.arrayContaining(stillToCome));
        expect(given.filter(id => tooLate.includes(id))).toEqual([]);
      }),
      RUNS,
    ));

  it('keeps all that while events are inserted between two calls of one page', () =>
    fc.assert(
      fc.asyncProperty(aWorld(10), inserts(10), async (world, plan) => {
        const platforms = built(world);
        const throughout = [...allOf(platforms)];
        let soFar: string[] = [];
        let calls = 0;
        for (const platform of platforms) {
          platform.before = () => {
            for (const insert of plan[calls++] ?? []) put(platforms, soFar, insert);
          };
        }
        const given = await walk(platforms, world.sizes, ids => {
          soFar = ids;
        });
        expectWalked(given, platforms, throughout);
      }),
      RUNS,
    ));
});

describe('a platform whose answers are not in the order it promises', () => {
  const ofOne = (count: number, disorder: (rows: MemoryEvent[]) => MemoryEvent[]) =>
    memoryPlatform(
      'GRASSROOTS',
      Array.from({ length: count }, (_, n) => ({
        number: `SJ${100 + n}`,
        at: 1_721_966_400 - n,
        readable: true,
        branch: 0,
      })),
      { disorder },
    );

  it('has each event given where its time belongs, whichever row of an answer comes too late', async () => {
    for (const size of [1, 2, 3, 7, 50]) {
      for (const swapped of [0, 1, 2, 5]) {
        const platforms = [
          ofOne(12, rows => {
            const [row] = rows.slice(swapped, swapped + 1);
            return row ? [...rows.toSpliced(swapped, 1), row] : rows;
          }),
        ];
        expect(await walk(platforms, [size])).toEqual(inOrder(allOf(platforms)));
      }
    }
  });

  it('has each event given once, and those with a readable time in order, however it mixes its rows', () =>
    fc.assert(
      fc.asyncProperty(aWorld(15), fc.infiniteStream(fc.nat()), async (world, lots) => {
        const disorder = (rows: MemoryEvent[]): MemoryEvent[] => {
          const lot = new Map(rows.map(({ id }) => [id, lots.next().value as number]));
          const mixed = rows.toSorted((a, b) => lot.get(a.id)! - lot.get(b.id)!);
          // Where only rows without a readable time changed places, nobody could tell.
          return inOrder(mixed).every((id, index) => mixed.filter(row => row.readable)[index]?.id === id)
            ? rows
            : mixed;
        };
        const platforms = world.platforms.map(({ code, events, ...options }) =>
          memoryPlatform(code, events, { ...options, disorder }),
        );
        const given = await walk(platforms, world.sizes);
        expect(given.toSorted()).toEqual(
          allOf(platforms)
            .map(({ id }) => id)
            .toSorted(),
        );
        const merged = inOrder(allOf(platforms));
        expect(given.filter(id => merged.includes(id))).toEqual(merged);
      }),
      RUNS,
    ));
});

describe('an event whose reported time cannot be read', () => {
  it('is given once, right behind its neighbour in its platform’s own order, or first of all', () =>
    fc.assert(
      fc.asyncProperty(aWorld(25), async world => {
        const platforms = built(world);
        const given = await walk(platforms, world.sizes);
        expectWalked(given, platforms);
        const readable = new Set(inOrder(allOf(platforms)));
        for (const own of platforms.flatMap(({ branches }) => branches())) {
          const first = own.findIndex(event => event.readable);
          for (const [index, { id }] of own.entries()) {
            if (readable.has(id)) continue;
            const ahead = given.slice(0, given.indexOf(id));
            if (index > first && first >= 0) expect(ahead.at(-1)).toBe(own[index - 1]!.id);
            else expect(ahead.filter(other => readable.has(other))).toEqual([]);
          }
        }
      }),
      RUNS,
    ));

  it('is given once whatever is inserted between two pages', () =>
    fc.assert(
      fc.asyncProperty(aWorld(25), inserts(25), async (world, plan) => {
        const platforms = built(world);
        const throughout = [...allOf(platforms)];
        const given = await walk(platforms, world.sizes, (soFar, number) => {
          for (const insert of plan[number - 1] ?? []) put(platforms, soFar, insert);
        });
        expectWalked(given, platforms, throughout);
      }),
      { numRuns: 1_500 },
    ));
});
