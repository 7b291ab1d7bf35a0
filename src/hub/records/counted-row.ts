import { GRAPHQL_MAX_INT } from 'graphql';
import type { Measures } from '../situation/measures.ts';
import { Fields } from './fields.ts';
import type { Mapped } from './mapped.ts';

/** A platform's names of the parts of a row. */
export type RowFields = { keys: string } & Record<keyof Measures, string>;

/** A row's key and counts; no counts where one of them could not be read. Pure and total. */
export function countedRow<Key>(
  row: unknown,
  fields: RowFields,
  keyOf: (keys: Fields) => Key,
): Mapped<{ key: Key; measures: Measures | null }> {
  const read = new Fields(row);
  const measures = read.whole(() => measuresOf(read, fields));
  const key = keyOf(read.nested(fields.keys) ?? new Fields({}, fields.keys, read.gaps));
  return { value: { key, measures }, gaps: read.gaps };
}

function measuresOf(read: Fields, fields: RowFields): Measures {
  const count = (of: Fields, name: string): number => {
    const number = of.integer(name, 0, GRAPHQL_MAX_INT);
    if (number === null && !of.says(name)) of.gap(name, 'expected a whole number, got none');
    return number ?? 0;
  };
  const hours = new Map<number, number>();
  const histogram = read.nested(fields.hours);
  if (!read.says(fields.hours)) read.gap(fields.hours, 'expected a record, got none');
  for (const name of histogram?.names() ?? []) {
    if (!/^\d{1,9}$/.test(name)) histogram!.gap('', 'expected whole hours as names, got another');
    else hours.set(Number(name), count(histogram!, name));
  }
  return {
    total: count(read, fields.total),
    voided: count(read, fields.voided),
    closed: count(read, fields.closed),
    transferred: count(read, fields.transferred),
    closedOnTime: count(read, fields.closedOnTime),
    openOverdue: count(read, fields.openOverdue),
    hours,
  };
}
