/** The grid's directory of classes in our words (`GET /ml/lb`; lifecycle, section 10). The mapping is pure and total. */
import {
  CODE_ALONE,
  type Directory,
  type DirectoryItem,
  directoryOf,
} from '../hub/catalogue/drift/directory-item.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { nextPage } from '../hub/records/page-number.ts';
import { wholeDirectory } from '../hub/records/whole-directory.ts';
import type { Request } from '../request.ts';
import type { GrassrootsClient } from './client.ts';

/** The most classes that one page holds. */
const PAGE_SIZE = 200;

/** All rows, as the grassroots system sent them. */
export const directoryRows = (client: GrassrootsClient, request: Request): Promise<unknown[]> =>
  wholeDirectory('GRASSROOTS', 'ml/lb', async continuation => {
    const page = Number(continuation ?? 1);
    const { classes, total } = await client.classes(page, PAGE_SIZE, request);
    return { rows: classes, continuation: nextPage(page, PAGE_SIZE, classes.length, total) };
  });

export async function grassrootsDirectory(client: GrassrootsClient, request: Request): Promise<Directory> {
  const rows = await directoryRows(client, request);
  return directoryOf({ platform: 'GRASSROOTS', lists: 'CLASSES' }, rows.map(directoryItem));
}

/** Null, with a gap, for a row without a code. Its groups (`fldm`) are the grid's own, and no categories. */
export function directoryItem(row: unknown): Mapped<DirectoryItem | null> {
  const read = new Fields(row);
  const code = read.text('lbdm') ?? read.gap('lbdm', 'expected a code; the row is left out');
  // It says no more: the rest is its matters'.
  const value = code && { ...CODE_ALONE, code, name: read.text('lbmc'), live: read.flag('sfyx') ?? true };
  return { value: value || null, gaps: read.gaps };
}
