import type { Request } from '../../request.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { Measures } from '../situation/measures.ts';
import { countedRow } from './counted-row.ts';
import type { Fields } from './fields.ts';
import { noted } from './mapped.ts';
import type { StatisticsWire } from './statistics-wire.ts';

/** The rows of disjoint queries in groups by dimensions of the platform's, each with its key as `keyOf` reads it. */
export type CountedRows<Query> = <Key>(
  queries: readonly Query[],
  dimensions: readonly string[],
  keyOf: (keys: Fields) => Key,
) => Promise<{ key: Key; measures: Measures }[]>;

export function countedRows<Query>(
  { words: { platform, fields }, call, ask }: Pick<StatisticsWire<Query>, 'words' | 'call' | 'ask'>,
  { sources }: Request,
): CountedRows<Query> {
  /** A row that is left out, or counted twice, would make every sum wrong, and nobody could see it. */
  function unusable(expected: string): UpstreamError {
    const message = `${call}: expected ${expected}; ask the platform about it`;
    const error = new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
    sources.unusable(error);
    return error;
  }

  return async (queries, dimensions, keyOf) => {
    const answers = await Promise.all(queries.map(query => ask(query, dimensions)));
    for (const answer of answers) {
      const keys = answer.map(row => JSON.stringify((row as Record<string, unknown> | null)?.[fields.keys]));
      if (new Set(keys).size < keys.length) throw unusable('each group once, got one again');
    }
    return answers.flat().map(row => {
      const { key, measures } = noted(countedRow(row, fields, keyOf), sources, platform, null);
      if (measures) return { key, measures };
      throw unusable('whole numbers in each row, got others');
    });
  };
}
