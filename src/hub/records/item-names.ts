import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import { Fields } from './fields.ts';

/** A page of a platform's directory, and where it goes on; null at the end. */
export interface DirectoryPage {
  rows: unknown[];
  continuation: string | null;
}

/** More pages than any directory has: a platform that never ends must not be followed for ever. */
const MOST_PAGES = 50;

/**
 * The names of a platform's directory by code, read page by page to its end. A row without a code or a name names
 * nothing.
 *
 * @param fields the platform's names for the code and the name.
 */
export async function itemNames(
  platform: PlatformCode,
  call: string,
  fields: { code: string; name: string },
  page: (continuation: string | null) => Promise<DirectoryPage>,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let continuation: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { rows, continuation: next }: DirectoryPage = await page(continuation);
    for (const row of rows) {
      const read = new Fields(row);
      const [code, name] = [read.text(fields.code), read.text(fields.name)];
      if (code && name) names.set(code, name);
    }
    if (next === null) return names;
    continuation = next;
  }
  const message = `${call}: expected at most ${MOST_PAGES} pages, got more; ask the platform about it`;
  throw new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
}
