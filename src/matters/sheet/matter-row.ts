/** One matter of the YAML files as a row of a sheet. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { EnforcementItem, MatterFile, SupervisionItem } from '../../hub/catalogue/files/matter-file.ts';
import { appliesTo, CATEGORY, CODE, COLUMNS, type Column, KIND } from './columns.ts';
import { type Names, shown } from './words.ts';

export interface Matter {
  readonly code: string;
  readonly kind: MatterKind;
  readonly category: MatterFile['category'];
  readonly item: SupervisionItem | EnforcementItem;
}

/** In the order of the files: those of supervision first in each category. */
export function mattersOf(files: readonly MatterFile[]): Matter[] {
  return files.flatMap(({ category, supervision, enforcement }) => [
    ...supervision.map(item => ({ code: item.code, kind: 'SUPERVISION' as const, category, item })),
    ...enforcement.map(item => ({ code: item.code, kind: 'ENFORCEMENT' as const, category, item })),
  ]);
}

/** What each cell of its row says. A matter without a bureau of its own shows its category's. */
export function cellsOf(matter: Matter, names: Names): ReadonlyMap<Column, string> {
  return new Map(COLUMNS.map(column => [column, shown(column.type, valueIn(matter, column), names)]));
}

function valueIn({ code, kind, category, item }: Matter, column: Column): unknown {
  if (column === CODE) return code;
  if (column === CATEGORY) return category.code;
  if (column === KIND) return kind;
  if (!appliesTo(column, kind)) return undefined;
  if (column.type === 'BUREAU') return item.department ?? category.department;
  return column.path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    item,
  );
}
