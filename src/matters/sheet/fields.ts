/**
 * What a row changes: a cell is compared with what an exported sheet would say in its place. An empty cell changes
 * nothing: departments fill in what they want to say, and leave the rest. What is to be taken out is said in a word.
 */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { FieldChange, Report } from './change.ts';
import { CODE, COLUMNS, type Column, TAKE_OUT } from './columns.ts';
import type { Row } from './row.ts';
import * as say from './row-words.ts';
import { atCell, type Place, type Words } from './sheet-finding.ts';
import { zerosForDigits } from './spoiled.ts';
import { tidyCode, tidyText } from './tidy.ts';
import { type Names, shown, understood } from './words.ts';

export interface Compared {
  /** Null where it is not known: then only what both kinds have is compared. */
  readonly kind: MatterKind | null;
  /** What the matter's cells say now; null for a new one. */
  readonly before: ReadonlyMap<Column, string> | null;
  /** The bureau that a matter without its own has. */
  readonly bureau: string;
  readonly names: Names;
}

/** What a cell does to the matter. */
type Outcome = Difference | Words | 'NOTHING' | 'LEFT';

type Difference = Pick<FieldChange, 'value' | 'before' | 'after'>;

export interface Fields {
  readonly changes: readonly FieldChange[];
  /** Cells that say nothing where the matter has a value, which stays. */
  readonly left: readonly Place[];
}

/** A cell that is reported changes nothing. */
export function fieldsOf(row: Row, compared: Compared, report: Report): Fields {
  const changes: FieldChange[] = [];
  const left: Place[] = [];
  for (const column of COLUMNS) {
    const written = row.text(column);
    if (written === null || column === CODE || (column.only && !compared.kind)) continue;
    const outcome = compare(column, written, compared);
    if (outcome === 'NOTHING') continue;
    const place = row.place(column);
    if (outcome === 'LEFT') left.push(place);
    else if ('value' in outcome) changes.push({ column, place, ...outcome });
    else report(atCell(place, outcome));
  }
  return { changes, left };
}

function compare(column: Column, text: string, { kind, before, bureau, names }: Compared): Outcome {
  const applies = column.only === null || column.only === kind;
  const was = before?.get(column) ?? '';
  // A matter without a bureau of its own has its category's.
  const without = column.type === 'BUREAU' ? shown('BUREAU', bureau, names) : '';
  if (saysNothing(text, column.required && applies)) {
    if (!applies || column.path.length === 0) return 'NOTHING';
    if (before) return was === without ? 'NOTHING' : 'LEFT';
    return column.required ? say.MUST_NOT_BE_EMPTY : 'NOTHING';
  }
  if (!applies) return kind ? say.notOfKind(kind) : 'NOTHING';
  if (tidyCode(text) === TAKE_OUT) {
    if (column.required) return say.CANNOT_BE_TAKEN_OUT;
    return was === without || !before ? 'NOTHING' : { value: undefined, before: was, after: without };
  }
  const read = understood(column.type, text, names);
  if ('problem' in read) return read;
  const after = shown(column.type, read.value, names);
  if (after === (column.type === 'TEXT' ? tidyText(was) : was)) return 'NOTHING';
  if (column.path.length === 0) return before ? say.OF_ANOTHER : 'NOTHING';
  const refused = column.type === 'CODE' && zerosForDigits(after);
  if (refused) return refused;
  return {
    value: column.type === 'BUREAU' && read.value === bureau ? undefined : read.value,
    before: was,
    after,
  };
}

/** A cell that may be empty says no more with a dash, a stroke or "无". */
const saysNothing = (text: string, required: boolean): boolean =>
  tidyText(text) === '' || (!required && /^([-—–－/／\\]+|\(?无\)?)$/u.test(tidyCode(text)));
