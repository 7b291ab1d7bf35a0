import { describe, expect, it } from '@jest/globals';
import { Pulse } from '../../src/upstream/pulse.ts';
import { handClock } from '../clock.ts';

const MINUTE = 60_000;

/** A platform whose clock goes `aheadMs` before ours, and which a test may take down. */
function platform(aheadMs: number) {
  const clock = handClock();
  const state = { down: false, asked: 0, aheadMs, lastSignal: new AbortController().signal };
  const pulse = new Pulse(async signal => {
    state.asked++;
    state.lastSignal = signal;
    if (state.down) throw new Error('no answer');
    return clock.now() + state.aheadMs;
  }, clock);
  return { clock, state, pulse };
}

/** Lets what was begun by the clock come to its end. */
const settled = () => new Promise(setImmediate);

describe('the pulse of a platform', () => {
  it('knows neither health nor clock before it was asked', () => {
    const { pulse } = platform(0);
    expect(pulse.health).toEqual({ status: 'UNKNOWN', checkedAt: null });
    expect(pulse.now()).toBeNull();
  });

  it('learns the platform’s clock, which then goes on with ours', async () => {
    const { pulse, clock } = platform(-3 * MINUTE);
    await pulse.check();
    expect(pulse.now()).toBe(clock.now() - 3 * MINUTE);
    clock.advance(5_000);
    expect(pulse.now()).toBe(clock.now() - 3 * MINUTE);
  });

  it('says when it asked, by our clock', async () => {
    const { pulse, clock } = platform(MINUTE);
    clock.advance(1_234);
    await pulse.check();
    expect(pulse.health).toEqual({ status: 'UP', checkedAt: clock.now() });
  });

  it('says that the platform is down, and keeps its clock going', async () => {
    const { pulse, clock, state } = platform(MINUTE);
    await pulse.check();
    state.down = true;
    clock.advance(10_000);
    await pulse.check();
    expect(pulse.health).toEqual({ status: 'DOWN', checkedAt: clock.now() });
    expect(pulse.now()).toBe(clock.now() + MINUTE);
  });

  it('has no clock of a platform that was never up', async () => {
    const { pulse, state } = platform(MINUTE);
    state.down = true;
    await pulse.check();
    expect(pulse.now()).toBeNull();
  });

  it('comes up again with the platform, and learns its clock anew', async () => {
    const { pulse, clock, state } = platform(0);
    state.down = true;
    await pulse.check();
    Object.assign(state, { down: false, aheadMs: 7_000 });
    await pulse.check();
    expect([pulse.health.status, pulse.now()]).toEqual(['UP', clock.now() + 7_000]);
  });

  it('has two seconds’ patience with each asking', async () => {
    const { pulse, clock, state } = platform(0);
    await pulse.check();
    clock.advance(1_999);
    expect(state.lastSignal.aborted).toBe(false);
    clock.advance(1);
    expect(state.lastSignal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is down when the patience ends', async () => {
    const clock = handClock();
    const pulse = new Pulse(
      signal =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      clock,
    );
    const checked = pulse.check();
    clock.advance(2_000);
    await checked;
    expect(pulse.health.status).toBe('DOWN');
  });

  it('asks at once when it starts, then every ten seconds until it is disposed', async () => {
    const { pulse, clock, state } = platform(0);
    {
      using beating = pulse;
      await beating.start();
      expect(state.asked).toBe(1);
      clock.advance(9_999);
      expect(state.asked).toBe(1);
      clock.advance(1);
      expect(state.asked).toBe(2);
      clock.advance(30_000);
      await settled();
      expect(state.asked).toBe(5);
    }
    clock.advance(60_000);
    expect(state.asked).toBe(5);
  });

  it('starts though the platform is down', async () => {
    const { pulse, state } = platform(0);
    state.down = true;
    using beating = pulse;
    await beating.start();
    expect(pulse.health.status).toBe('DOWN');
  });
});
