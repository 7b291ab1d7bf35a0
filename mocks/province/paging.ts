import type { Parameters } from '../parameters.ts';
import type { Sliceable } from '../table/rows.ts';

export const MAX_PAGE_SIZE = 100;

/** Reads `pageNum` and `pageSize`, both required, and cuts that page out of what matches. */
export function pageOf(query: Parameters): <Row>(rows: Sliceable<Row>) => Page<Row> {
  const pageNum = query.integer('pageNum', { min: 1 });
  const pageSize = query.integer('pageSize', { min: 1, max: MAX_PAGE_SIZE });
  return rows => ({
    total: rows.length,
    pageNum,
    pageSize,
    pages: Math.ceil(rows.length / pageSize),
    list: rows.slice((pageNum - 1) * pageSize, pageNum * pageSize),
  });
}

export interface Page<Row> {
  total: number;
  pageNum: number;
  pageSize: number;
  pages: number;
  list: Row[];
}
