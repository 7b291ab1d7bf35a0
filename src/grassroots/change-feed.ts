import { latestNumber, numberedPage, numberOfPosition } from '../hub/changes/numbered-feed.ts';
import type { PlatformReader } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { changedNumberOf, changeNumberOf, changeOf, touchedBy } from './changes.ts';
import type { GrassrootsClient } from './client.ts';

/** Rows of one call. Rows of the directories are among them, so that it is more than a page of changes takes. */
const LIMIT = 200;

/** The grassroots system's feed, one call a page. Its position is the number of the last change that was passed (`bgxh`). */
export function changeFeed(client: GrassrootsClient, request: Request): PlatformReader['changes'] {
  return async position => {
    const since = numberOfPosition(position);
    const rows = await client.changes(since, LIMIT, request);
    return numberedPage(since, {
      rows,
      numberOf: changeNumberOf,
      read: row => ({ mapped: changeOf(row), record: changedNumberOf(row), touched: touchedBy(row) }),
      next: null,
      more: rows.length >= LIMIT, // The platform does not say; a page that is not full is the last.
    });
  };
}

/** The number of its last change, as a position. */
export async function latestChange(client: GrassrootsClient, request: Request): Promise<string> {
  const goesOn = async (since: number) => (await client.changes(since, 1, request)).length > 0;
  return String(await latestNumber(goesOn));
}
