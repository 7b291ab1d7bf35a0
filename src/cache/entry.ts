import type { Note } from '../upstream/notes.ts';
import type { PlatformCode } from '../upstream/platform-code.ts';
import type { Kind } from './policy.ts';

/** What is asked of a platform, as the cache knows it. */
export interface Question {
  /** Says all that the answer depends on, within a platform's kind of call. */
  key: string;
  platform: PlatformCode;
  /** The call's name in the platform's contract, for logs and errors. */
  call: string;
  /** Of an answer that is there; that there is none is of the kind `absence`. */
  kind: Kind;
  /** What the answer is about: it is given no longer than none of these was invalidated. */
  tags: readonly string[];
}

/** What a platform said to a question. It is JSON, and nobody changes it. */
export interface Said {
  /** Null where the platform said that there is none. */
  value: unknown;
  kind: Kind;
  /** When the platform was asked, Unix ms: it is no older, whenever and wherever it was stored. */
  askedAt: number;
  /** Its own part of the jitter, 0 to 1. */
  draw: number;
  /** What of it could not be read when it was heard, such as a record that was left out: it is told to every reader. */
  notes: readonly Note[];
}

/** What this process remembers of that. */
export interface Entry extends Said {
  /** Of its tags, as this process had them before the platform, or the shared layer, was asked. */
  generations: string;
  /** When it was certain that nobody had invalidated it, Unix ms. */
  checkedAt: number;
  /** Its size as JSON, bytes. */
  bytes: number;
}
