/** What the resolvers of one request share: the request, and each platform as it sees it. */
import type { Budget } from './hub/budget.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import type { DriftWatch } from './hub/catalogue/drift/watch.ts';
import type { EventKey, Spine } from './hub/events/spine.ts';
import type { Indicator } from './hub/indicators/indicator.ts';
import type { TimeLimits } from './hub/limits/time-limits.ts';
import type { Platform } from './hub/platform.ts';
import type { Readers } from './platforms.ts';
import type { Request } from './request.ts';
import type { PlatformCode } from './upstream/platform-code.ts';

export interface Context extends Readers {
  request: Request;
  catalogue: Catalogue;
  timeLimits: TimeLimits;
  /** For how long a difference between platforms that one more write-back would cure is not shown, ms. */
  discrepancyLagMs: number;
  /** The figures of the reports, in the order of their file. */
  indicators: readonly Indicator[];
  platforms: ReadonlyMap<PlatformCode, Platform>;
  /** Where the platforms' directories and the catalogue differ; null where they are not compared. */
  drift: Pick<DriftWatch, 'of'> | null;
  /** What this request may still be given. */
  budget: Budget;
  /**
   * The event that a platform's record names: what its origin says of it, null where that knows none of the number. In
   * a platform's own subgraph it is the key alone, and the hub's subgraph adds the rest.
   */
  eventOf(key: EventKey): Promise<Spine | null>;
}
