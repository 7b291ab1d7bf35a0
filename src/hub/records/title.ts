import type { Fields } from './fields.ts';

/**
 * An event always has a title: one without is reported, and takes the item's or class's name (lifecycle, section 12).
 *
 * @param standIn the platform's field of that name.
 */
export function titleOf(read: Fields, name: string, standIn: string): string {
  if (!read.says(name)) read.gap(name, `expected a title, got none; ${standIn} stands in for it`);
  return read.text(name) ?? read.text(standIn) ?? '';
}
