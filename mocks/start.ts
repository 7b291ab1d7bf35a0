/**
 * The testers' front door: the three platforms over real sockets, in one import.
 *
 * ```ts
 * await using mocks = await startMocks({ world });
 * const release = mocks.hold('city');
 * using _ = mocks.fault('province', 'latency', { ms: 500 });
 * ```
 */

import { CallCounts } from './call-counts.ts';
import { cityMock } from './city/handlers.ts';
import { type Clocks, type DomainClock, domainClock, type RealTime, skewed } from './clock.ts';
import { controls } from './control.ts';
import { grassrootsMock } from './grassroots/handlers.ts';
import { FREE_PORTS } from './options.ts';
import type { MockPlatform, PlatformName } from './platform.ts';
import { provinceMock } from './province/handlers.ts';
import type { ReceivedCall } from './received-call.ts';
import { type Served, serve } from './serve.ts';
import { type Tester, tester } from './tester.ts';
import { realWaiting, type Waiting } from './waiting.ts';
import { cityWebhooks, type WebhookOptions, type Webhooks } from './webhooks.ts';
import type { Progress } from './world/create.ts';
import type { World, WorldOptions } from './world/world.ts';

export type { ReceivedCall } from './received-call.ts';

export interface StartOptions extends Partial<WorldOptions> {
  /** A world already made, which several starts may share; the other world options are then not read. */
  world?: World;
  /** Free ports by default. */
  ports?: Record<PlatformName, number>;
  /** Unix milliseconds, for signatures, tokens, cursors and the times of calls; the domain clock runs at its pace. */
  realTime?: RealTime;
  /** How faults wait; the real time by default, a clock that a test moves to have it in hand. */
  waiting?: Waiting;
  /** Told while a world is made. */
  progress?: Progress;
}

export interface Mocks extends AsyncDisposable, Tester {
  /** Base addresses with the base path: `http://127.0.0.1:41001/zfjg/api`. */
  urls: Record<PlatformName, string>;
  world: World;
  /** Every request received, in order of arrival. */
  calls: ReceivedCall[];
  /** Data calls only: no token, health or control calls. */
  callsOf(platform: PlatformName): ReceivedCall[];
  /** Empties `calls`. */
  forget(): void;
  /** Refuses connections and destroys the open ones; the port is kept for `resume`. */
  stop(platform: PlatformName): Promise<void>;
  resume(platform: PlatformName): Promise<void>;
  /**
   * Lets requests wait, unanswered, until the returned function is called or the caller hangs up. Data calls only,
   * unless `which` says otherwise.
   */
  hold(platform: PlatformName, which?: (call: ReceivedCall) => boolean): () => void;
  /** The city's webhooks, for the tester to send, repeat, reorder or lose. */
  webhooks(options: WebhookOptions): Webhooks;
  /** The platforms' own clock, one for the three. */
  clock: DomainClock;
}

/** Serves the three platforms; rejects with `EADDRINUSE` where a port is taken, and then serves none. */
export async function startMocks(options: StartOptions = {}): Promise<Mocks> {
  const {
    world: given,
    ports = FREE_PORTS,
    realTime = Date.now,
    waiting = realWaiting,
    progress,
    ...wished
  } = options;
  const world = given ?? (await makeWorld(wished, progress));
  const clocks: Clocks = { domain: domainClock(world.options.now, realTime), realTime };
  const stopwatch = options.realTime ?? preciseTime;
  const calls: ReceivedCall[] = [];
  const counts = new CallCounts();

  await using starting = new AsyncDisposableStack();
  const control = controls({ tester: () => desk, planted: world.planted, clock: clocks.domain });
  const open = async (mock: (world: World, clocks: Clocks) => MockPlatform): Promise<Served> => {
    const { clocks: own, skew } = skewed(clocks);
    const platform = mock(world, own);
    return starting.use(
      await serve(platform, {
        port: ports[platform.name],
        stopwatch,
        waiting,
        realTime,
        skew,
        onCall(call) {
          calls.push(call);
          counts.add(call);
        },
        control,
      }),
    );
  };
  const served: Record<PlatformName, Served> = {
    province: await open(provinceMock),
    city: await open(cityMock),
    grassroots: await open(grassrootsMock),
  };
  const forget = () => {
    calls.length = 0;
  };
  const desk = tester({ world, clocks, waiting, served, counts, forget });
  const running = starting.move();

  return {
    ...desk,
    urls: { province: served.province.url, city: served.city.url, grassroots: served.grassroots.url },
    world,
    calls,
    callsOf: platform => calls.filter(call => call.platform === platform && call.kind === 'data'),
    forget,
    stop: platform => served[platform].stop(),
    resume: platform => served[platform].resume(),
    hold: (platform, which = call => call.kind === 'data') => served[platform].hold(which),
    webhooks: options => cityWebhooks(world, clocks, options),
    clock: clocks.domain,
    async [Symbol.asyncDispose]() {
      await desk.stopScenario();
      await running.disposeAsync();
    },
  };
}

/** Unix milliseconds with a fraction. */
const preciseTime: RealTime = () => performance.timeOrigin + performance.now();

/** Imported only here: who brings a world does not wait for the making of one. */
async function makeWorld(wished: Partial<WorldOptions>, progress?: Progress): Promise<World> {
  const { createWorld } = await import('./world/create.ts');
  return createWorld(wished, progress);
}
