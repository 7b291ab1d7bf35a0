import { closest } from '../files/closest.ts';
import {
  CORRECT_ONE,
  didYouMean,
  expectedOneOf,
  NO_SUCH_DAY,
  NO_SUCH_REGION,
  TAKE_ONE_OUT,
  type Words,
} from '../files/common-words.ts';
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
  const wrong = (path: Path, value: unknown, { problem, remedy }: Words): Problem => {
    const shown = typeof value === 'string' ? value : null;
    return { severity: 'ERROR', file, path, at: 'VALUE', value: shown, problem, remedy };
  };

  for (const [label, { from, to } = {}] of Object.entries(periods)) {
    for (const [key, day] of Object.entries({ from, to })) {
      if (day !== undefined && parseDay(day) === null) yield wrong(['periods', label, key], day, NO_SUCH_DAY);
    }
    if (from !== undefined && to !== undefined && to < from)
      yield wrong(['periods', label, 'to'], to, {
        problem: { en: `is before ${from}`, zh: `早于 ${from}` },
        remedy: CORRECT_ONE,
      });
  }

  const seen = new Set<string>();
  for (const [index, item] of indicators.entries()) {
    if (item) yield* checkItem(item, ['indicators', index]);
  }
  const listed = indicators.flatMap(item => (item?.basis === 'COMPUTED' ? (item.code ?? []) : []));
  for (const code of directories.computed) {
    if (listed.includes(code) || indicators.some(item => item?.code === undefined)) continue;
    yield wrong(['indicators'], null, {
      problem: {
        en: `no COMPUTED indicator has the code ${code}, which is computed here`,
        zh: `${code} 由网关计算，但没有以它为编码的 COMPUTED 指标`,
      },
      remedy: {
        en: 'add it, or take its line out of src/hub/indicators/computed.ts',
        zh: '请补上该指标，或请开发人员删去 src/hub/indicators/computed.ts 中的相应行',
      },
    });
  }

  function* checkItem(item: Holed<IndicatorItem>, path: Path): Generator<Problem> {
    const { code, region, period, basis, value, as_of: asOf } = item;
    if (region !== undefined && directories.regions && !directories.regions.includes(region))
      yield wrong([...path, 'region'], region, NO_SUCH_REGION);
    if (period !== undefined && directories.periodsWhole && !Object.hasOwn(periods, period)) {
      const known = Object.keys(periods);
      const meant = closest(period, known);
      yield wrong([...path, 'period'], period, {
        problem: { en: 'no such period', zh: '没有这个统计期' },
        remedy: meant
          ? didYouMean(meant)
          : {
              en: `write one of ${known.join(', ')}, or add it there`,
              zh: `请改为 ${known.join('、')} 之一，或在 periods 中补上`,
            },
      });
    }
    if (asOf !== undefined && parseDay(asOf) === null) yield wrong([...path, 'as_of'], asOf, NO_SUCH_DAY);

    if (basis === 'REPORTED') {
      if (value === undefined && !Object.hasOwn(item, 'value'))
        yield wrong(path, null, {
          problem: { en: 'a REPORTED indicator has a value', zh: 'REPORTED 指标应有数值' },
          remedy: { en: 'add value, as it was printed', zh: '请补上 value，与原文一致' },
        });
      if (asOf === undefined && !Object.hasOwn(item, 'as_of'))
        yield wrong(path, null, {
          problem: { en: 'a REPORTED indicator has a day', zh: 'REPORTED 指标应有截止日期' },
          remedy: {
            en: 'add as_of: the report’s own where it names no other',
            zh: '请补上 as_of；原文未注明的，用文件日期',
          },
        });
    }
    if (basis === 'COMPUTED') {
      for (const key of ['value', 'as_of'] as const) {
        if (item[key] !== undefined)
          yield wrong([...path, key], String(item[key]), {
            problem: {
              en: 'a COMPUTED indicator has none: it is what it is today',
              zh: 'COMPUTED 指标为查询当日的值，不应填写此键',
            },
            remedy: { en: 'take the line out, or write REPORTED', zh: '请删去该行，或改为 REPORTED' },
          });
      }
      if (code !== undefined && !directories.computed.includes(code)) {
        yield wrong([...path, 'code'], code, {
          problem: expectedOneOf(directories.computed),
          remedy: {
            en: 'write REPORTED and its value, or how to compute it in src/hub/indicators/computed.ts',
            zh: '请改为 REPORTED 并填写数值，或请开发人员在 src/hub/indicators/computed.ts 中写明算法',
          },
        });
      }
      const city = directories.regions?.[0];
      if (region !== undefined && city !== undefined && region !== city)
        yield wrong([...path, 'region'], region, {
          problem: { en: `expected the city, ${city}`, zh: `应为市本级 ${city}` },
          remedy: { en: 'only figures of the city are computed', zh: '网关只计算全市数据，请更正' },
        });
    }

    if (code === undefined || region === undefined) return;
    const key = JSON.stringify([code, region, period, asOf]);
    if (seen.has(key)) {
      yield wrong([...path, 'code'], code, {
        problem: {
          en: 'stands twice for this region, period and day',
          zh: '同一区划、统计期和日期的指标重复',
        },
        remedy: TAKE_ONE_OUT,
      });
    }
    seen.add(key);
  }
}
