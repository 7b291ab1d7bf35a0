/** What is different between two catalogues, entry by entry. */
import { isDeepStrictEqual } from 'node:util';
import type { Catalogue, Category, Department, GridClass, Matter, Region } from './catalogue.ts';

export interface Changes<Entry> {
  added: readonly Entry[];
  removed: readonly Entry[];
  /** Of the same code, and not the same. */
  changed: readonly { before: Entry; after: Entry }[];
}

export interface CatalogueChanges {
  matters: Changes<Matter>;
  categories: Changes<Category>;
  regions: Changes<Region>;
  /** Bureaus and townships' teams. */
  departments: Changes<Department>;
  gridClasses: Changes<GridClass>;
}

export function catalogueChanges(before: Catalogue, after: Catalogue): CatalogueChanges {
  const departments = (of: Catalogue) => [...of.departments, ...of.teams];
  return {
    matters: changes(before.matters, after.matters),
    categories: changes(before.categories, after.categories),
    regions: changes(before.regions, after.regions),
    departments: changes(departments(before), departments(after)),
    gridClasses: changes(before.gridClasses, after.gridClasses),
  };
}

export function isEmpty(all: CatalogueChanges): boolean {
  return Object.values(all).every(
    ({ added, removed, changed }: Changes<unknown>) => added.length + removed.length + changed.length === 0,
  );
}

function changes<Entry extends { readonly code: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): Changes<Entry> {
  const [former, latter] = [before, after].map(all => new Map(all.map(entry => [entry.code, entry])));
  return {
    added: after.filter(({ code }) => !former!.has(code)),
    removed: before.filter(({ code }) => !latter!.has(code)),
    changed: before.flatMap(entry => {
      const now = latter!.get(entry.code);
      return now && !isDeepStrictEqual(own(entry), own(now)) ? { before: entry, after: now } : [];
    }),
  };
}

/** An entry's own words: of another entry that it refers to the code alone, since that has changes of its own. */
function own(entry: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      REFERENCES.includes(key) ? (value?.code ?? null) : value,
    ]),
  );
}

const REFERENCES: readonly string[] = ['category', 'department', 'parent', 'region'];
