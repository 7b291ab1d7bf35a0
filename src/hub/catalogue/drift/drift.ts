/**
 * Where a platform's live directory and the catalogue differ. Pure: the directory was read before, and the catalogue is
 * given. An item that has changed is told once, by the most that can be said of it.
 */
import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Catalogue, Matter } from '../catalogue.ts';
import { type Counterpart, counterpartsOf } from './counterparts.ts';
import type { Directory, DirectoryItem } from './directory-item.ts';
import { earlyEnds } from './early-ends.ts';
import { type MappedCode, mappedCodes } from './mapped-codes.ts';
import { similarity } from './similarity.ts';

export const DRIFT_KINDS = [
  /** A live row that no matter maps to. */
  'NEW',
  /** Its name there is not the catalogue's. */
  'RENAMED',
  /** The platform has ended the code that the catalogue has. */
  'RETIRED',
  /** The same, and a row that no matter maps to has its name. */
  'RECODED',
  /** The same, and several rows that no matter maps to have names near to its own. */
  'SPLIT',
  /** The code that the catalogue has is not in the directory. */
  'MISSING',
  /** The platform says another thing of it than the catalogue. */
  'ATTRIBUTE',
] as const;

export type DriftKind = (typeof DRIFT_KINDS)[number];

export type Attribute = 'kind' | 'category' | 'department' | 'delegable' | 'legalBasis' | 'end';

export interface Drift {
  readonly platform: PlatformCode;
  readonly kind: DriftKind;
  /** The platform's own code: of `NEW` the one that is not mapped, of all others the one that the catalogue has. */
  readonly code: string;
  /** As the platform has it; as the catalogue has it where the platform has none. */
  readonly name: string | null;
  /** The matters that map to the code; none for `NEW`. */
  readonly matters: readonly Matter[];
  /** Of `RECODED` the one row, of `SPLIT` all of them that take its place; else none. */
  readonly successors: readonly DirectoryItem[];
  /** Of `NEW`: the matters that it may be, the likeliest first. */
  readonly counterparts: readonly Counterpart[];
  /** What differs, of `ATTRIBUTE` and `RENAMED`. */
  readonly difference: {
    readonly of: Attribute | 'name';
    readonly here: string;
    readonly there: string;
  } | null;
  /** The platform's row; null for one that is not there. */
  readonly row: DirectoryItem | null;
}

/** From here on a name is near enough that the row may be a part of what was split. */
export const NEAR = 0.6;

/**
 * In the catalogue's order, then what it ends too early, then what is new in the directory's.
 *
 * @param day the platform's today, `2024-07-26`: a code that is to begin later may not be there yet, and one that is over
 *   counts no more.
 */
export function driftOf(directory: Directory, catalogue: Catalogue, day: string): Drift[] {
  const { platform } = directory;
  const rows = rowsByCode(directory.items);
  const mapped = mappedCodes(directory, catalogue, day);
  const unmapped = [...rows.values()].filter(
    ({ live, code }) => live && catalogue.mattersByLaterCode(platform, code, day).length === 0,
  );
  const gone = mapped.filter(({ code, expected }) => expected && !rows.get(code)?.live);
  const successors = successorsOf(gone, unmapped);
  const taken = new Set([...successors.values()].flat());
  return [
    ...mapped.flatMap((one): Drift[] => {
      const row = rows.get(one.code) ?? null;
      const said = { platform, code: one.code, matters: one.matters, counterparts: [], row };
      if (row?.live)
        return differences(one, row).map(different => ({ ...said, successors: [], ...different }));
      if (!one.expected) return [];
      const after = successors.get(one) ?? [];
      const kind = kindOfGone(row, after.length);
      return [{ ...said, kind, name: row?.name ?? one.name, successors: after, difference: null }];
    }),
    ...earlyEnds(platform, rows, catalogue).map(({ row, matters, here, there }) => ({
      platform,
      kind: 'ATTRIBUTE' as const,
      code: row.code,
      name: row.name,
      matters,
      successors: [],
      counterparts: [],
      difference: { of: 'end' as const, here, there },
      row,
    })),
    ...unmapped
      .filter(row => !taken.has(row))
      .map(row => ({
        platform,
        kind: 'NEW' as const,
        code: row.code,
        name: row.name,
        matters: [],
        successors: [],
        counterparts: counterpartsOf(row, catalogue),
        difference: null,
        row,
      })),
  ];
}

/** A code that stands twice is the live row. */
function rowsByCode(items: readonly DirectoryItem[]): Map<string, DirectoryItem> {
  const rows = new Map<string, DirectoryItem>();
  for (const item of items) if (!rows.get(item.code)?.live) rows.set(item.code, item);
  return rows;
}

function kindOfGone(row: DirectoryItem | null, successors: number): DriftKind {
  if (successors === 1) return 'RECODED';
  if (successors > 1) return 'SPLIT';
  return row ? 'RETIRED' : 'MISSING';
}

/** What took the place of the codes that are gone. The same name says more than a near one, so it is heard first. */
function successorsOf(
  gone: readonly MappedCode[],
  unmapped: readonly DirectoryItem[],
): Map<MappedCode, DirectoryItem[]> {
  const found = new Map<MappedCode, DirectoryItem[]>();
  const free = new Set(unmapped);
  const take = (one: MappedCode, rows: readonly DirectoryItem[]) => {
    found.set(one, [...rows]);
    for (const row of rows) free.delete(row);
  };
  const alike = (one: MappedCode, least: number) =>
    [...free].filter(
      row =>
        row.name !== null &&
        (row.kind === null || one.kind === null || row.kind === one.kind) &&
        (row.name === one.name || similarity(row.name, one.name) >= least),
    );
  for (const one of gone) {
    const same = alike(one, NEAR).find(({ name }) => name === one.name);
    if (same) take(one, [same]);
  }
  for (const one of gone) {
    const near = found.has(one) ? [] : alike(one, NEAR);
    if (near.length > 1) take(one, near);
  }
  return found;
}

type Different = Pick<Drift, 'kind' | 'name' | 'difference'>;

/** What the platform does not say, or the catalogue has no word for, is no difference. */
function differences(one: MappedCode, row: DirectoryItem): Different[] {
  const different = (of: Attribute | 'name', here: string | null, there: string | null): Different[] =>
    here === null || there === null || here === there
      ? []
      : [{ kind: of === 'name' ? 'RENAMED' : 'ATTRIBUTE', name: row.name, difference: { of, here, there } }];
  const said = (flag: boolean | null) => (flag === null ? null : String(flag));
  const matter = one.listed
    ? null
    : (one.matters.find(({ nameZh }) => nameZh === row.name) ?? one.matters[0]!);
  return [
    ...(one.part ? [] : different('name', matter?.nameZh ?? one.name, row.name)),
    ...different('kind', matter?.kind ?? null, row.kind),
    ...different('category', matter?.category.code ?? null, row.category),
    ...different('department', matter?.department.code ?? null, row.department),
    ...different('delegable', said(matter?.delegable ?? null), said(row.delegable)),
    ...different('legalBasis', matter?.legalBasis ?? null, row.legalBasis),
  ];
}
