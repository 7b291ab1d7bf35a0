/** A gateway as it runs in earnest, over mocks with a fault on, on a clock that moves while nothing else does. */
import { setTimeout as realTime } from 'node:timers/promises';
import type { FaultName } from '../../mocks/faults/table.ts';
import { ofEach, type PlatformName } from '../../mocks/platform.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { DEFAULT_UPSTREAM_POLICY } from '../../src/upstream/upstream-policy.ts';
import { type HandClock, handClock } from '../clock.ts';
import { type AnyAnswer, defaultWorld, running } from '../guantong/running.ts';

/** How far the clock moves at once, ms, when nothing has happened for so many turns of a millisecond. */
const STEP_MS = 250;
const QUIET_TURNS = 8;
const QUIET_TURNS_OF_HEAVY_WORK = 150;

/** Longer than any pause that a fault of the table leaves behind, ms. */
export const RECOVERY_MS = 61_000;

export interface Asked {
  answer: AnyAnswer;
  /** By the clock, ms. */
  tookMs: number;
  /** The data calls that each platform received. */
  calls: Record<PlatformName, number>;
}

export interface Course extends AsyncDisposable {
  /** @param heavy whether the answer takes the machine more than a moment */
  ask(query: string, heavy?: boolean): Promise<Asked>;
  /** Puts a fault on; disposing of it takes it off. */
  fault(platform: PlatformName, name: FaultName, how: Readonly<Record<string, unknown>>): AsyncDisposable;
  recover(): void;
}

/** The mocks of all courses: they have no memory of a fault that was taken off. */
export async function openMocks() {
  // Signatures and tokens go by the real time, from which this clock starts.
  const clock = handClock(new Date().toISOString());
  return { clock, mocks: await startMocks({ world: defaultWorld, realTime: clock.now, waiting: clock }) };
}

/** A gateway of its own for each fault: what it learns of a platform is not the next one's. */
export async function begin({ clock, mocks }: { clock: HandClock; mocks: Mocks }): Promise<Course> {
  const limits = { deadlineMs: DEFAULT_LIMITS.deadlineMs };
  const hub = await running({ mocks, clock, limits, upstream: DEFAULT_UPSTREAM_POLICY });
  const received = (platform: PlatformName) => mocks.callsOf(platform).length;
  return {
    async ask(query, heavy = false) {
      const before = clock.now();
      const answer = await whileNothingHappens(hub.query(query), mocks, clock, heavy);
      const calls = ofEach(received);
      return { answer, tookMs: clock.now() - before, calls };
    },
    fault: (platform, name, how) => mocks.fault(platform, name, how as never),
    recover: () => clock.advance(RECOVERY_MS),
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

/**
 * Moves the clock on whenever nothing has happened for a while: gateway and mocks share this process, and what can go on
 * without the clock does so within a few turns.
 */
async function whileNothingHappens<Answer>(
  asked: Promise<Answer>,
  { calls }: Mocks,
  clock: HandClock,
  heavy: boolean,
): Promise<Answer> {
  let there = false;
  const end = asked.finally(() => {
    there = true;
  });
  end.catch(() => {});
  const happened = () => calls.reduce((sum, { answeredAt }) => sum + (answeredAt === undefined ? 1 : 2), 0);
  let [last, quiet] = [happened(), 0];
  while (!there) {
    await realTime(1);
    const now = happened();
    quiet = now === last ? quiet + 1 : 0;
    last = now;
    if (quiet < (heavy ? QUIET_TURNS_OF_HEAVY_WORK : QUIET_TURNS)) continue;
    clock.advance(STEP_MS);
    quiet = 0;
  }
  return await end;
}
