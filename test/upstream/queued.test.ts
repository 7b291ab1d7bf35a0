import { expect, it } from '@jest/globals';
import { queued } from '../../src/upstream/queued.ts';
import { call, listening, REPLY, sending, settled } from './sending.ts';

function platform({ concurrency = 2, queue = 1 } = {}) {
  const { heard, observer } = listening();
  const busy: [number, number][] = [];
  const told = { ...observer, busy: (_: unknown, ...now: [number, number]) => void busy.push(now) };
  const ends: PromiseWithResolvers<typeof REPLY>[] = [1, 2, 3, 4].map(() => Promise.withResolvers());
  const layer = queued({ concurrency, queue }, 'CITY', told);
  const { send, got } = sending(layer, ...ends.map(({ promise }) => promise));
  return { send, got, heard, busy, end: (nth: number) => ends[nth - 1]!.resolve(REPLY) };
}

it('makes so many calls at once, and the next when one of them has ended', async () => {
  const { send, got, end, busy } = platform();
  const answers = [send(call()), send(call()), send(call())];
  expect([got.length, busy.at(-1)]).toEqual([2, [2, 1]]);
  end(1);
  await answers[0];
  await settled();
  expect([got.length, busy.at(-1)]).toEqual([3, [2, 0]]);
  end(2);
  end(3);
  expect(await Promise.all(answers)).toEqual([REPLY, REPLY, REPLY]);
  await settled();
  expect(busy.at(-1)).toEqual([0, 0]);
});

it('refuses at once what would wait behind a full queue', async () => {
  const { send, got, heard } = platform();
  for (const _ of [1, 2, 3]) send(call());
  await expect(send(call())).rejects.toMatchObject({
    code: 'UPSTREAM_OVERLOADED',
    message: 'clues: more is asked of it than it can answer; try again in some seconds',
  });
  expect([got.length, heard]).toEqual([2, ['not sent clues QUEUE']]);
});

it('lets a caller leave the queue, and then does not make its call', async () => {
  const { send, got, end } = platform();
  const leaving = new AbortController();
  const others = [send(call()), send(call())];
  const left = send(call('forums', leaving.signal));
  leaving.abort(new DOMException('the time is up', 'TimeoutError'));
  await expect(left).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  end(1);
  end(2);
  await Promise.all(others);
  await settled();
  expect(got.map(({ name }) => name)).toEqual(['clues', 'clues']);
});

it('tells how many are under way also when a call ends after its caller has left', async () => {
  const { send, end, busy } = platform();
  const leaving = new AbortController();
  const left = send(call('clues', leaving.signal));
  leaving.abort();
  await expect(left).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  expect(busy.at(-1)).toEqual([1, 0]);
  end(1);
  await settled();
  expect(busy.at(-1)).toEqual([0, 0]);
});
