/** Of several gateways that miss the same, one takes it, asks, and stores what it heard. */
import { randomUUID } from 'node:crypto';
import type { Question } from './entry.ts';
import { type Keys, layOut } from './redis-keys.ts';
import type { Link } from './redis-link.ts';
import { CLAIM, END, RENEW } from './redis-scripts.ts';
import { type Claim, EVERYTHING, SharedUnavailable } from './shared.ts';
import { type Ground, textOf } from './stored.ts';

/** Longer than any answer lives (24 h, `config-readers.ts`): what rests on a token ends before it. */
export const TOKEN_LIFE_MS = 48 * 3_600_000;
/** Longer answers are not shared: one of them would hold up all others behind it. */
const MOST_CHARACTERS = 1_000_000;

export interface ClaimOptions {
  link: Link;
  keys: Keys;
  leaseMs: number;
}

interface Claimed {
  /** What lies there by now for each question, other than what was seen. */
  texts: (string | null)[];
  ground: Ground;
  held: Omit<Claim, 'found'>;
}

/** @throws {SharedUnavailable} */
export async function claim(
  questions: readonly Question[],
  seen: ReadonlyMap<string, string>,
  { link, keys, leaseMs }: ClaimOptions,
  signal: AbortSignal,
): Promise<Claimed> {
  const { tags, keys: all, tagsOf } = layOut(questions, keys);
  const name = randomUUID();
  const ids = questions.map(({ key }) => seen.get(key) ?? '');
  const settings = [tags.length, name, leaseMs, TOKEN_LIFE_MS, JSON.stringify(tagsOf)];
  const { reply, run } = await link.call(
    redis => redis.eval(CLAIM, all.length, ...all, ...settings, ...ids),
    signal,
  );
  const [given, answers] = reply as [string[], (string | 0 | 1)[]];
  const ground = { run, tokens: new Map(tags.map((tag, place) => [tag, given[place]!])) };
  const own = questions.filter((_, place) => answers[place] === 1);
  const leases = own.map(({ key }) => keys.lease(key));
  return {
    texts: answers.map(answer => (typeof answer === 'string' ? answer : null)),
    ground,
    held: {
      own: new Set(own.map(({ key }) => key)),
      leaseMs,
      renew: () =>
        void link
          .call(redis => redis.eval(RENEW, leases.length, ...leases, name, leaseMs))
          .catch(unavailable),
      end: said => end(own, name, ground, said, { link, keys }),
    },
  };
}

async function end(
  questions: readonly Question[],
  name: string,
  ground: Ground,
  answers: Parameters<Claim['end']>[0],
  { link, keys }: Pick<ClaimOptions, 'link' | 'keys'>,
): Promise<ReadonlySet<string>> {
  const { tags, keys: all, tagsOf } = layOut(questions, keys);
  const stored = questions.flatMap(({ key, tags }): [string, number] => {
    const answer = answers.get(key);
    if (!answer || answer.lifeMs < 1) return ['', 0];
    const text = textOf(name, answer.said, ground, [EVERYTHING, ...tags]);
    return text.length > MOST_CHARACTERS ? ['', 0] : [text, Math.floor(answer.lifeMs)];
  });
  const tokens = tags.map(tag => ground.tokens.get(tag)!);
  const settings = [tags.length, name, JSON.stringify(tagsOf), ...tokens, ...stored];
  try {
    const { reply } = await link.call(redis => redis.eval(END, all.length, ...all, ...settings));
    return new Set(questions.flatMap(({ key }, place) => ((reply as number[])[place] === 0 ? [key] : [])));
  } catch (error) {
    unavailable(error);
    return new Set();
  }
}

/** What is not done now is done later, by whoever needs it; the link has said why. */
function unavailable(error: unknown): void {
  if (!(error instanceof SharedUnavailable)) throw error;
}
