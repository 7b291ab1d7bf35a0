/**
 * Matters delegated to townships, and how the lists changed in the year of the world's clock. Which townships the
 * source document means is not stated: the first of each county's list are adjusted, the last give back their powers.
 */
import { localDay } from '../local-time.ts';
import type { ProvinceItem } from '../province/record.ts';
import type { ProvinceDelegation, ProvinceDelegationChange } from '../province/supervision-record.ts';
import { type Place, townships, townshipsByCounty } from './catalogue.ts';
import { between, pick, type Random, randomOf } from './random.ts';
import { yearOf } from './times.ts';
import type { World } from './world.ts';

/** 松阳、遂昌、莲都、庆元、景宁: 37 townships, 1,502 matters taken off and 316 added. */
const ADJUSTED = { 331124: 8, 331123: 8, 331102: 5, 331126: 8, 331127: 8 };
const REMOVED = 1502;
const ADDED = 316;
/** 松阳、遂昌、莲都、云和: 28 townships. */
const WITHDRAWN = { 331124: 8, 331123: 9, 331102: 6, 331125: 5 };

const FIRST_DAYS = ['2021-12-01', '2022-03-01', '2022-07-01', '2023-01-01'];

interface Delegations {
  delegations: ProvinceDelegation[];
  delegationChanges: ProvinceDelegationChange[];
}

export function delegationsOf(world: World): Delegations {
  const delegable = world.province.items.filter(item => item.delegable === '1' && item.status === '1');
  const adjusted = townshipsOf(ADJUSTED, (towns, count) => towns.slice(0, count));
  const withdrawn = new Set(townshipsOf(WITHDRAWN, (towns, count) => towns.slice(-count)));
  const found: Delegations = { delegations: [], delegationChanges: [] };
  for (const town of townships) {
    const random = randomOf(world.options.seed, 'delegation', town.code);
    const nth = adjusted.indexOf(town);
    if (nth >= 0) adjust(found, world, town, shuffled(random, delegable), nth, adjusted.length, random);
    else hold(found, world, town, shuffled(random, delegable), withdrawn.has(town), random);
  }
  found.delegations.sort(
    (a, b) =>
      compare(a.regionCode, b.regionCode) ||
      compare(a.itemCode, b.itemCode) ||
      compare(a.startDate, b.startDate),
  );
  found.delegationChanges.sort(
    (a, b) =>
      compare(b.changeDate, a.changeDate) ||
      compare(a.regionCode, b.regionCode) ||
      compare(a.itemCode, b.itemCode),
  );
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function townshipsOf(
  counts: Readonly<Record<string, number>>,
  take: (towns: readonly Place[], count: number) => readonly Place[],
): Place[] {
  return Object.entries(counts).flatMap(([county, count]) =>
    take(townshipsByCounty.get(county) ?? [], count),
  );
}

/**
 * In spring a township's list is cleared, in summer it is given what it can take on: what it never had, and some of
 * what it had. 1,502 and 316 changes of 37 townships are more than 45 delegable items each could be without that.
 */
function adjust(
  { delegations, delegationChanges }: Delegations,
  world: World,
  town: Place,
  items: readonly ProvinceItem[],
  nth: number,
  of: number,
  random: Random,
): void {
  const removed = items.slice(0, share(REMOVED, nth, of));
  const count = share(ADDED, nth, of);
  const never = items.slice(removed.length, removed.length + count);
  const added = [...never, ...removed.slice(0, count - never.length)];
  const [first, cleared, given] = [
    pick(random, FIRST_DAYS),
    dayOf(world, random, 20, 45),
    dayOf(world, random, 60, 95),
  ];
  for (const item of removed) {
    delegations.push({ ...which(town, item), startDate: first, endDate: cleared, delegateState: '3' });
    delegationChanges.push({ ...which(town, item), changeKind: '2', changeDate: cleared });
  }
  for (const item of added) {
    delegations.push({ ...which(town, item), startDate: given, endDate: null, delegateState: '1' });
    delegationChanges.push({ ...which(town, item), changeKind: '1', changeDate: given });
  }
}

/** A township whose list did not change; or that gave back all it had. */
function hold(
  { delegations }: Delegations,
  world: World,
  town: Place,
  items: readonly ProvinceItem[],
  withdrawn: boolean,
  random: Random,
): void {
  const held = items.slice(0, between(random, 6, 16));
  const startDate = pick(random, FIRST_DAYS);
  const endDate = withdrawn ? dayOf(world, random, 30, 90) : null;
  for (const item of held) {
    delegations.push({
      ...which(town, item),
      startDate,
      endDate,
      delegateState: withdrawn ? '2' : '1',
    });
  }
}

const which = (town: Place, { itemCode, itemName }: ProvinceItem) => ({
  regionCode: town.code.padEnd(12, '0'),
  itemCode,
  itemName,
});

/** The nth of `of` nearly equal parts of a whole. */
const share = (whole: number, nth: number, of: number): number =>
  Math.floor(whole / of) + (nth < whole % of ? 1 : 0);

/** A day of the clock's year, at so many hundredths of what has passed of it. */
function dayOf({ options }: World, random: Random, from: number, to: number): string {
  const now = Math.floor(options.now.getTime() / 1000);
  const start = Date.parse(`${yearOf(now)}-01-01T00:00:00+08:00`) / 1000;
  return localDay(start + ((now - start) * between(random, from, to)) / 100);
}

function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map(item => ({ item, lot: random() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ item }) => item);
}
