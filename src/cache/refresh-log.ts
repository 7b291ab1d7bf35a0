import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { givenUp } from '../upstream/within.ts';
import type { Question } from './entry.ts';
import { asError, GivenUp, type Landed } from './flight.ts';

/** What fails and succeeds by turns is no news each time, ms. */
const QUIET_MS = 60_000;

/** How asking again goes, of one call, since it last succeeded. */
interface Trouble {
  failures: number;
  /** Whether that has been said. */
  said: boolean;
  /** When it was last said, Unix ms. */
  saidAt: number;
}

/**
 * Says of what is asked for behind answers, which nobody waits for, that it fails: one line when a platform's call begins
 * to, and one when it succeeds again.
 */
export class RefreshLog {
  readonly #log: Logger;
  readonly #clock: Clock;
  /** By call; an error of our own is not hidden behind a platform that does not answer. */
  readonly #troubles = { platform: new Map<string, Trouble>(), own: new Map<string, Trouble>() };

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** @param questions of one call of one platform */
  async follow(questions: readonly Question[], landed: Promise<Landed>): Promise<void> {
    const [first] = questions as [Question];
    try {
      const answers = await landed;
      const failure = questions.map(({ key }) => answers.get(key)).find(answer => answer instanceof Error);
      if (failure) this.#failed(first, failure);
      else this.#succeeded(first);
    } catch (error) {
      const { platform, call: name } = first;
      const failure =
        error instanceof GivenUp ? givenUp({ platform, name, signal: error.signal }) : asError(error);
      this.#failed(first, failure);
    }
  }

  #failed({ platform, call }: Question, error: Error): void {
    const troubles = this.#troubles[error instanceof UpstreamError ? 'platform' : 'own'];
    const name = nameOf({ platform, call });
    const trouble = troubles.get(name) ?? { failures: 0, said: false, saidAt: Number.NEGATIVE_INFINITY };
    troubles.set(name, trouble);
    trouble.failures += 1;
    const now = this.#clock.now();
    if (trouble.said || now - trouble.saidAt < QUIET_MS) return;
    Object.assign(trouble, { said: true, saidAt: now });
    if (error instanceof UpstreamError) {
      const { code } = error;
      this.#log.warn(
        { platform, call, code },
        'what is remembered cannot be asked for again; it is given, marked STALE, for as long as its policy allows',
      );
    } else this.#log.error({ platform, call, err: error }, 'what is remembered cannot be asked for again');
  }

  #succeeded({ platform, call }: Question): void {
    for (const troubles of Object.values(this.#troubles)) {
      const trouble = troubles.get(nameOf({ platform, call }));
      if (!trouble) continue;
      const { said, failures } = trouble;
      Object.assign(trouble, { failures: 0, said: false });
      if (said) this.#log.info({ platform, call, failures }, 'what is remembered is asked for again');
    }
  }
}

const nameOf = ({ platform, call }: Pick<Question, 'platform' | 'call'>): string => `${platform} ${call}`;
