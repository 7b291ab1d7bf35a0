/**
 * The whole gateway, wired by hand: three platforms under one schema behind one HTTP handler. `main.ts` opens it
 * with the configuration, tests open it with mocks and a clock of their own.
 */
import { readdir, readFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import type { Logger } from 'pino';
import { cityClient } from './city/client.ts';
import { cityPlatform } from './city/platform.ts';
import { cityResolvers } from './city/resolvers.ts';
import type { CityCredentials } from './city/token.ts';
import type { Clock } from './clock.ts';
import type { Context } from './context.ts';
import { type Gateway, gateway } from './gateway/gateway.ts';
import type { Readiness } from './gateway/health.ts';
import type { Limits } from './gateway/limits.ts';
import { grassrootsClient } from './grassroots/client.ts';
import { grassrootsPlatform } from './grassroots/platform.ts';
import { grassrootsResolvers } from './grassroots/resolvers.ts';
import type { GrassrootsCredentials } from './grassroots/signature.ts';
import { Budget } from './hub/budget.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import { directoryResolvers } from './hub/catalogue/directory-resolvers.ts';
import { matterResolvers } from './hub/catalogue/matter-resolvers.ts';
import { changeResolvers } from './hub/changes/change-resolvers.ts';
import { discrepancyResolvers } from './hub/discrepancies/discrepancy-resolvers.ts';
import { eventResolvers } from './hub/events/event-resolvers.ts';
import type { Indicator } from './hub/indicators/indicator.ts';
import { indicatorResolvers } from './hub/indicators/indicator-resolvers.ts';
import { calendarWarning } from './hub/limits/calendar-warning.ts';
import { limitResolvers } from './hub/limits/limit-resolvers.ts';
import type { TimeLimits } from './hub/limits/time-limits.ts';
import type { Platform, PlatformReader } from './hub/platform.ts';
import { scalars } from './hub/scalars.ts';
import { situationResolvers } from './hub/situation/situation-resolvers.ts';
import { timelineResolvers } from './hub/timeline/timeline-resolvers.ts';
import { provinceClient } from './province/client.ts';
import { provincePlatform } from './province/platform.ts';
import { provinceResolvers } from './province/resolvers.ts';
import type { ProvinceCredentials } from './province/signature.ts';
import type { Request } from './request.ts';
import { mergedSchema } from './schema.ts';
import { Tally } from './upstream/tally.ts';

/** The platforms' base addresses, with their base paths. */
export type Addresses = Record<'province' | 'city' | 'grassroots', string>;

export interface Credentials {
  province: ProvinceCredentials;
  city: CityCredentials;
  grassroots: GrassrootsCredentials;
}

export interface GuantongOptions {
  /** A promise where they are still being found: all that does without them is done meanwhile. */
  addresses: Addresses | Promise<Addresses>;
  credentials: Credentials;
  catalogue: Catalogue;
  timeLimits: TimeLimits;
  indicators: readonly Indicator[];
  discrepancyLagMs: number;
  clock: Clock;
  log: Logger;
  limits: Limits;
  corsOrigins: readonly string[];
  graphiql: boolean;
}

/** Opens everything; resolves when each platform's health was asked for once, whatever it was. */
export async function openGuantong(options: GuantongOptions): Promise<Gateway> {
  const {
    credentials,
    catalogue,
    timeLimits,
    indicators,
    discrepancyLagMs,
    clock,
    log,
    limits,
    corsOrigins,
    graphiql,
  } = options;
  const schema = mergedSchema([
    scalars,
    matterResolvers,
    directoryResolvers,
    eventResolvers,
    timelineResolvers,
    limitResolvers,
    situationResolvers,
    changeResolvers,
    indicatorResolvers,
    discrepancyResolvers,
    provinceResolvers,
    cityResolvers,
    grassrootsResolvers,
  ]);
  const sdl = printSchema(schema);
  const addresses = await options.addresses;

  await using opening = new AsyncDisposableStack();
  const province = provincePlatform(
    opening.use(provinceClient(new URL(addresses.province), credentials.province, clock)),
    catalogue,
    clock,
  );
  const city = cityPlatform(
    opening.use(cityClient(new URL(addresses.city), credentials.city, clock)),
    catalogue,
    clock,
  );
  const grassroots = grassrootsPlatform(
    opening.use(grassrootsClient(new URL(addresses.grassroots), credentials.grassroots, clock)),
    catalogue,
    clock,
  );
  const platforms = new Map<Platform['code'], Platform>(
    [province, city, grassroots].map(one => [one.code, one]),
  );
  for (const { pulse } of platforms.values()) opening.use(pulse);
  const healthsAsked = Promise.all([...platforms.values()].map(({ pulse }) => pulse.start()));

  function context(request: Request): Context {
    const readers = {
      province: province.open(request),
      city: city.open(request),
      grassroots: grassroots.open(request),
    };
    return {
      request,
      catalogue,
      timeLimits,
      discrepancyLagMs,
      indicators,
      platforms,
      readers: new Map<Platform['code'], PlatformReader>([
        [province.code, readers.province],
        [city.code, readers.city],
        [grassroots.code, readers.grassroots],
      ]),
      budget: new Budget(),
      ...readers,
    };
  }

  const front = opening.use(
    await gateway<Context>({
      schema,
      sdl,
      operations: await operations(),
      context,
      ready: () => readiness([...platforms.values()]),
      clock,
      tally: new Tally(),
      log,
      limits,
      corsOrigins,
      graphiql,
    }),
  );
  await healthsAsked;
  const theirNow = [...platforms.values()].map(({ pulse }) => pulse.now() ?? clock.now());
  const warning = calendarWarning(timeLimits.calendar, Math.max(...theirNow));
  if (warning) log.warn(warning);
  const running = opening.move();
  return { handler: front.handler, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** Ready while some platform answers: the rest is served then, marked. */
function readiness(platforms: readonly Platform[]): Readiness {
  const healths = platforms.map(({ code, pulse: { health } }) => ({ code, ...health }));
  return {
    status: healths.some(({ status }) => status === 'UP') ? 'UP' : 'DOWN',
    platforms: Object.fromEntries(
      healths.map(({ code, status, checkedAt }) => [
        code,
        { status, checkedAt: checkedAt === null ? null : new Date(checkedAt).toISOString() },
      ]),
    ),
  };
}

const OPERATIONS = new URL('../schema/operations/', import.meta.url);

/** The ready operations; the one to begin with comes first. */
async function operations(): Promise<{ name: string; document: string }[]> {
  const files = (await readdir(OPERATIONS)).filter(file => file.endsWith('.graphql')).sort();
  const first = files.filter(file => file === 'first.graphql');
  const others = files.filter(file => file !== 'first.graphql');
  return await Promise.all(
    [...first, ...others].map(async file => ({
      name: file.replace('.graphql', ''),
      document: await readFile(new URL(file, OPERATIONS), 'utf8'),
    })),
  );
}
