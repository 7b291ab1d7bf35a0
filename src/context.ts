/** What the resolvers of one request share: the request, and each platform as it sees it. */
import type { CityReader } from './city/loaders.ts';
import type { GrassrootsReader } from './grassroots/loaders.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import type { ListBudget } from './hub/events/list-budget.ts';
import type { Platform, PlatformReader } from './hub/platform.ts';
import type { ProvinceReader } from './province/loaders.ts';
import type { Request } from './request.ts';
import type { PlatformCode } from './upstream/platform-code.ts';

export interface Context {
  request: Request;
  catalogue: Catalogue;
  platforms: ReadonlyMap<PlatformCode, Platform>;
  /** The same three, for the hub, which knows no platform by name. */
  readers: ReadonlyMap<PlatformCode, PlatformReader>;
  /** How many lists of events this request may still open. */
  lists: ListBudget;
  province: ProvinceReader;
  city: CityReader;
  grassroots: GrassrootsReader;
}
