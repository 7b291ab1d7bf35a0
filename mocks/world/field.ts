/** A field of supervision: a category's items at the province, and the bureau that supervises it. */
import type { ProvinceEvent } from '../province/record.ts';
import { categories, type Department, departments, items } from './catalogue.ts';
import { pick, type Random } from './random.ts';
import type { Stored, World } from './world.ts';

/** The kind of bureau that supervises a category; the comprehensive one only where no other does. */
const SUPERVISING = new Map(
  categories.map(({ code }) => {
    const kinds = items.filter(({ category }) => category === code).map(item => item.departmentKind);
    return [code, kinds.find(kind => kind !== 'ZFJ') ?? 'ZFJ'];
  }),
);

export const supervisingKind = (category: string): string => SUPERVISING.get(category) ?? 'ZFJ';

export const categoryName = (category: string): string =>
  categories.find(({ code }) => code === category)?.name ?? '';

/** The codes of a category's items, as the province's own directory has them today. */
export function liveItems(world: World, category: string): string[] {
  return world.province.items
    .filter(item => item.categoryCode === category && item.status === '1')
    .map(({ itemCode }) => itemCode);
}

/** The province's own events, in list order. */
export function ownEvents({ province: { events } }: World): Stored<ProvinceEvent>[] {
  const { source } = events.table.columns;
  const found: Stored<ProvinceEvent>[] = [];
  for (let row = 0; row < events.length; row++)
    if (source.text(row) === 'self') found.push(events.stored(row));
  return found;
}

/** So many other departments of the county than the one that leads. */
export function helpers(random: Random, county: string, lead: string, count: number): Department[] {
  const others = departments.filter(({ region, code }) => region === county && code !== lead);
  const chosen = new Set<Department>();
  while (chosen.size < Math.min(count, others.length)) chosen.add(pick(random, others));
  return [...chosen].sort((a, b) => (a.code < b.code ? -1 : 1));
}
