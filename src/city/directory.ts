/** The city's directory of items in our words (`GET /items`; lifecycle, section 9). The mapping is pure and total. */
import { type Directory, type DirectoryItem, directoryOf } from '../hub/catalogue/drift/directory-item.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { wholeDirectory } from '../hub/records/whole-directory.ts';
import type { Request } from '../request.ts';
import type { CityClient } from './client.ts';
import { ITEM_KIND } from './codes.ts';
import { time } from './instant.ts';

/** The most items that one page holds. */
const PAGE_SIZE = 200;

/** All rows, as the city sent them. */
export const directoryRows = (client: CityClient, request: Request): Promise<unknown[]> =>
  wholeDirectory('CITY', 'items', async cursor => {
    const { records, nextCursor } = await client.items({ cursor, limit: PAGE_SIZE }, request);
    return { rows: records, continuation: nextCursor };
  });

export async function cityDirectory(client: CityClient, request: Request): Promise<Directory> {
  const rows = await directoryRows(client, request);
  return directoryOf({ platform: 'CITY', lists: 'ITEMS' }, rows.map(directoryItem));
}

/** Null, with a gap, for a row without a code. */
export function directoryItem(row: unknown): Mapped<DirectoryItem | null> {
  const read = new Fields(row);
  const code = read.text('item_code') ?? read.gap('item_code', 'expected a code; the row is left out');
  const value = code && {
    code,
    name: read.text('name'),
    live: read.flag('live') ?? true,
    kind: read.code('kind', ITEM_KIND),
    category: read.parsed(
      'category_code',
      'C and two digits',
      text => /^C([0-9]{2})$/.exec(text)?.[1] ?? null,
    ),
    department: read.text('department_code'),
    delegable: null, // The city does not say.
    legalBasis: null,
    provinceCode: read.text('province_item_code'),
    changedAt: time(read, 'updated_at'),
  };
  return { value: value || null, gaps: read.gaps };
}
