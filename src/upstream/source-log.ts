/**
 * What one request learned, and from whom: each layer writes its line here, and `extensions.sources`,
 * `extensions.diagnostics`, `extensions.trace`, the request's log line and the tests read this one record.
 */
import { type Diagnostic, type Note, Notes } from './notes.ts';
import type { PlatformCode } from './platform-code.ts';
import { type NotUnderstood, Tally } from './tally.ts';
import type { UpstreamError, UpstreamErrorCode } from './upstream-error.ts';

/** One call to a platform, as it ended. */
export interface UpstreamCall {
  platform: PlatformCode;
  /** The call's name in the platform's contract, for example `event/list`. */
  call: string;
  /** When the answer came (or the failure was known), Unix ms by the real clock. */
  at: number;
  /** How long it took, ms. */
  ms: number;
  /** Absent when the platform answered. */
  failure?: { code: UpstreamErrorCode; message: string };
  /** What lay beneath the failure, `ECONNREFUSED` and the like: for the log, not for the answer. */
  cause?: string;
  /** That the platform failed, and what it had said before was given instead. */
  covered?: boolean;
}

/** Something a platform had said before, given again. */
export interface Remembered {
  platform: PlatformCode;
  /** When the platform was asked for it, Unix ms. */
  askedAt: number;
  /** Past the time that its policy calls it fresh. */
  stale: boolean;
}

export interface Source {
  status: 'FRESH' | 'STALE' | 'UNAVAILABLE';
  /** When the platform was asked for the oldest part of the answer, RFC 3339 by the real clock; null if it said nothing. */
  asOf: string | null;
  /** Why it is `UNAVAILABLE`. */
  code?: UpstreamErrorCode;
  message?: string;
}

export class SourceLog {
  readonly calls: UpstreamCall[] = [];
  /** How often a call was sent again. */
  repeats = 0;
  readonly #notes = new Notes();
  readonly #remembered: Remembered[] = [];
  readonly #unusable: UpstreamError[] = [];
  readonly #met = new Set<string>();
  readonly #tally: Tally;

  /** @param tally counts what was not understood, over all requests. */
  constructor(tally = new Tally()) {
    this.#tally = tally;
  }

  /** What could not be read, in the order in which it was noted. */
  get diagnostics(): Diagnostic[] {
    return this.#notes.diagnostics();
  }

  /** An empty log for a part of the work; what is not understood there is counted where it is for this one. */
  part(): SourceLog {
    return new SourceLog(this.#tally);
  }

  /** Notes a call's end, whichever it was. */
  called(call: UpstreamCall): void {
    this.calls.push(call);
  }

  /** Notes that a call is sent again. */
  repeated(): void {
    this.repeats++;
  }

  /** Notes that something was given from memory. */
  remembered(remembered: Remembered): void {
    this.#remembered.push(remembered);
  }

  /** How many answers were given from memory. */
  get memoryCount(): number {
    return this.#remembered.length;
  }

  /** What was given from memory, by platform. */
  memories(): ReadonlyMap<PlatformCode, readonly Remembered[]> {
    return Map.groupBy(this.#remembered, ({ platform }) => platform);
  }

  /**
   * Takes over what another log heard: that of a call which several requests waited for. What could not be read there
   * comes with the answers.
   *
   * @param failures what failed there of what this request waited for, by the keys of the questions
   * @param covered whether all of that was given from memory instead
   */
  heard(
    other: SourceLog,
    { failures, covered }: { failures: ReadonlyMap<string, unknown>; covered: boolean },
  ): void {
    this.calls.push(...other.calls.map(call => (call.failure && covered ? { ...call, covered } : call)));
    this.repeats += other.repeats;
    if (covered) return;
    const errors = new Set(failures.values());
    this.#unusable.push(...other.#unusable.filter(error => errors.has(error)));
    for (const key of failures.keys()) this.read(other.notesAbout(key));
  }

  /** Takes over all that the log of a part of the work has. */
  join(part: SourceLog): void {
    this.calls.push(...part.calls);
    this.repeats += part.repeats;
    this.#remembered.push(...part.#remembered);
    this.#unusable.push(...part.#unusable);
    for (const note of part.#notes) this.#take(note, note.about);
  }

  /** What could not be read of the answer to a question of this key. */
  notesAbout(key: string): Note[] {
    return this.#notes.about(key);
  }

  /** Notes what could not be read of an answer when it was heard, and was counted then. */
  read(notes: readonly Note[]): void {
    for (const note of notes) this.#take(note, null);
  }

  /** Notes that a part of an answer could not be used, though the call itself was answered. */
  unusable(error: UpstreamError): void {
    this.#unusable.push(error);
  }

  /**
   * Notes what could not be read; the same field of the same record is noted once.
   *
   * @param about the key of the one question that it is about, where several were asked at once
   */
  unreadable(diagnostic: Diagnostic, about: string | null = null): void {
    const { platform, record, field } = diagnostic;
    if (this.#isNew(platform, 'UNREADABLE_FIELD', field, record)) this.#notes.add(diagnostic, about);
  }

  /** Notes a time of a record that the calendar does not reach; once, as above. */
  beyondCalendar({ platform, record, field, message }: Omit<Diagnostic, 'code' | 'raw'>): void {
    if (!this.#isNew(platform, 'BEYOND_CALENDAR', field, record)) return;
    this.#notes.add({ code: 'CALENDAR_ENDS', platform, record, field, message }, null);
  }

  /** Counts a code that the answer shows as it was sent, since nothing here is equal to it. */
  shownRaw(platform: PlatformCode, what: NotUnderstood, code: string, record: string): void {
    this.#isNew(platform, what, code, record);
  }

  #take(note: Note, about: string | null): void {
    const { code, platform, record, field } = note.diagnostic;
    const what = code === 'CALENDAR_ENDS' ? 'BEYOND_CALENDAR' : 'UNREADABLE_FIELD';
    if (this.#meets(platform, what, field, record)) this.#notes.take(note, about);
  }

  /** Counts a word of a record, and says whether this request meets it for the first time. */
  #isNew(platform: PlatformCode, what: NotUnderstood, name: string, record: string | null): boolean {
    if (!this.#meets(platform, what, name, record)) return false;
    // One field of a list's items is one name, whichever item it was.
    this.#tally.count(platform, what, name.replace(/\[\d+\]/g, '[]'));
    return true;
  }

  /** Whether it is met here for the first time; of a record without a number none is known to be another. */
  #meets(platform: PlatformCode, what: NotUnderstood, name: string, record: string | null): boolean {
    const key = JSON.stringify([platform, what, name, record]);
    if (record !== null && this.#met.has(key)) return false;
    this.#met.add(key);
    return true;
  }

  /** The platforms that took part, each with the worst that happened and the age of the oldest that was given. */
  sources(): Partial<Record<PlatformCode, Source>> {
    const sources: Partial<Record<PlatformCode, Source>> = {};
    const of = (platform: PlatformCode): Source => (sources[platform] ??= { status: 'FRESH', asOf: null });
    const said = (source: Source, at: number) => {
      const asOf = new Date(at).toISOString();
      if (source.asOf === null || asOf < source.asOf) source.asOf = asOf;
    };
    for (const { platform, askedAt, stale } of this.#remembered) {
      const source = of(platform);
      if (stale) source.status = 'STALE';
      said(source, askedAt);
    }
    for (const { platform, at, ms, failure, covered } of this.calls) {
      const source = of(platform);
      // When it was asked, as for what is remembered: it may have read what it said at any time since.
      if (!failure) said(source, at - ms);
      else if (!covered) Object.assign(source, { status: 'UNAVAILABLE', ...failure });
    }
    for (const { platform, code, message } of this.#unusable) {
      Object.assign(of(platform), { status: 'UNAVAILABLE', code, message });
    }
    return sources;
  }
}
