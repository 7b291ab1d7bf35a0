/** A platform's live directory of items, in our words: what the catalogue is compared with. */
import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Gap } from '../../records/mapped.ts';
import type { MatterKind } from '../catalogue.ts';

/** A row of a directory 事项目录. What the platform does not say is null, and is not compared. */
export interface DirectoryItem {
  readonly code: string;
  readonly name: string | null;
  /** Whether events may still be given it; true where the platform does not say. */
  readonly live: boolean;
  readonly kind: MatterKind | null;
  /** The two digits that the catalogue has, whether it knows them or not. */
  readonly category: string | null;
  readonly department: string | null;
  readonly delegable: boolean | null;
  readonly legalBasis: string | null;
  /** The province's code of the item, where another platform names it. */
  readonly provinceCode: string | null;
  /** When the row last changed, RFC 3339 with `+08:00`. */
  readonly changedAt: string | null;
}

/** A row that says a code and no more, for a platform whose directory says little to fill in what it says. */
export const CODE_ALONE: Omit<DirectoryItem, 'code'> = {
  name: null,
  live: true,
  kind: null,
  category: null,
  department: null,
  delegable: null,
  legalBasis: null,
  provinceCode: null,
  changedAt: null,
};

export interface Directory {
  readonly platform: PlatformCode;
  /** `ITEMS`: each row is a matter of its own. `CLASSES`: matters share a row, and the catalogue has a list of them. */
  readonly lists: 'ITEMS' | 'CLASSES';
  /** In the platform's order. */
  readonly items: readonly DirectoryItem[];
  /** What could not be read, with the code of its row; null for a row without one, which is left out. */
  readonly gaps: readonly (Gap & { code: string | null })[];
}

/** Puts a directory together from what a platform's mapping made of its rows. */
export function directoryOf(
  { platform, lists }: Pick<Directory, 'platform' | 'lists'>,
  rows: readonly { value: DirectoryItem | null; gaps: readonly Gap[] }[],
): Directory {
  return {
    platform,
    lists,
    items: rows.flatMap(({ value }) => value ?? []),
    gaps: rows.flatMap(({ value, gaps }) => gaps.map(gap => ({ ...gap, code: value?.code ?? null }))),
  };
}
