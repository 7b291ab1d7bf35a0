import { expect, it } from '@jest/globals';
import { type MemoryPlatform, memoryPlatform } from './memory-platform.ts';
import { endOf, idsOf, page } from './walk.ts';

const NOON = 1_721_966_400;
const PREFIX = { CITY: 'XS', GRASSROOTS: 'SJ', PROVINCE: 'RW' };

/** `count` events, one a minute, or `tied` of each minute. */
function platform(code: keyof typeof PREFIX, count: number, { branches = 1, tied = 1 } = {}): MemoryPlatform {
  const events = Array.from({ length: count }, (_, n) => ({
    number: `${PREFIX[code]}${1000 + n}`,
    at: NOON - 60 * Math.floor(n / tied),
    readable: true,
    branch: n % branches,
  }));
  return memoryPlatform(code, events, { branches });
}

const callsOf = (platforms: MemoryPlatform[]) => platforms.map(({ calls }) => calls.splice(0).length);

it('asks each branch once for a first page, and no platform twice though the page is all of one', async () => {
  const platforms = [platform('CITY', 200, { branches: 2 }), platform('PROVINCE', 3)];
  const { hasNextPage } = await page(platforms, { first: 50 });
  expect(hasNextPage).toBe(true);
  expect(callsOf(platforms)).toEqual([2, 1]);
});

it('asks each branch once for a later page', async () => {
  const platforms = [platform('CITY', 200, { branches: 2 }), platform('PROVINCE', 200, { branches: 3 })];
  const first = await page(platforms, { first: 50 });
  callsOf(platforms);
  await page(platforms, { first: 50, after: endOf(first) });
  expect(callsOf(platforms)).toEqual([2, 3]);
});

it('asks once where eight were given before at the cursor’s second, for which there is room', async () => {
  const platforms = [platform('CITY', 200, { tied: 100 })];
  const first = await page(platforms, { first: 8 });
  callsOf(platforms);
  const second = await page(platforms, { first: 50, after: endOf(first) });
  expect(idsOf(second)).toHaveLength(50);
  expect(callsOf(platforms)).toEqual([1]);
});

it('asks once more where more share the cursor’s second than there is room for', async () => {
  const platforms = [platform('CITY', 200, { tied: 100 })];
  const first = await page(platforms, { first: 9 });
  callsOf(platforms);
  const second = await page(platforms, { first: 50, after: endOf(first) });
  expect(idsOf(second)).toHaveLength(50);
  expect(callsOf(platforms)).toEqual([2]);
});

it('asks once more where the platform gives fewer than it was asked for', async () => {
  const platforms = [memoryPlatform('CITY', platform('CITY', 60).events, { pageLimit: 30 })];
  await page(platforms, { first: 40 });
  expect(callsOf(platforms)).toEqual([2]);
});

it('asks no more than the page and one event to tell whether more follow', async () => {
  const platforms = [platform('CITY', 200)];
  const first = await page(platforms, { first: 5 });
  expect(platforms[0]!.calls.splice(0)).toEqual([
    { until: null, limit: 6, continuation: null, total: false, branch: 0 },
  ]);
  await page(platforms, { first: 5, after: endOf(first) });
  expect(platforms[0]!.calls).toEqual([
    { until: NOON - 240, limit: 14, continuation: null, total: false, branch: 0 },
  ]);
});

it('asks only the origin that the filter names', async () => {
  const platforms = [platform('CITY', 5), platform('PROVINCE', 5)];
  const list = await page(platforms, { filter: { origin: 'PROVINCE' }, count: true });
  expect(await list.total()).toBe(5);
  expect(callsOf(platforms)).toEqual([0, 1]);
});

it('counts a first page’s list at no further call', async () => {
  const platforms = [platform('CITY', 200, { branches: 2 }), platform('PROVINCE', 7)];
  const list = await page(platforms, { first: 3, count: true });
  expect(await list.total()).toBe(207);
  expect(callsOf(platforms)).toEqual([2, 1]);
});

it('counts a later page’s list at one call per branch', async () => {
  const platforms = [platform('CITY', 200, { branches: 2 }), platform('PROVINCE', 7)];
  const first = await page(platforms, { first: 3 });
  const second = await page(platforms, { first: 3, after: endOf(first), count: true });
  callsOf(platforms);
  expect(await second.total()).toBe(207);
  expect(callsOf(platforms)).toEqual([2, 1]);
});

it('lets the platforms count only in the call that is for the count', async () => {
  const platforms = [platform('CITY', 200)];
  const first = await page(platforms, { first: 3, count: true });
  const second = await page(platforms, { first: 3, after: endOf(first), count: true });
  await second.total();
  expect(platforms[0]!.calls.map(({ total, until, limit }) => [total, until, limit])).toEqual([
    [true, null, 4],
    [false, NOON - 120, 12],
    [true, null, 1],
  ]);
});

it('does not let a platform count where nobody asks for the total', async () => {
  const platforms = [platform('CITY', 20)];
  await page(platforms);
  expect(platforms[0]!.calls.every(({ total }) => !total)).toBe(true);
});

it('asks nobody where no branch can match', async () => {
  const nothing = memoryPlatform('CITY', [], { branches: 0 });
  const list = await page([nothing], { count: true });
  expect([idsOf(list), list.hasNextPage, await list.total()]).toEqual([[], false, 0]);
  expect(nothing.calls).toEqual([]);
});

it('gives an event once that two branches answered with, as one does whose status changed between the two calls', async () => {
  const city = platform('CITY', 10, { branches: 2 });
  const [first] = city.reader.branches({} as never);
  const twice = { ...city, reader: { ...city.reader, branches: () => [first!, first!] } };
  const ids = idsOf(await page([twice], { first: 50 }));
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toHaveLength(5);
});
