import type { Parameters } from '../parameters.ts';
import type { Sliceable } from '../table/rows.ts';

export const MAX_LIMIT = 200;

/** Reads `page` and `limit`, both required; a page beyond the end is empty. */
export function pageOf(query: Parameters): <Row>(rows: Sliceable<Row>) => Row[] {
  const page = query.integer('page', { min: 1 });
  const limit = query.integer('limit', { min: 1, max: MAX_LIMIT });
  return rows => rows.slice((page - 1) * limit, page * limit);
}
