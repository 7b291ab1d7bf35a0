/**
 * The shortest legal form of a region code (lifecycle, section 7): 12 digits are cut to 9 if the last three are
 * `000`, 9 to 6 likewise. What is no such code comes back as it is, and the catalogue will not know it.
 */
export function regionCode(code: string): string {
  const township = /^(\d{9})000$/.exec(code)?.[1] ?? code;
  return /^(\d{6})000$/.exec(township)?.[1] ?? township;
}
