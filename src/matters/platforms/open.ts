/**
 * The platforms as an integrator's command asks them: through the gateway's own clients, with the addresses and
 * credentials that the gateway reads, on nobody's behalf and with nothing remembered.
 */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Cache } from '../../cache/cache.ts';
import { NO_MEMORY } from '../../cache/policy.ts';
import { systemClock } from '../../clock.ts';
import { readConfig } from '../../config.ts';
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import { onNobodysBehalf } from '../../hub/on-nobodys-behalf.ts';
import type { PlatformReader } from '../../hub/platform.ts';
import { todayOn } from '../../hub/platform-clocks.ts';
import { startMockProcess } from '../../mock-process.ts';
import { type Addresses, openPlatforms } from '../../platforms.ts';
import { PLATFORM_NAMES, type PlatformCode } from '../../upstream/platform-code.ts';
import type { Desk } from '../desk.ts';
import { withProgress } from '../progress.ts';
import type { Text } from '../text.ts';

export interface OpenPlatforms extends AsyncDisposable {
  readers: ReadonlyMap<PlatformCode, PlatformReader>;
  /** What a platform is called. */
  nameOf(platform: PlatformCode): Text;
  /** Today by a platform's own clock, which is asked for; by the real one where it does not answer. */
  todayOn(platform: PlatformCode): Promise<string>;
  /** Whether they are mocks, for want of addresses. */
  mocked: boolean;
}

/**
 * With none of the platforms' addresses set it starts the mocks, as the gateway does, and ends them with itself.
 *
 * @throws ConfigError
 */
export async function openForDesk(desk: Desk, catalogue: Catalogue): Promise<OpenPlatforms> {
  const config = readConfig({ ...desk.env });
  await using opening = new AsyncDisposableStack();
  const clock = systemClock;
  const { credentials, upstream } = config;
  const addresses = config.upstreams.mocked ? await mocksFor(desk, opening) : config.upstreams;
  const log = pino({ level: 'silent' }); // It tells of what is refreshed behind a request, which nothing is here.
  const cache = new Cache({ clock, policies: NO_MEMORY, maxBytes: 1, shared: null, refreshMs: 0, log });
  const asking = { clock, policy: upstream };
  const platforms = await openPlatforms(
    PLATFORM_NAMES,
    { addresses, credentials, catalogue: () => catalogue, cache, asking },
    opening,
  );
  const { readers } = platforms.open(onNobodysBehalf({ id: randomUUID(), clock, patienceMs: null }));
  const opened = opening.move();
  return {
    readers,
    nameOf(platform) {
      const { nameEn: en, nameZh: zh } = platforms.byCode.get(platform)!;
      return { en, zh };
    },
    async todayOn(platform) {
      const asked = platforms.byCode.get(platform)!;
      await asked.pulse.check();
      return todayOn(asked, clock);
    },
    mocked: config.upstreams.mocked,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const STARTING: Text = { en: 'Starting the mocks, in percent', zh: '正在启动模拟平台（%）' };

/** Where they listen. A large world takes seconds to make. */
async function mocksFor(desk: Desk, opening: AsyncDisposableStack): Promise<Addresses> {
  return await withProgress(desk, { label: STARTING, total: 100 }, async step => {
    let done = 0;
    const mocks = opening.use(
      startMockProcess(percent => {
        for (; done < percent; done++) step();
      }),
    );
    return await mocks.urls;
  });
}
