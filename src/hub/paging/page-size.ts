import { badInput } from '../bad-input.ts';

const DEFAULT = 20;
const MOST = 50;

/** @throws `BAD_USER_INPUT` outside 1 to 50 */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT;
  if (size < 1 || size > MOST)
    throw badInput(`first: expected 1 to ${MOST}, got ${size}; ask for the next page with after`);
  return size;
}
