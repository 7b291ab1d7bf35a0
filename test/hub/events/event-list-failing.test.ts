import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import { UpstreamError } from '../../../src/upstream/upstream-error.ts';
import { type MemoryPlatform, memoryPlatform } from './memory-platform.ts';
import { allOf, endOf, expectWalked, idsOf, page } from './walk.ts';
import { aWorld, built } from './worlds.ts';

const down = (code: PlatformCode) => new UpstreamError('UPSTREAM_TIMEOUT', code, `${code} does not answer`);

const NOON = 1_721_966_400;

function threePlatforms(): MemoryPlatform[] {
  const of = (code: PlatformCode, prefix: string) =>
    memoryPlatform(
      code,
      Array.from({ length: 10 }, (_, n) => ({
        number: `${prefix}${n}`,
        at: NOON - n,
        readable: true,
        branch: n,
      })),
      { branches: 2 },
    );
  return [of('CITY', 'XS'), of('GRASSROOTS', 'SJ'), of('PROVINCE', 'RW')];
}

function fails(platform: MemoryPlatform): void {
  platform.before = () => {
    throw down(platform.code);
  };
}

describe('while a platform does not answer', () => {
  it('serves the page from the others and names it', async () => {
    const platforms = threePlatforms();
    fails(platforms[1]!);
    const list = await page(platforms, { first: 50 });
    expect(list.incomplete).toEqual(['GRASSROOTS']);
    expect(list.edges).toHaveLength(20);
    expect(list.hasNextPage).toBe(false);
  });

  it('has no total: that is the error of the platform', async () => {
    const platforms = threePlatforms();
    fails(platforms[2]!);
    const list = await page(platforms, { count: true });
    await expect(list.total()).rejects.toMatchObject({
      extensions: { code: 'UPSTREAM_TIMEOUT', platform: 'PROVINCE' },
      message: 'PROVINCE does not answer',
    });
  });

  it('keeps it out of the walk though it comes back, and says so instead of a total', async () => {
    const platforms = threePlatforms();
    fails(platforms[0]!);
    const first = await page(platforms, { first: 4 });
    platforms[0]!.before = () => {};
    platforms[0]!.calls.length = 0;
    const rest = await page(platforms, { first: 50, after: endOf(first), count: true });
    expect(rest.incomplete).toEqual(['CITY']);
    expect([...idsOf(first), ...idsOf(rest)].filter(id => id.startsWith('city:'))).toEqual([]);
    expect(rest.edges).toHaveLength(16);
    await expect(rest.total()).rejects.toMatchObject({
      extensions: { code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' },
      message:
        'this walk goes on without a platform that did not answer earlier; start again from the first page',
    });
    expect(platforms[0]!.calls).toEqual([]);
  });

  it('takes it in again when the walk starts again', async () => {
    const platforms = threePlatforms();
    fails(platforms[0]!);
    await page(platforms);
    platforms[0]!.before = () => {};
    expect((await page(platforms)).incomplete).toEqual([]);
  });

  it('serves nothing, complete in no platform, when all are down', async () => {
    const platforms = threePlatforms();
    for (const platform of platforms) fails(platform);
    const list = await page(platforms);
    expect(list).toMatchObject({
      edges: [],
      hasNextPage: false,
      incomplete: ['CITY', 'GRASSROOTS', 'PROVINCE'],
    });
  });

  it('names several in the order of their codes, whichever failed first', async () => {
    const platforms = threePlatforms();
    fails(platforms[2]!);
    const first = await page(platforms, { first: 2 });
    fails(platforms[0]!);
    const second = await page(platforms, { first: 2, after: endOf(first) });
    expect(second.incomplete).toEqual(['CITY', 'PROVINCE']);
  });

  it('is complete without it where the filter names another origin', async () => {
    const platforms = threePlatforms();
    fails(platforms[0]!);
    const list = await page(platforms, { filter: { origin: 'PROVINCE' }, count: true });
    expect([list.incomplete, await list.total()]).toEqual([[], 10]);
  });

  it('rejects the total alone where a platform fails only while it counts', async () => {
    const platforms = threePlatforms();
    const first = await page(platforms, { first: 2 });
    const second = await page(platforms, { first: 2, after: endOf(first), count: true });
    fails(platforms[1]!);
    expect(second.incomplete).toEqual([]);
    await expect(second.total()).rejects.toMatchObject({ platform: 'GRASSROOTS' });
  });

  it('leaves it out where hardly a time of it can be read, before a cursor grows beyond what a request can carry', async () => {
    const event = (number: string, n: number, readable: boolean) => ({
      number,
      at: NOON - n,
      readable,
      branch: 0,
    });
    const rows = Array.from({ length: 300 }, (_, n) => n);
    const platforms = [
      memoryPlatform(
        'CITY',
        rows.map(n => event(`XS${1000 + n}`, n, true)),
      ),
      memoryPlatform(
        'GRASSROOTS',
        rows.map(n => event(`SJ${1000 + n}`, n, n % 150 === 0)),
      ),
    ];
    const given: string[] = [];
    const lengths: number[] = [];
    let list = await page(platforms, { first: 50, count: true });
    for (;;) {
      given.push(...idsOf(list));
      lengths.push(endOf(list)!.length);
      if (list.incomplete.length > 0) break;
      list = await page(platforms, { first: 50, after: endOf(list), count: true });
    }
    expect(list.incomplete).toEqual(['GRASSROOTS']);
    expect(given.filter(id => id.startsWith('grassroots:'))).toHaveLength(101);
    expect(Math.max(...lengths)).toBeLessThan(6_000);
    await expect(list.total()).rejects.toMatchObject({
      extensions: { code: 'UPSTREAM_INVALID_DATA', platform: 'GRASSROOTS' },
      message:
        'expected events with the time they were reported at, got more than 100 without one that can be read; ask the platform about it',
    });
    const rest = await page(platforms, { first: 50, after: endOf(list) });
    expect(rest.incomplete).toEqual(['GRASSROOTS']);
    expect(endOf(rest)!.length).toBeLessThan(200);
  });

  it('rethrows what is no platform’s failure', async () => {
    const platforms = threePlatforms();
    platforms[1]!.before = () => {
      throw new TypeError('a fault of our own');
    };
    await expect(page(platforms)).rejects.toThrow(new TypeError('a fault of our own'));
  });

  it('gives the others’ events once and in order, whichever call it fails at and whenever it comes back', () =>
    fc.assert(
      fc.asyncProperty(
        aWorld(15),
        fc.record({
          platform: fc.nat(2),
          from: fc.integer({ min: 1, max: 12 }),
          calls: fc.integer({ min: 1, max: 9 }),
        }),
        async (world, failure) => {
          const platforms = built(world);
          const failing = platforms[failure.platform]!;
          let failed = false;
          failing.before = call => {
            if (call < failure.from || call >= failure.from + failure.calls) return;
            failed = true;
            throw down(failing.code);
          };
          const given: string[] = [];
          let after: string | null = null;
          for (let number = 0; ; number++) {
            const first = world.sizes[number % world.sizes.length]!;
            const list = await page(platforms, { first, after, count: true });
            const callsBefore = failing.calls.length;
            expect(list.incomplete).toEqual(failed ? [failing.code] : []);
            if (failed) await expect(list.total()).rejects.toMatchObject({ platform: failing.code });
            if (failed) expect(failing.calls).toHaveLength(callsBefore);
            given.push(...idsOf(list));
            expect(given.length).toBeLessThanOrEqual(allOf(platforms).length);
            if (!list.hasNextPage) break;
            after = endOf(list);
          }
          const prefix = `${failing.code.toLowerCase()}:`;
          const ofOthers = allOf(platforms).filter(({ id }) => !failed || !id.startsWith(prefix));
          expectWalked(given, platforms, ofOthers);
        },
      ),
      { numRuns: 600 },
    ));
});
