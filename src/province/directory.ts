/** The province's directory of official items in our words (`GET /item/list`; lifecycle, section 8). The mapping is pure and total. */
import { type Directory, type DirectoryItem, directoryOf } from '../hub/catalogue/drift/directory-item.ts';
import { Fields } from '../hub/records/fields.ts';
import type { Mapped } from '../hub/records/mapped.ts';
import { wholeDirectory } from '../hub/records/whole-directory.ts';
import type { Request } from '../request.ts';
import type { ProvinceClient } from './client.ts';
import { ITEM_KIND } from './codes.ts';
import { time } from './instant.ts';

/** The most items that one page holds. */
const PAGE_SIZE = 100;

/** All rows, as the province sent them. The answer does not say how many there are: a page that is not full is the last. */
export const directoryRows = (client: ProvinceClient, request: Request): Promise<unknown[]> =>
  wholeDirectory('PROVINCE', 'item/list', async continuation => {
    const pageNum = Number(continuation ?? 1);
    const rows = await client.items(pageNum, PAGE_SIZE, request);
    return { rows, continuation: rows.length < PAGE_SIZE ? null : `${pageNum + 1}` };
  });

export async function provinceDirectory(client: ProvinceClient, request: Request): Promise<Directory> {
  const rows = await directoryRows(client, request);
  return directoryOf({ platform: 'PROVINCE', lists: 'ITEMS' }, rows.map(directoryItem));
}

/** Null, with a gap, for a row without a code. */
export function directoryItem(row: unknown): Mapped<DirectoryItem | null> {
  const read = new Fields(row);
  const code = read.text('itemCode') ?? read.gap('itemCode', 'expected a code; the row is left out');
  const value = code && {
    code,
    name: read.text('itemName'),
    live: read.flag('status') ?? true,
    kind: read.code('itemKind', ITEM_KIND),
    category: read.text('categoryCode'),
    department: read.text('deptCode'),
    delegable: read.flag('delegable'),
    legalBasis: read.text('legalBasis'),
    provinceCode: null, // Its own code is that.
    changedAt: time(read, 'updateTime'),
  };
  return { value: value || null, gaps: read.gaps };
}
