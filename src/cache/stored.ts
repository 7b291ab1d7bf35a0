/** How what was said lies in Redis. */
import type { Question, Said } from './entry.ts';
import { KINDS } from './policy.ts';
import { EVERYTHING, type Found } from './shared.ts';

/**
 * Part of every key. Raise it with each change of the form below, of a key, or of what any call gives that is
 * remembered: a gateway then reads nothing that one of another form wrote. Tags and their tokens have no form: what one
 * gateway invalidates holds for all.
 */
export const FORM = 2;

/** What an answer rests on: it holds as long as all of it is the same. */
export interface Ground {
  /** The run of the Redis process: one that came back, from whatever it had on disk, has missed what was said meanwhile. */
  run: string;
  /** Of each tag, as it was before the platform was asked; nothing rests on a tag that has none. */
  tokens: ReadonlyMap<string, string | null>;
}

export interface Stored extends Said {
  run: string;
  tokens: Readonly<Record<string, string | null>>;
}

/** How long an id is: it comes first in the text, so that a script in Redis finds it there. */
const ID_LENGTH = 36;

/** @param id a UUID of this text alone */
export function textOf(
  id: string,
  { kind, askedAt, draw, notes, value }: Said,
  { run, tokens }: Ground,
  tags: readonly string[],
): string {
  const own = Object.fromEntries(tags.map(tag => [tag, tokens.get(tag) ?? null]));
  return id + JSON.stringify({ kind, askedAt, draw, notes, run, tokens: own, value } satisfies Stored);
}

/** Null where it is no text of ours. */
export function readStored(text: string): Stored | null {
  const stored = parsed(text.slice(ID_LENGTH));
  if (typeof stored !== 'object' || stored === null) return null;
  const { kind, askedAt, draw, notes, run, tokens, value } = stored as Partial<Stored>;
  const readable =
    KINDS.includes(kind!) &&
    Number.isFinite(askedAt) &&
    Number.isFinite(draw) &&
    Array.isArray(notes) &&
    typeof run === 'string' &&
    typeof tokens === 'object' &&
    tokens !== null &&
    value !== undefined;
  return readable ? (stored as Stored) : null;
}

/**
 * What lies there for the questions, by key.
 *
 * @param texts of each question in its place
 * @param now what there is to rest on
 * @param latest what was said later is from a clock that is wrong, Unix ms
 */
export function foundIn(
  questions: readonly Question[],
  texts: readonly (string | null | undefined)[],
  now: Ground,
  { checkedAt, latest }: { checkedAt: number; latest: number },
): Map<string, Found> {
  const found = new Map<string, Found>();
  for (const [place, { key, tags }] of questions.entries()) {
    const text = texts[place];
    if (!text) continue;
    const stored = readStored(text);
    const holds =
      stored !== null &&
      stored.askedAt <= latest &&
      stored.run === now.run &&
      [EVERYTHING, ...tags].every(tag => now.tokens.get(tag) && now.tokens.get(tag) === stored.tokens[tag]);
    found.set(key, { id: text.slice(0, ID_LENGTH), said: holds ? saidOf(stored) : null, checkedAt });
  }
  return found;
}

const saidOf = ({ value, kind, askedAt, draw, notes }: Stored): Said => ({
  value,
  kind,
  askedAt,
  draw,
  notes,
});

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
