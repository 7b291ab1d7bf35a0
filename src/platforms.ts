/** The platforms that one process reaches: their clients, their health, and each as a request sees it. */
import type { Cache } from './cache/cache.ts';
import { cityClient } from './city/client.ts';
import type { CityReader } from './city/loaders.ts';
import { cityPlatform } from './city/platform.ts';
import type { CityCredentials } from './city/token.ts';
import { grassrootsClient } from './grassroots/client.ts';
import type { GrassrootsReader } from './grassroots/loaders.ts';
import { grassrootsPlatform } from './grassroots/platform.ts';
import type { GrassrootsCredentials } from './grassroots/signature.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import type { Platform, PlatformReader } from './hub/platform.ts';
import { provinceClient } from './province/client.ts';
import type { ProvinceReader } from './province/loaders.ts';
import { provincePlatform } from './province/platform.ts';
import type { ProvinceCredentials } from './province/signature.ts';
import type { Request } from './request.ts';
import type { PlatformName } from './role.ts';
import type { Asking } from './upstream/link.ts';
import type { PlatformCode } from './upstream/platform-code.ts';

/** The platforms' base addresses, with their base paths; of those that are reached. */
export type Addresses = Partial<Record<PlatformName, string>>;

export interface Credentials {
  province: ProvinceCredentials;
  city: CityCredentials;
  grassroots: GrassrootsCredentials;
}

/** Each platform as one request sees it, by name and, for the hub, which knows none by name, by code. */
export interface Readers {
  province: ProvinceReader;
  city: CityReader;
  grassroots: GrassrootsReader;
  readers: ReadonlyMap<PlatformCode, PlatformReader>;
}

export interface Platforms {
  byCode: ReadonlyMap<PlatformCode, Platform>;
  byName: ReadonlyMap<PlatformName, Platform>;
  /** Begins to ask for their health; resolves when each was asked once, whatever it said. */
  start(): Promise<void>;
  open(request: Request): Readers;
}

interface Wiring {
  addresses: Addresses;
  credentials: Credentials;
  /** The one that a request which begins now holds to its end. */
  catalogue(): Catalogue;
  cache: Cache;
  asking: Asking;
}

/**
 * Opens the named platforms and calls none yet; they end with `opening`.
 *
 * @throws {TypeError} where the address of one is missing
 */
export function openPlatforms(
  names: readonly PlatformName[],
  { addresses, credentials, catalogue, cache, asking }: Wiring,
  opening: AsyncDisposableStack,
): Platforms {
  const address = (name: PlatformName): URL => {
    if (addresses[name]) return new URL(addresses[name]);
    throw new TypeError(`expected the address of the platform ${name}, got none`);
  };
  const open: Record<PlatformName, () => Platform> = {
    province() {
      const client = opening.use(provinceClient(address('province'), credentials.province, asking));
      return provincePlatform(client, catalogue, cache);
    },
    city() {
      const client = opening.use(cityClient(address('city'), credentials.city, asking));
      return cityPlatform(client, catalogue, cache);
    },
    grassroots() {
      const client = opening.use(grassrootsClient(address('grassroots'), credentials.grassroots, asking));
      return grassrootsPlatform(client, catalogue, cache);
    },
  };
  const opened = names.map(name => ({ name, platform: open[name]() }));
  const platforms = opened.map(({ platform }) => platform);

  return {
    byCode: new Map(platforms.map(platform => [platform.code, platform])),
    byName: new Map(opened.map(({ name, platform }) => [name, platform])),
    async start() {
      await Promise.all(platforms.map(({ pulse }) => pulse.start()));
    },
    open(request) {
      const readers = opened.map(({ name, platform }) => ({
        name,
        platform,
        reader: platform.open(request),
      }));
      return {
        // Alone, a module has its own platform's reader and asks for no other.
        ...(Object.fromEntries(readers.map(({ name, reader }) => [name, reader])) as Omit<
          Readers,
          'readers'
        >),
        readers: new Map(readers.map(({ platform, reader }) => [platform.code, reader])),
      };
    },
  };
}
