/** The platforms that one process reaches: their health, and each as a request sees it. */
import type { Platform, PlatformReader } from './hub/platform.ts';
import type { PlatformModule, PlatformParts, Surroundings } from './platform-module.ts';
import { PLATFORMS } from './platform-modules.ts';
import type { Request } from './request.ts';
import { codeOf, type PlatformCode, type PlatformName } from './upstream/platform-code.ts';

/** The platforms' base addresses, with their base paths; of those that are reached. */
export type Addresses = Partial<Record<PlatformName, string>>;

type Parts<Name extends PlatformName> = Awaited<ReturnType<(typeof PLATFORMS)[Name]['load']>>;

export type Credentials = { [Name in PlatformName]: Parameters<Parts<Name>['open']>[1] };

/** Each platform as one request sees it, by name and, for the hub, which knows none by name, by code. */
export type Readers = {
  [Name in PlatformName]: ReturnType<ReturnType<Parts<Name>['open']>['open']>;
} & { readers: ReadonlyMap<PlatformCode, PlatformReader> };

export interface Platforms {
  byCode: ReadonlyMap<PlatformCode, Platform>;
  byName: ReadonlyMap<PlatformName, Platform>;
  /** Begins to ask for their health; resolves when each was asked once, whatever it said. */
  start(): Promise<void>;
  open(request: Request): Readers;
}

interface Wiring extends Surroundings {
  addresses: Addresses;
  credentials: Credentials;
}

/** A platform's folder, loaded once. */
export function partsOf(name: PlatformName): Promise<PlatformParts<object, PlatformReader>> {
  // Each takes credentials of its own, which `Credentials` has under its name.
  const { load } = PLATFORMS[name] as Pick<PlatformModule<object, PlatformReader>, 'load'>;
  return load();
}

/**
 * Opens the named platforms and calls none yet; they end with `opening`.
 *
 * @throws {TypeError} where the address of one is missing
 */
export async function openPlatforms(
  names: readonly PlatformName[],
  { addresses, credentials, ...surroundings }: Wiring,
  opening: AsyncDisposableStack,
): Promise<Platforms> {
  // All loaded before one is opened: what was opened after another has failed would end with nothing.
  const parts = await Promise.all(names.map(partsOf));
  const opened = names.map((name, place) => {
    const address = addresses[name];
    if (!address) throw new TypeError(`expected the address of the platform ${name}, got none`);
    const { open } = parts[place]!;
    const {
      name: { zh: nameZh, en: nameEn },
      owns,
      counterpart,
    } = PLATFORMS[name];
    const own = opening.use(open(new URL(address), credentials[name], surroundings));
    const platform: Platform = { code: codeOf(name), nameZh, nameEn, owns, counterpart, ...own };
    return { name, platform };
  });
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
      // Alone, a module has its own platform's reader and asks for no other.
      const byName = Object.fromEntries(readers.map(({ name, reader }) => [name, reader]));
      const byCode = new Map(readers.map(({ platform, reader }) => [platform.code, reader]));
      return { ...byName, readers: byCode } as unknown as Readers;
    },
  };
}
