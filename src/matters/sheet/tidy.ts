/** What people and programs put into cells without meaning it. */

/** Nobody sees these: zero-width characters, soft hyphens, byte order marks, and what only a terminal would obey. */
const INVISIBLE = /(?![\t\r\n])\p{Cc}|[\u00ad\u200b-\u200f\u2060\ufeff]/gu;

/** A code, a number or a word of a list: in half-width characters and without blanks. */
export const tidyCode = (text: string): string =>
  text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s/gu, '');

/**
 * A text of the law: its full-width punctuation stays. Lines that were broken to fit a cell are joined, with a blank
 * only between Latin words.
 */
export const tidyText = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .replace(/(?<=[!-~])\s*[\r\n]+\s*(?=[!-~])/gu, ' ')
    .replace(/\s*[\r\n]+\s*/gu, '')
    .trim();
