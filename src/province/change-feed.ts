import type { NumberedFeed } from '../hub/changes/numbered-feed.ts';
import type { Request } from '../request.ts';
import { changedNumberOf, changeNumberOf, changeOf, identityOf, touchedBy } from './changes.ts';
import type { ProvinceClient } from './client.ts';

/** Rows of one call. Rows of the directory are among them, so that it is more than a page of changes takes. */
const LIMIT = 200;

/** The province's feed, one call a page; its changes are numbered (`sinceId`). */
export function changeFeed(client: ProvinceClient, request: Request): NumberedFeed {
  return {
    limit: LIMIT,
    async ask(since, limit) {
      const { changes, nextId, hasMore } = await client.changes(since, limit, request);
      return { rows: changes, next: nextId, more: hasMore };
    },
    numberOf: changeNumberOf,
    identityOf,
    read: row => ({ mapped: changeOf(row), record: changedNumberOf(row), touched: touchedBy(row) }),
  };
}
