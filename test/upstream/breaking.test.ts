import { describe, expect, it } from '@jest/globals';
import { breaking } from '../../src/upstream/breaking.ts';
import { DEFAULT_UPSTREAM_POLICY } from '../../src/upstream/upstream-policy.ts';
import { handClock } from '../clock.ts';
import { type Answers, call, failing, listening, REPLY, sending } from './sending.ts';

const POLICY = DEFAULT_UPSTREAM_POLICY.breaker;
const DOWN = failing(0);
const times = (count: number, answer: Answers[number]): Answers => Array(count).fill(answer);

function platform(...answers: Answers) {
  const clock = handClock();
  const { heard, observer } = listening();
  const layer = breaking(POLICY, clock, observer, () => 1);
  const { send, got } = sending(layer, ...answers);
  return {
    clock,
    heard,
    got,
    send,
    async ask(count: number, name = 'clues') {
      for (let nth = 0; nth < count; nth++) await send(call(name)).catch(() => {});
    },
  };
}

describe('a kind of call that fails', () => {
  it('is no longer made when half of the last calls failed, and ends at once', async () => {
    const { ask, got, heard, send } = platform(...times(4, REPLY), DOWN);
    await ask(8);
    expect(heard).toEqual([]);
    await ask(1);
    expect([got.length, heard]).toEqual([9, ['clues OPEN']]);
    await expect(send(call())).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      repeatAfterMs: null,
      message: 'clues: it failed too often just now; try again in some seconds',
    });
    expect([got.length, heard.at(-1)]).toEqual([9, 'not sent clues BREAKER']);
  });

  it('is made five times before it is judged', async () => {
    const { ask, got } = platform(DOWN);
    await ask(20);
    expect(got).toHaveLength(5);
  });

  it('holds up no other kind of call', async () => {
    const { ask, got } = platform(DOWN);
    await ask(20);
    await ask(3, 'forums');
    expect(got.map(({ name }) => name).slice(5)).toEqual(['forums', 'forums', 'forums']);
  });

  it('is tried once after the pause, and goes on when the trial ends well', async () => {
    const trial = Promise.withResolvers<typeof REPLY>();
    const { ask, clock, got, heard, send } = platform(...times(5, DOWN), trial.promise, REPLY);
    await ask(5);
    clock.advance(POLICY.pauseMs);
    const tried = send(call());
    await ask(3);
    expect(got).toHaveLength(6);
    trial.resolve(REPLY);
    await tried;
    await ask(3);
    expect(got).toHaveLength(9);
    expect(heard.filter(line => !line.startsWith('not'))).toEqual([
      'clues OPEN',
      'clues HALF_OPEN',
      'clues CLOSED',
    ]);
  });

  it('waits twice as long when the trial fails too, and no longer', async () => {
    const { ask, clock, got } = platform(DOWN);
    await ask(5);
    for (const pauseMs of [5_000, 10_000, 10_000, 10_000]) {
      const before = got.length;
      clock.advance(pauseMs - 1);
      await ask(2);
      expect(got.length).toBe(before);
      clock.advance(1);
      await ask(2);
      expect(got.length).toBe(before + 1);
    }
  });

  it('is tried again when the caller of the trial went away', async () => {
    const { ask, clock, got, send } = platform(DOWN);
    await ask(5);
    clock.advance(POLICY.pauseMs);
    await expect(send(call('clues', AbortSignal.abort()))).rejects.toThrow();
    await ask(1);
    expect(got).toHaveLength(7);
  });
});

describe('what says nothing of whether the platform is there', () => {
  it.each([
    ['an answer that cannot be used', 'UPSTREAM_INVALID_DATA'],
    ['that it is asked too much', 'UPSTREAM_OVERLOADED'],
  ] as const)('%s does not count', async (_, code) => {
    const { ask, got } = platform(failing(null, code));
    await ask(30);
    expect(got).toHaveLength(30);
  });

  it('a caller that went away does not count', async () => {
    const { got, send } = platform(DOWN);
    for (let nth = 0; nth < 30; nth++) await send(call('clues', AbortSignal.abort())).catch(() => {});
    expect(got).toHaveLength(30);
  });

  it('what began before it was known to be down does not end the trial', async () => {
    const slow = Promise.withResolvers<typeof REPLY>();
    const { ask, clock, heard, send } = platform(slow.promise, DOWN);
    const early = send(call());
    await ask(6);
    clock.advance(POLICY.pauseMs);
    slow.resolve(REPLY);
    await early;
    await ask(1);
    expect(heard).toEqual(['clues OPEN', 'not sent clues BREAKER', 'clues HALF_OPEN', 'clues OPEN']);
  });
});
