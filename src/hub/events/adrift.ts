import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Given } from './event-cursor.ts';
import { eventId } from './event-id.ts';
import type { Place } from './place.ts';

/**
 * The events that a walk gave though their own time cannot be read. Where they are met again their place does not
 * tell that they were given: the walk has to remember them, and its cursors have to name them.
 */
export class Adrift {
  readonly #given: Set<string>;
  readonly #earliest: Map<string, number | null>;

  constructor(given: readonly Given[]) {
    this.#given = new Set(given.map(([id]) => id));
    this.#earliest = new Map(given);
  }

  has(id: string): boolean {
    return this.#given.has(id);
  }

  give(id: string): void {
    this.#given.add(id);
  }

  /**
   * @param earliest the second (Unix) of the first readable event behind this one. Where all that is asked for is
   *   earlier, it is not met again.
   */
  learn(id: string, earliest: number): void {
    this.#earliest.set(id, earliest);
  }

  /** Those that a walk which goes on after the place may meet again. */
  after({ at }: Place): Given[] {
    return [...this.#given]
      .map((id): Given => [id, this.#earliest.get(id) ?? null])
      .filter(([, earliest]) => earliest === null || earliest <= at);
  }
}

export const isOf =
  (origin: PlatformCode) =>
  ([id]: Given): boolean =>
    id.startsWith(eventId(origin, ''));
