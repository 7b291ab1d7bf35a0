import { latestNumber, numberedPage, numberOfPosition } from '../hub/changes/numbered-feed.ts';
import type { PlatformReader } from '../hub/platform.ts';
import type { Request } from '../request.ts';
import { changedNumberOf, changeNumberOf, changeOf, touchedBy } from './changes.ts';
import type { ProvinceClient } from './client.ts';

/** Rows of one call. Rows of the directory are among them, so that it is more than a page of changes takes. */
const LIMIT = 200;

/** The province's feed, one call a page. Its position is the number of the last change that was passed (`sinceId`). */
export function changeFeed(client: ProvinceClient, request: Request): PlatformReader['changes'] {
  return async position => {
    const since = numberOfPosition(position);
    const { changes, nextId, hasMore } = await client.changes(since, LIMIT, request);
    return numberedPage(since, {
      rows: changes,
      numberOf: changeNumberOf,
      read: row => ({ mapped: changeOf(row), record: changedNumberOf(row), touched: touchedBy(row) }),
      next: nextId,
      more: hasMore,
    });
  };
}

/** The number of its last change, as a position. */
export async function latestChange(client: ProvinceClient, request: Request): Promise<string> {
  const goesOn = async (since: number) => (await client.changes(since, 1, request)).changes.length > 0;
  return String(await latestNumber(goesOn));
}
