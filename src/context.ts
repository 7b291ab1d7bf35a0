/** What the resolvers of one request share: the request, and each platform as it sees it. */
import type { CityReader } from './city/loaders.ts';
import type { GrassrootsReader } from './grassroots/loaders.ts';
import type { Budget } from './hub/budget.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import type { Indicator } from './hub/indicators/indicator.ts';
import type { TimeLimits } from './hub/limits/time-limits.ts';
import type { Platform, PlatformReader } from './hub/platform.ts';
import type { ProvinceReader } from './province/loaders.ts';
import type { Request } from './request.ts';
import type { PlatformCode } from './upstream/platform-code.ts';

export interface Context {
  request: Request;
  catalogue: Catalogue;
  timeLimits: TimeLimits;
  /** For how long a difference between platforms that one more write-back would cure is not shown, ms. */
  discrepancyLagMs: number;
  /** The figures of the reports, in the order of their file. */
  indicators: readonly Indicator[];
  platforms: ReadonlyMap<PlatformCode, Platform>;
  /** The same three, for the hub, which knows no platform by name. */
  readers: ReadonlyMap<PlatformCode, PlatformReader>;
  /** What this request may still be given. */
  budget: Budget;
  province: ProvinceReader;
  city: CityReader;
  grassroots: GrassrootsReader;
}
