/**
 * What one request learned, and from whom: each layer writes its line here, and `extensions.sources`,
 * `extensions.diagnostics`, `extensions.trace`, the request's log line and the tests read this one record.
 */
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
  readonly diagnostics: Diagnostic[] = [];
  readonly #remembered: Remembered[] = [];
  readonly #unusable: UpstreamError[] = [];
  readonly #counted = new Set<string>();
  readonly #tally: Tally;

  /** @param tally counts what was not understood, over all requests. */
  constructor(tally = new Tally()) {
    this.#tally = tally;
  }

  /** Notes a call's end, whichever it was. */
  called(call: UpstreamCall): void {
    this.calls.push(call);
  }

  /** Notes that something was given from memory. */
  remembered(remembered: Remembered): void {
    this.#remembered.push(remembered);
  }

  /** What was given from memory, by platform. */
  memories(): ReadonlyMap<PlatformCode, readonly Remembered[]> {
    return Map.groupBy(this.#remembered, ({ platform }) => platform);
  }

  /**
   * Takes over what another log heard: that of a call which several requests waited for.
   *
   * @param failures what failed there of what this request waited for
   * @param covered whether all of that was given from memory instead
   */
  heard(other: SourceLog, { failures, covered }: { failures: readonly unknown[]; covered: boolean }): void {
    this.calls.push(...other.calls.map(call => (call.failure && covered ? { ...call, covered } : call)));
    if (!covered) this.#unusable.push(...other.#unusable.filter(error => failures.includes(error)));
    for (const diagnostic of other.diagnostics) this.unreadable(diagnostic);
  }

  /** Notes that a part of an answer could not be used, though the call itself was answered. */
  unusable(error: UpstreamError): void {
    this.#unusable.push(error);
  }

  /** Notes what could not be read; the same field of the same record is noted once. */
  unreadable(diagnostic: Diagnostic): void {
    const { platform, record, field } = diagnostic;
    if (this.#isNew(platform, 'UNREADABLE_FIELD', field, record)) this.diagnostics.push(diagnostic);
  }

  /** Notes a time of a record that the calendar does not reach; once, as above. */
  beyondCalendar({ platform, record, field, message }: Omit<Diagnostic, 'code' | 'raw'>): void {
    if (!this.#isNew(platform, 'BEYOND_CALENDAR', field, record)) return;
    this.diagnostics.push({ code: 'CALENDAR_ENDS', platform, record, field, message });
  }

  /** Counts a code that the answer shows as it was sent, since nothing here is equal to it. */
  shownRaw(platform: PlatformCode, what: NotUnderstood, code: string, record: string): void {
    this.#isNew(platform, what, code, record);
  }

  /** Counts a word of a record, and says whether this request meets it for the first time. */
  #isNew(platform: PlatformCode, what: NotUnderstood, name: string, record: string | null): boolean {
    const key = JSON.stringify([platform, what, name, record]);
    if (record !== null && this.#counted.has(key)) return false;
    this.#counted.add(key);
    // One field of a list's items is one name, whichever item it was.
    this.#tally.count(platform, what, name.replace(/\[\d+\]/g, '[]'));
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
