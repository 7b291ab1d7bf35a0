/**
 * The city's cursors (lifecycle.md section 9): opaque, valid 24 hours, holding the last (reported_at, clue_no), so
 * that a walk is stable while clues come in. A cursor belongs to the filter that it was made with.
 */
import { createHash } from 'node:crypto';
import type { RealTime } from '../clock.ts';
import type { Parameters } from '../parameters.ts';
import type { ListKey, Ordered } from '../table/ordered.ts';
import { CityProblem } from './answer.ts';

export const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;
const CURSOR_MS = 24 * 3_600_000;

/** Names that may change from page to page; every other one is part of the cursor's filter. */
const PAGING = ['cursor', 'limit', 'include', 'include_total'];

export interface Page<Row> {
  rows: Row[];
  next_cursor?: string;
  total?: number;
}

/** Reads `cursor`, `limit` and, where the call has it, `include_total`; `url` is the one asked. */
export function pageOf(query: Parameters, url: URL, realTime: RealTime, withTotal = true) {
  const limit = query.integer('limit', { min: 1, max: MAX_LIMIT, default: DEFAULT_LIMIT });
  const filter = filterOf(url);
  const text = query.one('cursor');
  const after = text === undefined ? undefined : readCursor(text, filter, realTime());
  const includeTotal = withTotal && query.oneOf('include_total', ['true', 'false']) === 'true';

  return <Row>(rows: Ordered<Row>): Page<Row> => {
    const start = after ? rows.placeAfter({ reportedAt: after.at, no: after.no }) : 0;
    const page = rows.slice(start, start + limit);
    const cursorOf = ({ reportedAt, no }: ListKey) =>
      writeCursor({ at: reportedAt, no, filter, issued: realTime() });
    return {
      rows: page,
      ...(start + page.length < rows.length && { next_cursor: cursorOf(rows.keyOf(page.at(-1)!)) }),
      ...(includeTotal && { total: rows.length }),
    };
  };
}

interface Cursor {
  at: number;
  no: string;
  filter: string;
  issued: number;
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readCursor(text: string, filter: string, now: number): Cursor {
  const cursor = decoded(text);
  if (!cursor) throw new CityProblem(400, 'invalid-cursor', '游标无法识别，请从头查询');
  if (cursor.filter !== filter)
    throw new CityProblem(400, 'invalid-cursor', '游标与查询条件不符，请从头查询');
  if (cursor.issued + CURSOR_MS < now)
    throw new CityProblem(400, 'invalid-cursor', '游标已超过24小时，请从头查询');
  return cursor;
}

function decoded(text: string): Cursor | null {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value?.at === 'number' && typeof value.no === 'string' ? value : null;
  } catch {
    return null;
  }
}

function filterOf(url: URL): string {
  const pairs = [...url.searchParams].filter(([name]) => !PAGING.includes(name)).map(pair => pair.join('='));
  return createHash('sha256')
    .update([url.pathname, ...pairs.sort()].join('\n'))
    .digest('base64url')
    .slice(0, 12);
}
