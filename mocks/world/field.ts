/** A field of supervision: a category's items at the province, and the bureau that supervises it. */
import type { ProvinceEvents } from '../province/events.ts';
import type { ProvinceEvent } from '../province/record.ts';
import { categories, type Department, departments, items } from './catalogue.ts';
import { planNo, taskNo } from './numbers.ts';
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

/** What an event of the province's own says of the inspection that it was born of. */
export type Inspected = Pick<ProvinceEvent, 'taskNo' | 'planNo' | 'itemCode' | 'itemName' | 'regionCode'>;

/** The inspections that events were born of, in list order. Of derived events no record is made for that. */
export function inspectionsOf({ province: { events } }: World): Stored<Inspected>[] {
  const { at, ref, columns } = events.table;
  const found: Stored<Inspected>[] = [];
  for (let row = 0; row < events.length; row++) {
    if (columns.source.text(row) !== 'self') continue;
    const [reportedAt, no] = [at[row]!, events.noOf(row)];
    const record = ref[row]! < 0 ? events.record(ref[row]!) : inspected(events, row, no);
    found.push({ reportedAt, no, record });
  }
  return found;
}

function inspected({ table: { at, columns } }: ProvinceEvents, row: number, no: string): Inspected {
  const [itemCode, regionCode] = [columns.item.text(row), columns.region.text(row)];
  return {
    taskNo: taskNo(no),
    planNo: planNo(at[row]!, regionCode.slice(0, 6), columns.category.text(row)),
    itemCode,
    itemName: itemNames.get(itemCode)!,
    regionCode,
  };
}

const itemNames = new Map(items.map(({ provinceCode, name }) => [provinceCode, name]));

const byRegion = Map.groupBy(departments, ({ region }) => region);

/** So many other departments of the county than the one that leads. */
export function helpers(random: Random, county: string, lead: string, count: number): Department[] {
  const others = (byRegion.get(county) ?? []).filter(({ code }) => code !== lead);
  const chosen = new Set<Department>();
  while (chosen.size < Math.min(count, others.length)) chosen.add(pick(random, others));
  return [...chosen].sort((a, b) => (a.code < b.code ? -1 : 1));
}
