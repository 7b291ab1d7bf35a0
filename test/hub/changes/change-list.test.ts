import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import { FEEDS, MemoryFeeds, marksOf } from './memory-feeds.ts';

const platform = fc.constantFrom(...FEEDS);

/** What happens before a page is asked for, and how it is asked for. */
const turn = fc.record({
  happen: fc.array(fc.record({ platform, directory: fc.integer({ min: 0, max: 3 }).map(lot => lot === 0) }), {
    maxLength: 12,
  }),
  first: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 50 })),
  dead: fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as PlatformCode[]) },
    { weight: 1, arbitrary: fc.subarray([...FEEDS]) },
  ),
  /** How many more of the city's are no longer kept. */
  drop: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) }),
  /** Null: on from the last cursor. Else back to one that was given before: an edge's or a page's. */
  back: fc.option(fc.nat(), { freq: 4 }),
});

function aDirectoryOr(directory: boolean, code: PlatformCode) {
  return directory && code !== 'CITY' ? 'DIRECTORY' : 'EVENT';
}

describe('the stream of changes', () => {
  it('gives every change, repeats only what follows the cursor that it was asked from, and names what it cannot give', async () => {
    let restarts = 0;
    let expiries = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 1, maxLength: 25 }), async turns => {
        const feeds = new MemoryFeeds();
        /** Each cursor that was given, with all that was given up to it. */
        const known: { cursor: string | null; given: ReadonlySet<number> }[] = [
          { cursor: null, given: new Set() },
        ];
        let here = known[0]!;

        const ask = async (first: number) => {
          const page = await feeds.page({ first, after: here.cursor });
          let given = feeds.begun('CITY', here.cursor) ? here.given : feeds.withoutDropped(here.given);
          const lost = feeds.droppedMarks().some(mark => !given.has(mark));
          if (lost && !feeds.dead.has('CITY')) expect(page.expired).toEqual(['CITY']);
          if (page.expired.length > 0) {
            expiries++;
            expect(page.expired).toEqual(['CITY']);
            given = feeds.withoutDropped(given); // Its reader reads the city's again; it goes on from the oldest.
          }
          for (const [index, mark] of marksOf(page).entries()) {
            expect(given.has(mark)).toBe(false); // Nothing before the cursor comes again.
            given = new Set([...given, mark]);
            known.push({ cursor: page.edges[index]!.cursor, given });
          }
          expect(page.incomplete).toEqual(FEEDS.filter(code => feeds.dead.has(code)));
          here = { cursor: page.nextCursor, given };
          known.push(here);
          return page;
        };

        for (const { happen, first, dead, back, drop } of turns) {
          for (const one of happen) feeds.happen(one.platform, aDirectoryOr(one.directory, one.platform));
          feeds.dropped = Math.min(feeds.dropped + drop, feeds.of('CITY').length);
          if (back !== null) {
            restarts++;
            here = known[back % known.length]!;
          }
          feeds.dead.clear();
          for (const code of dead) feeds.dead.add(code);
          await ask(first);
        }

        feeds.dead.clear();
        for (let pages = 0; (await ask(50)).hasNextPage; pages++) expect(pages).toBeLessThan(100);
        const events = feeds.all.filter(({ about }) => about === 'EVENT').map(({ mark }) => mark);
        if (!feeds.begun('CITY', here.cursor)) throw new Error('expected a position of the city by now');
        expect([...here.given].toSorted((a, b) => a - b)).toEqual(events);
      }),
      { numRuns: 300 },
    );
    // Else nobody went back, or nothing expired.
    expect(restarts).toBeGreaterThan(100);
    expect(expiries).toBeGreaterThan(100);
  });

  it('gives each platform’s changes in its own order, and the earlier first between them', async () => {
    const feeds = new MemoryFeeds();
    for (let index = 0; index < 30; index++) feeds.happen(FEEDS[(index * 7) % 3]!);
    const marks = marksOf(await feeds.page({ first: 30 }));
    expect(marks.map(mark => Math.floor(mark / 3))).toEqual(
      marks.map(mark => Math.floor(mark / 3)).toSorted((a, b) => a - b),
    );
    for (const code of FEEDS) {
      const own = feeds.of(code).map(({ mark }) => mark);
      expect(marks.filter(mark => own.includes(mark))).toEqual(own);
    }
  });

  it('costs one call a platform, and one more of the city where it begins without a cursor', async () => {
    const feeds = new MemoryFeeds();
    for (let index = 0; index < 300; index++) feeds.happen(FEEDS[index % 3]!);
    const first = await feeds.page({ first: 50 });
    expect(feeds.calls.toSorted()).toEqual(['CITY', 'CITY', 'GRASSROOTS', 'PROVINCE']);
    for (let { nextCursor, hasNextPage } = first, pages = 0; hasNextPage; pages++) {
      const page = await feeds.page({ first: 50, after: nextCursor });
      expect(feeds.calls.toSorted()).toEqual(['CITY', 'GRASSROOTS', 'PROVINCE']);
      ({ nextCursor, hasNextPage } = page);
      expect(pages).toBeLessThan(6);
    }
  });

  it.each(['PROVINCE', 'GRASSROOTS'] as const)(
    'names %s where it was restored from a backup, though its numbers have grown again',
    async code => {
      const feeds = new MemoryFeeds();
      for (const one of FEEDS) for (let times = 0; times < 3; times++) feeds.happen(one);
      const { nextCursor } = await feeds.page();
      feeds.restore(code, 2);
      const page = await feeds.page({ after: nextCursor });
      expect(page.expired).toEqual([code]);
      expect(marksOf(page)).toEqual(feeds.of(code).map(({ mark }) => mark));
      expect((await feeds.page({ after: page.nextCursor })).expired).toEqual([]);
    },
  );

  it('says where to go on when nothing has changed, and gives from there what happens later', async () => {
    const feeds = new MemoryFeeds();
    const empty = await feeds.page();
    expect(empty).toMatchObject({ edges: [], hasNextPage: false, incomplete: [], expired: [] });
    const marks = FEEDS.map(code => feeds.happen(code));
    expect(marksOf(await feeds.page({ after: empty.nextCursor }))).toEqual(marks);
  });

  it('moves on over directories in a bounded number of calls, and neither ends nor goes round for ever', async () => {
    const feeds = new MemoryFeeds();
    for (let index = 0; index < 2_000; index++) feeds.happen('GRASSROOTS', 'DIRECTORY');
    const mark = feeds.happen('GRASSROOTS');
    const marks: number[] = [];
    let pages = 0;
    for (let after: string | null = null, more = true; more; pages++) {
      const page = await feeds.page({ after });
      expect(feeds.calls.filter(code => code === 'GRASSROOTS').length).toBeLessThanOrEqual(4);
      marks.push(...marksOf(page));
      ({ nextCursor: after, hasNextPage: more } = page);
    }
    expect(marks).toEqual([mark]);
    expect(pages).toBe(3); // 2,001 rows, 200 a call, 4 calls a page.
  });

  it('keeps the position of a platform that does not answer, names it, and gives its changes when it is back', async () => {
    const feeds = new MemoryFeeds();
    const marks = FEEDS.map(code => feeds.happen(code));
    feeds.dead.add('GRASSROOTS');
    const without = await feeds.page();
    expect(without.incomplete).toEqual(['GRASSROOTS']);
    expect(without.hasNextPage).toBe(false);
    expect(marksOf(without)).toEqual([marks[0], marks[2]]);

    feeds.dead.clear();
    const back = await feeds.page({ after: without.nextCursor });
    expect(back.incomplete).toEqual([]);
    expect(marksOf(back)).toEqual([marks[1]]);
  });

  it('names a platform that no longer tells what followed the cursor, once, and goes on from its oldest', async () => {
    const feeds = new MemoryFeeds();
    for (let index = 0; index < 10; index++) feeds.happen('CITY');
    const { nextCursor } = await feeds.page({ first: 3 });
    feeds.dropped = 6;
    const expired = await feeds.page({ first: 2, after: nextCursor });
    expect(expired.expired).toEqual(['CITY']);
    expect(expired.incomplete).toEqual([]);
    expect(marksOf(expired)).toEqual([7, 8]);

    const on = await feeds.page({ after: expired.nextCursor });
    expect(on.expired).toEqual([]);
    expect(marksOf(on)).toEqual([9, 10]);
  });

  it('names it once too where nothing of it came into that page', async () => {
    const feeds = new MemoryFeeds();
    for (let index = 0; index < 3; index++) feeds.happen('CITY');
    const { nextCursor } = await feeds.page();
    feeds.happen('PROVINCE');
    for (let index = 0; index < 9; index++) feeds.happen('CITY');
    feeds.dropped = 8;
    const expired = await feeds.page({ first: 1, after: nextCursor });
    expect([marksOf(expired), expired.expired]).toEqual([[4], ['CITY']]);
    const on = await feeds.page({ after: expired.nextCursor });
    expect([marksOf(on), on.expired]).toEqual([[10, 11, 12, 13], []]);
  });

  it('notices what was dropped before anything of the platform was given', async () => {
    const feeds = new MemoryFeeds();
    const marks = (['PROVINCE', 'PROVINCE', 'CITY', 'CITY', 'CITY', 'PROVINCE'] as const).map(code =>
      feeds.happen(code),
    );
    expect(marks).toEqual([1, 2, 3, 4, 5, 6]);
    const first = await feeds.page({ first: 2 });
    expect(marksOf(first)).toEqual([1, 2]);

    const still = await feeds.page({ first: 1, after: first.nextCursor });
    expect([marksOf(still), still.expired]).toEqual([[3], []]);

    feeds.dropped = 1;
    const dropped = await feeds.page({ first: 1, after: first.nextCursor });
    expect([marksOf(dropped), dropped.expired]).toEqual([[4], ['CITY']]);
  });

  it.each([
    ['no cursor', 'x'],
    ['another list’s', Buffer.from('["0123456789",1,2]').toString('base64url')],
    ['a platform that there is not', doctored({ MOON: '1' })],
    ['a position that is none', doctored({ PROVINCE: 'x' })],
    ['a position that is no text', doctored({ GRASSROOTS: 3 })],
    ['a position of another platform', doctored({ CITY: '12' })],
    ['a position longer than any', doctored({ CITY: `1 ${'x'.repeat(2_047)}` })],
    ['a position beyond a page', doctored({ CITY: '500 after:3' })],
  ])('refuses as INVALID_CURSOR: %s', async (_, cursor) => {
    const after = typeof cursor === 'string' ? cursor : await cursor();
    await expect(new MemoryFeeds().page({ after })).rejects.toMatchObject({
      extensions: { code: 'INVALID_CURSOR' },
    });
  });
});

/** A cursor of this stream with other positions. */
function doctored(positions: object) {
  return async () => {
    const { nextCursor } = await new MemoryFeeds().page();
    const [of] = JSON.parse(Buffer.from(nextCursor, 'base64url').toString());
    return Buffer.from(JSON.stringify([of, positions])).toString('base64url');
  };
}
