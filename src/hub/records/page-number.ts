import { invalidCursor } from '../paging/cursor.ts';

/**
 * Where a list goes on that is paged by number: the next page, null at the end. An empty page is the end whatever the
 * total says: a total that is too large must not be asked after for ever.
 */
export function nextPage(page: number, limit: number, received: number, total: number): string | null {
  return received > 0 && page * limit < total ? String(page + 1) : null;
}

/**
 * The number in a cursor is ours; one of another form was made by somebody else.
 *
 * @throws `INVALID_CURSOR`
 */
export function pageNumber(page: string | null): number {
  if (page === null) return 1;
  if (!/^[1-9]\d{0,8}$/.test(page)) throw invalidCursor();
  return Number(page);
}
