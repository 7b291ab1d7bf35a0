/** The copies of one time may be so far apart (lifecycle, section 5): clocks differ, and so do roundings. */
const MOST_APART_MS = 60_000;

/** Whether two `DateTime`s are further apart than copies of one time may be. */
export function areApart(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) > MOST_APART_MS;
}
