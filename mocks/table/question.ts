/** A question to a table: what each of a caller's parameters asks of its columns. */
import { containing } from '../world/titles.ts';
import { type CodeColumn, TitleColumn } from './columns.ts';
import type { Condition, Filter } from './table.ts';

export class Question implements Filter {
  from = Number.NEGATIVE_INFINITY;
  to = Number.POSITIVE_INFINITY;
  readonly conditions: Condition[] = [];

  /** Keeps the rows whose text in the column passes. Without a value nothing is asked. */
  where<Value>(
    name: string,
    value: Value | undefined,
    { data, values }: CodeColumn,
    test: (value: Value, text: string) => boolean,
  ): void {
    if (value === undefined) return;
    const passes = Uint8Array.from(values, text => (test(value, text) ? 1 : 0));
    this.that(name, value, row => passes[data[row]!] === 1);
  }

  /** Keeps the rows whose texts in two columns pass. */
  whereBoth<Value>(
    name: string,
    value: Value | undefined,
    first: CodeColumn,
    second: CodeColumn,
    test: (value: Value, first: string, second: string) => boolean,
  ): void {
    if (value === undefined) return;
    const width = second.values.length;
    const passes = new Uint8Array(first.values.length * width);
    for (const [at, one] of first.values.entries())
      for (const [place, other] of second.values.entries())
        passes[at * width + place] = test(value, one, other) ? 1 : 0;
    const [firsts, seconds] = [first.data, second.data];
    this.that(name, value, row => passes[firsts[row]! * width + seconds[row]!] === 1);
  }

  /** Keeps the rows of whose titles the keyword is a part. */
  whereTitle(name: string, keyword: string | undefined, column: TitleColumn): void {
    if (keyword === undefined) return;
    const made = containing(keyword);
    const { data } = column;
    this.that(name, keyword, row => {
      const title = data[row]!;
      return TitleColumn.isLiteral(title) ? column.textOf(title).includes(keyword) : made(title);
    });
  }

  /** Keeps the rows that pass; asked again with an equal value it is taken for the same question. */
  that(name: string, value: unknown, keeps: (row: number) => boolean): void {
    this.conditions.push({ key: `${name}=${JSON.stringify(value)}`, keeps });
  }
}
