import type { NumberedFeed } from '../hub/changes/numbered-feed.ts';
import type { Request } from '../request.ts';
import { changedNumberOf, changeNumberOf, changeOf, identityOf, touchedBy } from './changes.ts';
import type { GrassrootsClient } from './client.ts';

/** Rows of one call. Rows of the directories are among them, so that it is more than a page of changes takes. */
const LIMIT = 200;

/** The grassroots system's feed, one call a page; its changes are numbered (`bgxh`). */
export function changeFeed(client: GrassrootsClient, request: Request): NumberedFeed {
  return {
    limit: LIMIT,
    async ask(since, limit) {
      const rows = await client.changes(since, limit, request);
      // The platform does not say; a page that is not full is the last.
      return { rows, next: null, more: rows.length >= limit };
    },
    numberOf: changeNumberOf,
    identityOf,
    read: row => ({ mapped: changeOf(row), record: changedNumberOf(row), touched: touchedBy(row) }),
  };
}
