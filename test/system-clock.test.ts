import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { systemClock } from '../src/clock.ts';

it('waits for a part of a millisecond too, as a wait that is drawn may be', async () => {
  const signal = systemClock.timeout(0.4);
  if (!signal.aborted) await once(signal, 'abort');
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});
