import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { SourceLog } from '../../upstream/source-log.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { PlatformReader } from '../platform.ts';
import { noted } from '../records/mapped.ts';
import type { ChangePage, ChangeRow, EventChange } from './change-page.ts';

/** Calls to one platform in one request: pages of directory rows alone must not keep it reading for ever. */
const MOST_PAGES = 4;

/**
 * One platform's feed, read forwards from a position. `position` is always right behind the last row that was passed,
 * so that whoever keeps it loses nothing: rows are passed when they are taken, or when they are about no event.
 */
export class ChangeStream {
  readonly code: PlatformCode;
  readonly #reader: PlatformReader;
  readonly #wanted: number;
  readonly #sources: SourceLog;
  readonly #rows: ChangeRow[] = [];
  #position: string | null;
  /** The last page read; null before the first. */
  #page: ChangePage | null = null;
  #pages = 0;
  #expired = false;
  #failed = false;

  /** @param wanted how many changes the merged page can need of this platform. */
  constructor(
    code: PlatformCode,
    reader: PlatformReader,
    { position, wanted, sources }: { position: string | null; wanted: number; sources: SourceLog },
  ) {
    this.code = code;
    this.#reader = reader;
    this.#position = position;
    this.#wanted = wanted;
    this.#sources = sources;
  }

  get position(): string | null {
    return this.#position;
  }

  /** The platform no longer told what followed the position. */
  get expired(): boolean {
    return this.#expired;
  }

  /** The platform did not answer: what it has to tell comes when its position is gone on from. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Whether more may be there already, as far as is known without another call. */
  get more(): boolean {
    return this.#rows.length > 0 || (!this.#failed && (this.#page?.more ?? true));
  }

  /** The next change; null where there is none now, the platform does not answer, or it was asked often enough. */
  async head(): Promise<EventChange | null> {
    for (;;) {
      this.#passOthers();
      const [row] = this.#rows;
      if (row) return row.mapped.value;
      if (!this.more || this.#pages >= MOST_PAGES) return null;
      await this.#ask();
    }
  }

  /** Passes the head. */
  take(): void {
    this.#pass();
    this.#passOthers();
  }

  async #ask(): Promise<void> {
    this.#pages++;
    try {
      const page = await this.#reader.changes(this.#position, this.#wanted);
      this.#page = page;
      this.#position = page.from;
      this.#expired ||= page.expired;
      this.#rows.push(...page.rows);
      if (page.rows.length === 0) this.#position = page.behind;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      this.#failed = true;
    }
  }

  #passOthers(): void {
    while (this.#rows[0] && this.#rows[0].mapped.value === null) this.#pass();
  }

  /** What could not be read is noted here: once in a walk, when the position moves on over it. */
  #pass(): void {
    const { mapped, record, behind } = this.#rows.shift()!;
    noted(mapped, this.#sources, this.code, record);
    this.#position = this.#rows.length === 0 ? this.#page!.behind : behind;
  }
}
