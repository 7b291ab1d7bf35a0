/** What every command of the integrators works with: where the files are, and how to say something. */
import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { Clock } from '../clock.ts';
import type { Language, Text } from './text.ts';

export type Style = Parameters<typeof styleText>[0];

/** Where a command prints: a terminal, a file, or a test. */
export interface Screen {
  write(text: string): void;
  /** Whether colours mean something there. */
  colours: boolean;
  /** The terminal itself; null where it is a file, a pipe or a test. */
  terminal: NodeJS.WriteStream | null;
}

export interface Desk {
  language: Language;
  /** The folder that holds `matters/` and `directory/`; ends with a slash. */
  schema: URL;
  /** What findings call it: a path that an editor opens, `schema`. */
  called: string;
  /** The folder that paths are read from, and shown from. */
  cwd: string;
  /** What was asked for. */
  out: Screen;
  /** What is said about it: warnings, progress. */
  err: Screen;
  env: Readonly<Record<string, string | undefined>>;
  /** By which it is known how long a work takes; the system's unless said. */
  clock?: Clock;
}

/**
 * A command’s own part: it prints, and gives the exit code (0: all is well; 1: something is to be done; 2: wrong use; 3: a
 * platform did not answer, and all is not known).
 */
export type Command = (args: readonly string[], desk: Desk) => Promise<number>;

export const says = ({ language }: Pick<Desk, 'language'>, text: Text): string => text[language];

/** Prints a line, in the desk's language. */
export function line(desk: Desk, text: Text | string, screen: Screen = desk.out): void {
  screen.write(`${typeof text === 'string' ? text : says(desk, text)}\n`);
}

export const painted = (screen: Screen, style: Style, text: string): string =>
  screen.colours ? styleText(style, text, { validateStream: false }) : text;

/** What others wrote, a key of a file or a platform's name, without what a terminal would obey; it stays on its line. */
export const harmless = (text: string): string =>
  text.replace(/\p{Cc}/gu, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Rows as columns, each as wide as its widest cell: a Chinese character takes two places. The last is not filled up. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, stringWidth(cell));
  }
  const filled = (cell: string, at: number, row: readonly string[]) =>
    at === row.length - 1 ? cell : cell + ' '.repeat(widths[at]! - stringWidth(cell) + gap);
  return rows.map(row => row.map(filled).join('').trimEnd()).join('\n');
}
