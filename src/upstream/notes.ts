/** What could not be read of what platforms said, in the order in which it was noted. */
import { randomUUID } from 'node:crypto';
import type { PlatformCode } from './platform-code.ts';

/**
 * Something a platform said that could not be read; the field it belongs to is null or `UNKNOWN`. `CALENDAR_ENDS`: a
 * due time that could not be computed from what it said, since its days are beyond the holiday calendar kept here.
 */
export interface Diagnostic {
  code: 'UPSTREAM_INVALID_DATA' | 'CALENDAR_ENDS';
  platform: PlatformCode;
  /** The record's own number on its platform; null where it has none. */
  record: string | null;
  /** The platform's own name of the field, for example `blsx`. */
  field: string;
  /** Expected, got, and what was done; never a person's data. */
  message: string;
  /** The code as sent, only where the field is a code. */
  raw?: string;
}

/** A diagnostic, known again wherever it is told: it goes with each answer that it is about. */
export interface Note {
  id: string;
  diagnostic: Diagnostic;
}

/** What it is about: the key of one question, or null where it may be about any that was asked with it. */
type About = string | null;

export class Notes {
  readonly #byId = new Map<string, Note & { about: About }>();

  add(diagnostic: Diagnostic, about: About): void {
    this.take({ id: randomUUID(), diagnostic }, about);
  }

  /** Takes over what was noted elsewhere; the same note once. */
  take({ id, diagnostic }: Note, about: About): void {
    this.#byId.set(id, { id, diagnostic, about });
  }

  /** What may be about a question of this key. */
  about(key: string): Note[] {
    return [...this]
      .filter(({ about }) => about === null || about === key)
      .map(({ id, diagnostic }) => ({ id, diagnostic }));
  }

  diagnostics(): Diagnostic[] {
    return [...this].map(({ diagnostic }) => diagnostic);
  }

  [Symbol.iterator](): Iterator<Note & { about: About }> {
    return this.#byId.values();
  }
}
