/** Regions on the wire: 6 (county, city), 9 (township) or 12 digits (lifecycle.md section 7). */

/**
 * What every descendant's code begins with: `331100` gives `3311`, the whole city; `331102000000` gives `331102`.
 * Null for what is no code of 6, 9 or 12 digits.
 */
export function regionPrefix(code: string): string | null {
  if (!isRegionCode(code)) return null;
  let prefix = code;
  while (prefix.length > 6 && prefix.endsWith('000')) prefix = prefix.slice(0, -3);
  while (prefix.length > 2 && prefix.length <= 6 && prefix.endsWith('00')) prefix = prefix.slice(0, -2);
  return prefix;
}

/** Whether a record's region is the one with that prefix or below it; a garbled code is in no region. */
export function inRegion(code: string, prefix: string): boolean {
  return isRegionCode(code.trim()) && code.trim().startsWith(prefix);
}

/** A record's region at county (6) or township (9) level, as a statistics key; `''` for a garbled code. */
export function regionAtLevel(code: string, digits: 6 | 9): string {
  return isRegionCode(code.trim()) ? code.trim().slice(0, digits).padEnd(digits, '0') : '';
}

function isRegionCode(code: string): boolean {
  return /^(\d{6}|\d{9}|\d{12})$/.test(code);
}
