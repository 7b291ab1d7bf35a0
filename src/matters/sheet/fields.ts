/** What a row changes: a cell is compared with what an exported sheet would say in its place. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { FieldChange, Report } from './change.ts';
import { appliesTo, CODE, COLUMNS, type Column } from './columns.ts';
import type { Row } from './row.ts';
import * as say from './row-words.ts';
import { atCell, type Words } from './sheet-finding.ts';
import { tidyCode, tidyText } from './tidy.ts';
import { type Names, shown, understood } from './words.ts';

export interface Compared {
  readonly kind: MatterKind;
  /** What the matter's cells say now; empty for a new one. */
  readonly before: ReadonlyMap<Column, string>;
  /** The bureau that a matter without its own has. */
  readonly bureau: string;
  readonly names: Names;
}

/** A cell that is reported changes nothing. */
export function fieldsOf(row: Row, compared: Compared, report: Report): FieldChange[] {
  return COLUMNS.flatMap(column => {
    const written = row.text(column);
    if (written === null || column === CODE) return [];
    const found = compare(column, written, compared);
    if (found === null) return [];
    const place = row.place(column);
    if ('value' in found) return [{ column, place, ...found }];
    report(atCell(place, found));
    return [];
  });
}

type Difference = Pick<FieldChange, 'value' | 'before' | 'after'>;

function compare(
  column: Column,
  written: string,
  { kind, before, bureau, names }: Compared,
): Difference | Words | null {
  const applies = appliesTo(column, kind);
  const was = before.get(column) ?? '';
  const text = isNothing(written, column.required && applies) ? '' : written;
  if (text === '') {
    if (!applies || column.path.length === 0) return null;
    if (column.required) return say.MUST_NOT_BE_EMPTY;
    // A matter without a bureau of its own has its category's.
    const after = column.type === 'BUREAU' ? shown('BUREAU', bureau, names) : '';
    return was === after ? null : { value: undefined, before: was, after };
  }
  if (!applies) return say.notOfKind(kind);
  const read = understood(column.type, text, names);
  if ('problem' in read) return read;
  const after = shown(column.type, read.value, names);
  if (after === (column.type === 'TEXT' ? tidyText(was) : was)) return null;
  if (column.path.length === 0) return was === '' ? null : say.OF_ANOTHER;
  return {
    value: column.type === 'BUREAU' && read.value === bureau ? undefined : read.value,
    before: was,
    after,
  };
}

/** A dash, a stroke or "无" means none in a cell that may be empty. */
const isNothing = (text: string, required: boolean): boolean =>
  tidyText(text) === '' || (!required && /^([-—–－/／\\]+|无)$/u.test(tidyCode(text)));
