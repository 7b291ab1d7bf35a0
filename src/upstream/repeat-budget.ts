import type { Clock } from '../clock.ts';

/** The time over which calls and repetitions are counted, and the parts in which it moves on, ms. */
const WINDOW_MS = 60_000;
const PART_MS = 1_000;

/** What was counted in one part of the window. */
interface Part {
  /** Which, counted from the Unix epoch. */
  part: number;
  calls: number;
  repeats: number;
}

/**
 * How many calls to one platform may be repeated: a part of those made in the last minute, so that a platform in
 * trouble gets little more to do than it has. One always may, or who asks seldom could never repeat.
 */
export class RepeatBudget {
  readonly #part: number;
  readonly #clock: Clock;
  #window: Part[] = [];

  /** @param part 0.1 for one call in ten */
  constructor(part: number, clock: Clock) {
    this.#part = part;
    this.#clock = clock;
  }

  called(): void {
    this.#now().calls += 1;
  }

  /** Whether there is one more; it is then taken. */
  take(): boolean {
    const now = this.#now();
    const sum = (what: 'calls' | 'repeats') => this.#window.reduce((total, part) => total + part[what], 0);
    if (sum('repeats') + 1 > Math.max(1, sum('calls') * this.#part)) return false;
    now.repeats += 1;
    return true;
  }

  #now(): Part {
    const part = Math.floor(this.#clock.now() / PART_MS);
    const last = this.#window.at(-1);
    if (last?.part === part) return last;
    const now = { part, calls: 0, repeats: 0 };
    const oldest = part - WINDOW_MS / PART_MS;
    // A clock that was set back leaves what lies ahead out, too.
    this.#window = [...this.#window.filter(each => each.part > oldest && each.part < part), now];
    return now;
  }
}
