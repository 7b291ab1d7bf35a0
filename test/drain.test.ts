import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { drained } from '../src/drain.ts';
import { handClock } from './clock.ts';

function process(drainMs = 5_000) {
  const told = new EventEmitter();
  const draining = new AbortController();
  const clock = handClock();
  const codes: number[] = [];
  let over = false;
  const log = pino({ level: 'silent' });
  drained({ told, draining, drainMs, clock, log, endNow: code => void codes.push(code) }).then(() => {
    over = true;
  });
  return {
    codes,
    async tell(event: string) {
      told.emit(event);
      await turn();
    },
    async advance(ms: number) {
      clock.advance(ms);
      await turn();
    },
    state: () => ({ draining: draining.signal.aborted, over }),
  };
}

describe.each(['SIGTERM', 'SIGINT'])('at %s', signal => {
  it('a process is draining at once, and listens on for its time', async () => {
    const { tell, advance, state } = process();
    await turn();
    expect(state()).toEqual({ draining: false, over: false });
    await tell(signal);
    await advance(4_999);
    expect(state()).toEqual({ draining: true, over: false });
    await advance(1);
    expect(state()).toEqual({ draining: true, over: true });
  });

  it('a process without such a time stops listening at once', async () => {
    const { tell, state } = process(0);
    await tell(signal);
    expect(state()).toEqual({ draining: true, over: true });
  });
});

it('the same signal again ends it at once, with the code that shells know', async () => {
  const { tell, codes } = process();
  await tell('SIGTERM');
  expect(codes).toEqual([]);
  await tell('SIGTERM');
  expect(codes).toEqual([143]);
});

it('another signal does not: Ctrl-C reaches a whole group, whose parent then ends each by SIGTERM', async () => {
  const { tell, codes } = process();
  await tell('SIGINT');
  await tell('SIGTERM');
  expect(codes).toEqual([]);
});

it('where whoever started it is gone, nobody is waited for', async () => {
  const { tell, state } = process();
  await tell('disconnect');
  expect(state()).toEqual({ draining: true, over: true });
});
