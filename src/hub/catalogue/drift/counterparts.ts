import type { Catalogue, Matter } from '../catalogue.ts';
import type { DirectoryItem } from './directory-item.ts';
import { similarity } from './similarity.ts';

/** A matter that a row of a directory may be. */
export interface Counterpart {
  readonly matter: Matter;
  /** From 0 to 1: the names' likeness, or 1 where the row names the matter's code at the province. */
  readonly score: number;
  readonly because: 'NAME' | 'PROVINCE_CODE';
}

const MOST = 3;
/** Below it the names share a sign or two by chance. */
const LEAST = 0.15;

/** The likeliest first, of the row's own kind where it says one; none where no name is like it. */
export function counterpartsOf(row: DirectoryItem, catalogue: Catalogue): Counterpart[] {
  const named = row.provinceCode === null ? [] : catalogue.mattersByCode('PROVINCE', row.provinceCode);
  return catalogue.matters
    .filter(({ kind }) => row.kind === null || row.kind === kind)
    .map((matter): Counterpart => {
      if (named.includes(matter)) return { matter, score: 1, because: 'PROVINCE_CODE' };
      return { matter, score: similarity(row.name ?? '', matter.nameZh), because: 'NAME' };
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
}
