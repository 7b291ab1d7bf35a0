import { closest } from '../files/closest.ts';
import type { Path, Problem } from '../files/problem.ts';
import type { Holed } from '../files/shape.ts';
import { parseDay } from '../records/time.ts';
import type { IndicatorItem, IndicatorsFile } from './indicators-file.ts';

export interface IndicatorDirectories {
  /** The codes of all regions, the city's first; null where their file is broken. */
  readonly regions: readonly string[] | null;
  /** Whether nothing is wrong with the shape of the periods: else a row may name one that is meant to be there. */
  readonly periodsWhole: boolean;
  /** The codes that the gateway computes (`src/hub/indicators/computed.ts`). */
  readonly computed: readonly string[];
}

/**
 * That periods are days in their order, that each indicator has what its basis asks for and nothing else, and that
 * those which are computed are those that can be.
 */
export function* checkIndicators(
  file: string,
  { periods = {}, indicators = [] }: Holed<IndicatorsFile>,
  directories: IndicatorDirectories,
): Generator<Problem> {
  const wrong = (path: Path, value: unknown, problem: string, remedy: string): Problem => {
    const shown = typeof value === 'string' ? value : null;
    return { severity: 'ERROR', file, path, at: 'VALUE', value: shown, problem, remedy };
  };

  for (const [label, { from, to } = {}] of Object.entries(periods)) {
    for (const [key, day] of Object.entries({ from, to })) {
      if (day !== undefined && parseDay(day) === null)
        yield wrong(['periods', label, key], day, 'there is no such day', 'correct it');
    }
    if (from !== undefined && to !== undefined && to < from)
      yield wrong(['periods', label, 'to'], to, `is before ${from}`, 'correct one of the two');
  }

  const seen = new Set<string>();
  for (const [index, item] of indicators.entries()) {
    if (item) yield* checkItem(item, ['indicators', index]);
  }
  const listed = indicators.flatMap(item => (item?.basis === 'COMPUTED' ? (item.code ?? []) : []));
  for (const code of directories.computed) {
    if (listed.includes(code) || indicators.some(item => item?.code === undefined)) continue;
    yield wrong(
      ['indicators'],
      null,
      `no COMPUTED indicator has the code ${code}, which is computed here`,
      'add it, or take its line out of src/hub/indicators/computed.ts',
    );
  }

  function* checkItem(item: Holed<IndicatorItem>, path: Path): Generator<Problem> {
    const { code, region, period, basis, value, as_of: asOf } = item;
    if (region !== undefined && directories.regions && !directories.regions.includes(region))
      yield wrong(
        [...path, 'region'],
        region,
        'no such region',
        'look it up in schema/directory/regions.yaml',
      );
    if (period !== undefined && directories.periodsWhole && !Object.hasOwn(periods, period)) {
      const known = Object.keys(periods);
      const meant = closest(period, known);
      const remedy = meant ? `did you mean ${meant}?` : `write one of ${known.join(', ')}, or add it there`;
      yield wrong([...path, 'period'], period, 'no such period', remedy);
    }
    if (asOf !== undefined && parseDay(asOf) === null)
      yield wrong([...path, 'as_of'], asOf, 'there is no such day', 'correct it');

    if (basis === 'REPORTED') {
      if (value === undefined && !Object.hasOwn(item, 'value'))
        yield wrong(path, null, 'a REPORTED indicator has a value', 'add value, as it was printed');
      if (asOf === undefined && !Object.hasOwn(item, 'as_of'))
        yield wrong(
          path,
          null,
          'a REPORTED indicator has a day',
          'add as_of: the report’s own where it names no other',
        );
    }
    if (basis === 'COMPUTED') {
      for (const key of ['value', 'as_of'] as const) {
        if (item[key] !== undefined)
          yield wrong(
            [...path, key],
            String(item[key]),
            'a COMPUTED indicator has none: it is what it is today',
            'take the line out, or write REPORTED',
          );
      }
      if (code !== undefined && !directories.computed.includes(code)) {
        const remedy = `write REPORTED and its value, or how to compute it in src/hub/indicators/computed.ts`;
        yield wrong([...path, 'code'], code, `expected one of ${directories.computed.join(', ')}`, remedy);
      }
      const city = directories.regions?.[0];
      if (region !== undefined && city !== undefined && region !== city)
        yield wrong(
          [...path, 'region'],
          region,
          `expected the city, ${city}`,
          'only figures of the city are computed',
        );
    }

    if (code === undefined || region === undefined) return;
    const key = JSON.stringify([code, region, period, asOf]);
    if (seen.has(key)) {
      const problem = 'stands twice for this region, period and day';
      yield wrong([...path, 'code'], code, problem, 'take one of the two out');
    }
    seen.add(key);
  }
}
