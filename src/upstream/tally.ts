import type { PlatformCode } from './platform-code.ts';

/**
 * What was not understood of the platforms' words: a field that could not be read, a matter's code that the catalogue
 * does not know, a status without an equal; and a time that the holiday calendar does not reach.
 */
export const NOT_UNDERSTOOD = [
  'UNREADABLE_FIELD',
  'UNMAPPED_CODE',
  'UNKNOWN_STATUS',
  'BEYOND_CALENDAR',
] as const;

export type NotUnderstood = (typeof NOT_UNDERSTOOD)[number];

export interface Counted {
  platform: PlatformCode;
  what: NotUnderstood;
  /** The field's name, or the code, as the platform has it. */
  name: string;
  count: number;
}

/** Names counted apart; a platform that sends ever new ones must not fill the memory. */
const MOST_NAMES = 1_000;
const OTHERS = '(others)';

/** How often, since this gateway started, something was not understood. A request counts one record's word once. */
export class Tally {
  readonly #counts = new Map<string, Counted>();

  count(platform: PlatformCode, what: NotUnderstood, name: string): void {
    const counted = this.#of(platform, what, name);
    counted.count++;
  }

  /** The most frequent first. */
  list(): Counted[] {
    return [...this.#counts.values()].toSorted((a, b) => b.count - a.count);
  }

  #of(platform: PlatformCode, what: NotUnderstood, name: string): Counted {
    const key = JSON.stringify([platform, what, name]);
    const known = this.#counts.get(key);
    if (known) return known;
    if (this.#counts.size >= MOST_NAMES && name !== OTHERS) return this.#of(platform, what, OTHERS);
    const counted = { platform, what, name, count: 0 };
    this.#counts.set(key, counted);
    return counted;
  }
}
