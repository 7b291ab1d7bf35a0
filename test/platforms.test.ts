import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { Cache } from '../src/cache/cache.ts';
import { NO_MEMORY } from '../src/cache/policy.ts';
import { openPlatforms } from '../src/platforms.ts';
import { handClock } from './clock.ts';
import { catalogue, DEMO_CREDENTIALS } from './guantong/running.ts';
import { ONE_TRY } from './upstream/one-try.ts';

it('opens nothing more once one could not be opened, so that all that was opened ends with the rest', async () => {
  const clock = handClock();
  const log = pino({ level: 'silent' });
  const cache = new Cache({ clock, policies: NO_MEMORY, maxBytes: 1, shared: null, refreshMs: 0, log });
  const opening = new AsyncDisposableStack();
  const use = jest.spyOn(opening, 'use');
  const wiring = {
    addresses: { province: 'http://127.0.0.1:1/zfjg/api' },
    credentials: DEMO_CREDENTIALS,
    catalogue: () => catalogue,
    cache,
    asking: { clock, policy: ONE_TRY },
  };
  await expect(openPlatforms(['province', 'city'], wiring, opening)).rejects.toThrow(
    new TypeError('expected the address of the platform city, got none'),
  );
  const opened = use.mock.calls.length;
  await opening.disposeAsync();
  await turn();
  expect(use).toHaveBeenCalledTimes(opened);
});
