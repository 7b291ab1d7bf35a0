import type { Mocks } from '../../mocks/start.ts';
import type { HandClock } from '../clock.ts';

/** Each feed's call, and the limit of one that asks for all that is new. */
const CALLS = {
  city: ['GET /changes', '500'],
  grassroots: ['GET /bg/lb', '200'],
  province: ['GET /change/list', '200'],
} as const;
type Name = keyof typeof CALLS;
const NAMES = Object.keys(CALLS) as Name[];

/** How long a gateway waits for a feed, ms. After that it leaves it alone for a while. */
const PATIENCE_MS = 5_000;

/** Lets the time pass until each feed was asked once more for all that is new, and was answered; gives how often. */
export async function feedsAsked(mocks: Mocks, clock: HandClock, everyMs: number): Promise<number> {
  mocks.forget();
  return await passing(
    everyMs,
    async ms => clock.advance(ms),
    () => NAMES.every(platform => asked(mocks, platform).some(({ status }) => status === 200)),
  );
}

/**
 * Lets the time pass until what each feed has to tell by now is told: a gateway does not ask again before that. One that
 * gave up waiting asks again too, but not so soon.
 *
 * @param pass lets so many ms pass
 */
export async function feedsTold(
  mocks: Mocks,
  everyMs: number,
  platforms: readonly Name[],
  pass: (ms: number) => Promise<void>,
): Promise<void> {
  mocks.forget();
  const told = (platform: Name) =>
    asked(mocks, platform).some(
      ({ status, at }, _, calls) =>
        status === 200 && calls.some(again => again.at > at && again.at < at + PATIENCE_MS),
    );
  await passing(everyMs, pass, () => platforms.every(told));
}

const asked = ({ calls }: Mocks, platform: Name) => {
  const [name, limit] = CALLS[platform];
  return calls.filter(({ call, query }) => call === name && query.limit === limit);
};

async function passing(
  everyMs: number,
  pass: (ms: number) => Promise<void>,
  over: () => boolean,
): Promise<number> {
  let times = 0;
  for (let turn = 0; !over(); turn++) {
    // One that was still being read is not asked again at once.
    if (turn % 100 === 0) {
      await pass(everyMs);
      times++;
    }
    await new Promise<void>(resolve => setImmediate(resolve));
  }
  return times;
}
