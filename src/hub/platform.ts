/**
 * The one small interface through which the hub meets a platform. Adding a fourth platform is implementing it.
 */
import type { Request } from '../request.ts';
import type { PlatformCode } from '../upstream/platform-code.ts';
import type { Pulse } from '../upstream/pulse.ts';
import type { Department } from './catalogue/catalogue.ts';
import type { Directory } from './catalogue/drift/directory-item.ts';
import type { ChangePage, Touched } from './changes/change-page.ts';
import type { Testimony } from './discrepancies/testimony.ts';
import type { EventFilter } from './events/event-filter.ts';
import type { EventKey, Spine } from './events/spine.ts';
import type { NativePage } from './paging/position.ts';
import type { Explained } from './records/explained.ts';
import type { StatisticsReader } from './situation/statistics.ts';
import type { LogEntry } from './timeline/log-entry.ts';

export interface Platform {
  code: PlatformCode;
  nameZh: string;
  nameEn: string;
  /** What it is the system of record for, in Chinese. */
  owns: readonly string[];
  pulse: Pulse;
  counterpart: Counterpart;
  /** This platform as one request sees it: batched, and remembered until the request ends. */
  open(request: Request): PlatformReader;
  /**
   * What a webhook's body says has changed. It has one form for all platforms (lifecycle, section 7), in which the
   * entities and the numbers are a platform's own. Total.
   */
  touchedByWebhook(body: unknown): Touched;
}

/**
 * When a platform has to know of an event that began elsewhere (lifecycle, section 6.3): not at all, once the event
 * is dispatched, or once a case is filed.
 */
export type Counterpart = 'NEVER' | 'ONCE_DISPATCHED' | 'ONCE_FILED';

export interface PlatformReader extends StatisticsReader {
  /**
   * The platform's events that match, as disjoint queries of its own, each exact: together they list every match
   * once. Several where a unified value is two native fields, none where nothing can match.
   */
  branches(filter: EventFilter): Branch[];
  /** One event that began here, null where the platform knows none of that number; batched. */
  spine(number: string): Promise<Spine | null>;
  /**
   * The department responsible, from the platform that is the system of record for it once it knows the event
   * (lifecycle, section 13); null where it does not know the event. Batched.
   */
  assignee?(event: EventKey): Promise<{ department: Department | null } | null>;
  /**
   * What the platform has logged of an event of any origin, in any order: empty where it knows nothing of it, null
   * where the log could not be read. Batched, with the section's call.
   */
  log(event: EventKey): Promise<readonly LogEntry[] | null>;
  /**
   * What has changed behind a position of its feed; null for the oldest that it still tells.
   *
   * @param wanted how many changes are wanted: it gives so many where it has them in a row, and may give more.
   * @throws `INVALID_CURSOR` for a position that it never gave.
   */
  changes(position: string | null, wanted: number): Promise<ChangePage>;
  /**
   * The position behind all that has changed by now, where it can be found without reading all of it; a platform
   * without it is read from its oldest change on.
   */
  latestChange?(): Promise<string>;
  /**
   * What the platform states of an event of any origin, for comparing it with the others; null where it knows nothing
   * of it. Batched, and read from the record that the section is read from.
   */
  testimony(event: EventKey): Promise<Testimony | null>;
  /** Where the events may have begun that it has records of besides its own; of others it knows nothing. */
  refersTo: readonly PlatformCode[];
  /**
   * Its records of events that began elsewhere, a page of its own at a time, one call each. Where pages are numbered, a
   * record that comes in meanwhile moves others to the next page: one may come twice, and none is lost.
   *
   * @throws `INVALID_CURSOR` for a page that it never named, or that it no longer knows by that name.
   */
  references(page: string | null): Promise<NativePage<Reference>>;
  /** Its live directory of what events are about, whole, to compare the catalogue with. */
  directory(): Promise<Directory>;
  /** Why a record of that number has the matter, the status and the region that it has; null where there is none. */
  explained(number: string): Promise<Explained | null>;
}

/** That a record is about an event that began elsewhere. */
export interface Reference {
  event: EventKey;
  /** The record's own number. */
  number: string;
  updatedAt: string | null;
}

/** One query of one platform: a page of it is one upstream call. */
export type Branch = (window: Window) => Promise<Page>;

/**
 * Which page of a branch. The order is always: reported time descending, then own number ascending. The platforms
 * promise it; where an answer breaks it the reader of the platform reports that, and the list puts it in order.
 */
export interface Window {
  /** Only what was reported at this second (Unix) or earlier; null means no bound. */
  until: number | null;
  /** 1 to `MAX_WINDOW`. */
  limit: number;
  /** Where an earlier page of the same bound and limit said that it goes on; null for the first. */
  continuation: string | null;
  /** Whether to count all matches of the branch. */
  total: boolean;
}

/** Each platform has to list so many at once: the smallest page limit of the contracts (the province's). */
export const MAX_WINDOW = 100;

export interface Page {
  entries: Entry[];
  /** How many match within `until`; null where it was not asked for. */
  total: number | null;
  /** Null where nothing follows. */
  continuation: string | null;
}

/** An event at its place in its platform's order. */
export interface Entry {
  spine: Spine;
  /** The second (Unix) it was reported at; null where it could not be read. */
  at: number | null;
}
