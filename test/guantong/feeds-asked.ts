import type { Mocks } from '../../mocks/start.ts';
import type { HandClock } from '../clock.ts';

/** Each feed's call, and the limit of one that asks for all that is new. */
const CALLS = {
  city: ['GET /changes', '500'],
  grassroots: ['GET /bg/lb', '200'],
  province: ['GET /change/list', '200'],
} as const;

/** Lets the time pass until each feed was asked once more for all that is new, and was answered; gives how often. */
export async function feedsAsked(
  mocks: Mocks,
  clock: HandClock,
  everyMs: number,
  platforms: readonly (keyof typeof CALLS)[] = ['city', 'grassroots', 'province'],
): Promise<number> {
  mocks.forget();
  const answered = (platform: keyof typeof CALLS) => {
    const [call, limit] = CALLS[platform];
    return mocks.calls.some(one => one.call === call && one.query.limit === limit && one.status === 200);
  };
  let times = 0;
  for (let turn = 0; !platforms.every(answered); turn++) {
    // One that was still being read is not asked again at once.
    if (turn % 100 === 0) {
      clock.advance(everyMs);
      times++;
    }
    await new Promise<void>(resolve => setImmediate(resolve));
  }
  return times;
}
