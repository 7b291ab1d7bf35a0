import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { realWaiting } from '../../mocks/waiting.ts';

it('waits for a part of a millisecond too, as a latency that is drawn and a piece of a slow body do', async () => {
  const signal = realWaiting.timeout(0.4);
  if (!signal.aborted) await once(signal, 'abort');
  expect(signal.aborted).toBe(true);
});
