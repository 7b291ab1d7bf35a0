import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BEGINNING,
  type NativePage,
  type Position,
  type ReadOn,
  readOn,
} from '../../../src/hub/paging/position.ts';

/** A platform whose pages are numbered and hold `size` letters each. */
function platform(items: readonly number[], size: number) {
  const asked: (string | null)[] = [];
  const ask = async (page: string | null): Promise<NativePage<number>> => {
    asked.push(page);
    const from = Number(page ?? 0) * size;
    const next = from + size < items.length ? String(Number(page ?? 0) + 1) : null;
    return { items: items.slice(from, from + size), next };
  };
  return { asked, ask };
}

describe('reading on in a list that a platform pages', () => {
  it('gives every item once, whatever is wanted of it at a time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (length, size, wants) => {
          const items = Array.from({ length }, (_, index) => index);
          const { ask } = platform(items, size);
          const given: number[] = [];
          for (let at: Position | null = BEGINNING, turn = 0; at; turn++) {
            const read: ReadOn<number> = await readOn(at, wants[turn % wants.length]!, ask);
            given.push(...read.items.map(({ item }) => item));
            at = read.next;
          }
          expect(given).toEqual(items);
        },
      ),
    );
  });

  it('goes on behind any item, not only behind the last', async () => {
    const { ask } = platform([0, 1, 2, 3, 4], 2);
    const { items } = await readOn(BEGINNING, 4, ask);
    for (const [index, { behind }] of items.entries()) {
      const { items: rest } = await readOn(behind, 9, ask);
      expect(rest.map(({ item }) => item)).toEqual([0, 1, 2, 3, 4].slice(index + 1));
    }
  });

  it('asks once where one page has enough', async () => {
    const { ask, asked } = platform([0, 1, 2, 3, 4], 3);
    await readOn(BEGINNING, 3, ask);
    expect(asked).toEqual([null]);
  });

  it('asks once for any number, where a page begins at its name and is as long as is asked', async () => {
    const items = Array.from({ length: 40 }, (_, index) => index);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.nat(8),
        async (wants, skip) => {
          let asked = 0;
          const ask = async (page: string | null, enough: number): Promise<NativePage<number>> => {
            asked++;
            const from = Number(page ?? 0);
            const until = from + enough;
            return { items: items.slice(from, until), next: until < items.length ? String(until) : null };
          };
          // Behind any item of the first page, then behind the last of each.
          const first = await readOn(BEGINNING, 9, ask);
          let at: Position | null = first.items[skip]!.behind;
          const given: number[] = [];
          for (let turn = 0; at; turn++) {
            const read: ReadOn<number> = await readOn(at, wants[turn % wants.length]!, ask);
            given.push(...read.items.map(({ item }) => item));
            at = read.next;
            expect(asked).toBe(turn + 2);
          }
          expect(given).toEqual(items.slice(skip + 1));
        },
      ),
    );
  });

  it('asks no more often than it may, and says that more follows', async () => {
    const { ask, asked } = platform([0, 1, 2, 3, 4], 1);
    const { items, next } = await readOn(BEGINNING, 5, ask, 2);
    expect(items).toHaveLength(2);
    expect(next).toEqual({ page: '2', given: 0 });
    expect(asked).toHaveLength(2);
  });

  it('ends where a page is its own next', async () => {
    const ask = async () => ({ items: ['a'], next: '1' });
    expect(await readOn({ page: '1', given: 0 }, 5, ask)).toMatchObject({ next: null });
  });

  it('finds nothing behind a page that has become shorter, and goes on with the next', async () => {
    const { ask } = platform([0, 1, 2], 2);
    const { items } = await readOn({ page: '0', given: 7 }, 5, ask);
    expect(items.map(({ item }) => item)).toEqual([2]);
  });
});
