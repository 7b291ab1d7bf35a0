/**
 * Spreadsheet programs take a cell of a csv file that begins with one of these for a formula, and run it (OWASP, "CSV
 * Injection"; the full-width signs too in East Asian locales). A single quote in front makes it text. Texts that begin
 * so by themselves get one more, so that the way back is certain. An xlsx file is guarded as well: it is soon saved as csv.
 */
const DANGEROUS = /^'*[=+\-@＝＋－＠\t\r]/u;

export const guarded = (text: string): string => (DANGEROUS.test(text) ? `'${text}` : text);

/** What was guarded, as it was; anything else as it is. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && DANGEROUS.test(text) ? text.slice(1) : text;
