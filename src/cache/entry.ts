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

/** An answer that is remembered. It is JSON, and nobody changes it. */
export interface Entry {
  /** Null where the platform said that there is none. */
  value: unknown;
  kind: Kind;
  /** When the platform was asked, Unix ms: it is no older, whenever it was stored. */
  askedAt: number;
  /** Of its tags, as they were read before the platform was asked. */
  generations: string;
  /** Its own part of the jitter, 0 to 1. */
  draw: number;
  /** Its size as JSON, bytes. */
  bytes: number;
}
