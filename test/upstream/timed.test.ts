import { expect, it } from '@jest/globals';
import type { Send } from '../../src/upstream/call.ts';
import { timed } from '../../src/upstream/timed.ts';
import { givenUp } from '../../src/upstream/within.ts';
import { handClock } from '../clock.ts';
import { call } from './sending.ts';

/** Never answers, and gives up with the call's signal as the pool does. */
const silent: Send = one =>
  new Promise((_, reject) => one.signal.addEventListener('abort', () => reject(givenUp(one))));

it('ends a call that takes too long, and says after what time', async () => {
  const clock = handClock();
  const answer = timed(2_000, clock)(silent)(call());
  clock.advance(2_000);
  await expect(answer).rejects.toMatchObject({
    code: 'UPSTREAM_TIMEOUT',
    message: 'clues: no answer in 2 s; try again',
    repeatAfterMs: null,
  });
});

it('lets a call have no more time than its caller has', async () => {
  const clock = handClock();
  const answer = timed(2_000, clock)(silent)(call('clues', clock.timeout(500)));
  clock.advance(500);
  await expect(answer).rejects.toMatchObject({ message: 'clues: no answer by the deadline; try again' });
});
