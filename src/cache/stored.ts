/** How what was said lies in Redis. */
import type { Said } from './entry.ts';
import { KINDS } from './policy.ts';

/**
 * Part of every key. Raise it with each change of the form below, of a key, or of what any call gives that is
 * remembered: a gateway then reads nothing that one of another form wrote. Tags and their tokens have no form: what one
 * gateway invalidates holds for all.
 */
export const FORM = 1;

/** What an answer rests on: it holds as long as all of it is the same. */
export interface Ground {
  /** The run of the Redis process: one that came back, from whatever it had on disk, has missed what was said meanwhile. */
  run: string;
  /** Of each tag, as it was before the platform was asked. */
  tokens: Readonly<Record<string, string>>;
}

export interface Stored extends Said, Ground {}

/** How long an id is: it comes first in the text, so that a script in Redis finds it there. */
const ID_LENGTH = 36;

/** @param id a UUID of this text alone */
export const textOf = (id: string, { value, kind, askedAt, draw, run, tokens }: Stored): string =>
  id + JSON.stringify({ kind, askedAt, draw, run, tokens, value });

export const idOf = (text: string): string => text.slice(0, ID_LENGTH);

/** Null where it is no text of ours. */
export function readStored(text: string): Stored | null {
  const stored = parsed(text.slice(ID_LENGTH));
  if (typeof stored !== 'object' || stored === null) return null;
  const { kind, askedAt, draw, run, tokens, value } = stored as Partial<Stored>;
  const readable =
    KINDS.includes(kind!) &&
    Number.isFinite(askedAt) &&
    Number.isFinite(draw) &&
    typeof run === 'string' &&
    typeof tokens === 'object' &&
    tokens !== null &&
    value !== undefined;
  return readable ? (stored as Stored) : null;
}

/** Whether it rests on what there is now; `now` has null for a tag without a token, on which nothing rests. */
export const holds = (
  { run, tokens }: Ground,
  now: { run: string; tokens: ReadonlyMap<string, string | null> },
): boolean =>
  run === now.run && [...now.tokens].every(([tag, token]) => token !== null && tokens[tag] === token);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
