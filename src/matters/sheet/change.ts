/** What a spreadsheet asks to change. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { Column } from './columns.ts';
import { goneCodes } from './gone-codes.ts';
import type { Place, SheetFinding } from './sheet-finding.ts';
import type { Value } from './words.ts';

export interface FieldChange {
  readonly column: Column;
  /** Undefined takes the value out. */
  readonly value: Value | undefined;
  /** In an official's words; empty for none. */
  readonly before: string;
  readonly after: string;
  readonly place: Place;
}

/** How much the matter loses: the value, or each code that is no more among those that stand there. */
export function takenOut({ column, before, after }: FieldChange): number {
  if (column.type === 'CODE') return goneCodes(before, after).length;
  return after === '' ? 1 : 0;
}

/** A matter with something to change; a new one with all that its row says. */
export interface MatterChange {
  readonly code: string;
  readonly isNew: boolean;
  /** Whether every cell of its row could be read: of a new matter that is not whole nothing more can be missing. */
  readonly whole: boolean;
  readonly category: string;
  readonly kind: MatterKind;
  readonly nameZh: string;
  /** The cell that names it. */
  readonly place: Place;
  readonly fields: readonly FieldChange[];
}

/** Where findings go while rows are read. */
export type Report = (finding: SheetFinding) => void;
