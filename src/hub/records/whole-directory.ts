import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';

/** A page of a platform's directory, and where it goes on; null at the end. */
export interface DirectoryPage {
  rows: unknown[];
  continuation: string | null;
}

/** More pages than any directory has: a platform that never ends must not be followed for ever. */
const MOST_PAGES = 50;

/** The rows of a platform's directory as it sent them, read page by page to its end. */
export async function wholeDirectory(
  platform: PlatformCode,
  call: string,
  page: (continuation: string | null) => Promise<DirectoryPage>,
): Promise<unknown[]> {
  const all: unknown[] = [];
  let continuation: string | null = null;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { rows, continuation: next }: DirectoryPage = await page(continuation);
    all.push(...rows);
    if (next === null) return all;
    continuation = next;
  }
  const message = `${call}: expected at most ${MOST_PAGES} pages, got more; ask the platform about it`;
  throw new UpstreamError('UPSTREAM_INVALID_DATA', platform, message);
}
