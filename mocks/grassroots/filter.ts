/** The filters of `GET /sj/lb` and of `POST /tj/cx` (lifecycle.md section 10). */
import { parseLocal } from '../local-time.ts';
import { overdue } from '../measures.ts';
import { assertListed, BadParameter, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { Question } from '../table/question.ts';
import type { Filter } from '../table/table.ts';
import type { GrassrootsEvents } from './events.ts';
import { phaseOf, STATUS_CODES } from './statuses.ts';

const MAX_PAIRS = 100;
/** Written for an empty value, wherever a filter can ask for one. */
const EMPTY = 'wu';

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function eventFilter({ table }: GrassrootsEvents, query: Parameters, nowSeconds: number): Filter {
  const { source, region, gridClass, item, status, verified, urgency, title } = table.columns;
  const asked = new Question();
  const statuses = query.list('sjzt');
  if (statuses) assertListed('sjzt', statuses, STATUS_CODES);

  const from = query.oneOf('sjly', ['WG', 'QB']);
  asked.where('sjly', from === 'QB' ? undefined : from, source, (wanted, code) => code === wanted);
  asked.where(
    'xzqh',
    query.parsed('xzqh', regionPrefix, 'a code of 6, 9 or 12 digits'),
    region,
    (prefix, code) => inRegion(code, prefix),
  );
  asked.where('sjlb', query.list('sjlb'), gridClass, (classes, code) => classes.includes(code));
  asked.where('zfsxdm', query.list('zfsxdm'), item, (items, code) => items.includes(code || EMPTY));
  asked.whereBoth('lbsx', classItemPairs(query), gridClass, item, (pairs, code, itemCode) =>
    pairs.some(([wanted, its]) => code === wanted && (its === '*' || (itemCode || EMPTY) === its)),
  );
  asked.where('sjzt', statuses, status, (codes, code) => codes.includes(code));
  asked.where(
    'hcjg',
    query.oneOf('hcjg', ['1', '2', EMPTY]),
    verified,
    (result, code) => (code || EMPTY) === result,
  );
  asked.where('jjcd', query.oneOf('jjcd', ['1', '2', '3']), urgency, (wanted, code) => code === wanted);
  asked.from = query.parsed('kssj', parseLocal, 'yyyy-MM-dd HH:mm:ss') ?? asked.from;
  asked.to = query.parsed('jssj', parseLocal, 'yyyy-MM-dd HH:mm:ss') ?? asked.to;
  if (query.oneOf('sfcq', ['1'])) asked.that('sfcq', nowSeconds, overdue(table, phaseOf, nowSeconds));
  asked.whereTitle('gjc', query.one('gjc'), title);
  return asked;
}

/** `lbsx`: or-joined pairs `class:item`. */
function classItemPairs(query: Parameters): [string, string][] | undefined {
  const pairs = query.list('lbsx')?.map(text => {
    const [gridClass, item, ...rest] = text.split(':');
    if (!gridClass || !item || rest.length > 0)
      throw new BadParameter('lbsx', `expected class:item, got ${text}`);
    return [gridClass, item] as [string, string];
  });
  if (pairs && pairs.length > MAX_PAIRS)
    throw new BadParameter('lbsx', `at most ${MAX_PAIRS} pairs, got ${pairs.length}`);
  return pairs;
}
