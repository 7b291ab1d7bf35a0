/**
 * `GET /index/list`: the ranks of the evaluation index that the source document states (indicators.md 1.1). The
 * scores behind them are not stated, so `score` is null.
 */
import { BadParameter, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';

const FIRST_QUARTER = ['331100', '331181', '331121', '331124', '331127'].map(region =>
  ranked(region, 1, '2024Q1'),
);
const SECOND_QUARTER = [ranked('331100', 4, '2024Q2')];

export function indexList(query: Parameters): unknown[] {
  const prefix = query.parsed('regionCode', regionPrefix, 'a code of 6, 9 or 12 digits');
  const period = query.one('period');
  if (period !== undefined && !/^\d{4}(Q[1-4]|-(0[1-9]|1[0-2]))$/.test(period)) {
    throw new BadParameter('period', `expected 2024Q1 or 2024-06, got ${period}`);
  }
  query.done();
  return [...FIRST_QUARTER, ...SECOND_QUARTER].filter(
    index => (!prefix || inRegion(index.regionCode, prefix)) && (!period || index.period === period),
  );
}

function ranked(region: string, rank: number, period: string) {
  return {
    regionCode: `${region}000000`,
    indexCode: 'ZH',
    indexName: '改革综合评价指数',
    score: null,
    rank,
    period,
  };
}
