/**
 * The testers' front door: the platforms over real sockets, in one import.
 *
 * ```ts
 * await using mocks = await startMocks({ world });
 * const release = mocks.hold('city');
 * using _ = mocks.fault('province', 'latency', { ms: 500 });
 * ```
 */

import { CallCounts } from './call-counts.ts';
import { type Clocks, type DomainClock, domainClock, type RealTime, skewed } from './clock.ts';
import { controls } from './control.ts';
import { loadMocks } from './load.ts';
import { ofEach, PLATFORM_NAMES, type PlatformName } from './platform.ts';
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
  /** A free one where none is named. */
  ports?: Partial<Record<PlatformName, number>>;
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
  /** What the platforms are called: `丽水市智慧执法系统`. */
  titles: Record<PlatformName, string>;
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
  /** The platforms' own clock, one for all. */
  clock: DomainClock;
}

/**
 * Serves every platform; rejects with `EADDRINUSE` where a port is taken, and then serves none.
 *
 * @throws NoMockError where a platform has no mock
 */
export async function startMocks(options: StartOptions = {}): Promise<Mocks> {
  const {
    world: given,
    ports = {},
    realTime = Date.now,
    waiting = realWaiting,
    progress,
    ...wished
  } = options;
  const mocks = await loadMocks();
  const world = given ?? (await makeWorld(wished, progress));
  const clocks: Clocks = { domain: domainClock(world.options.now, realTime), realTime };
  const stopwatch = options.realTime ?? preciseTime;
  const calls: ReceivedCall[] = [];
  const counts = new CallCounts();

  await using starting = new AsyncDisposableStack();
  const control = controls({ tester: () => desk, planted: world.planted, clock: clocks.domain });
  const open = async (name: PlatformName): Promise<Served> => {
    const { clocks: own, skew } = skewed(clocks);
    const { title, open } = mocks[name];
    const platform = { name, title, ...open(world, own) };
    return starting.use(
      await serve(platform, {
        port: ports[name] ?? 0,
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
  const served = {} as Record<PlatformName, Served>;
  for (const name of PLATFORM_NAMES) served[name] = await open(name);
  const forget = () => {
    calls.length = 0;
  };
  const desk = tester({ world, clocks, waiting, served, counts, forget });
  const running = starting.move();

  return {
    ...desk,
    urls: ofEach(platform => served[platform].url),
    titles: ofEach(platform => mocks[platform].title),
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
