import { describe, expect, it } from '@jest/globals';
import { pausing } from '../../src/upstream/pausing.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { handClock } from '../clock.ts';
import { type Answers, call, failing, listening, REPLY, sending } from './sending.ts';

const MINUTE = 60_000;

function platform(...answers: Answers) {
  const clock = handClock();
  const { heard, observer } = listening();
  return { clock, heard, ...sending(pausing(clock, observer), ...answers) };
}

describe('a platform that asks for a pause', () => {
  it('is sent nothing, by whatever call, until it is over', async () => {
    const { clock, got, heard, send } = platform(failing(5_000, 'UPSTREAM_OVERLOADED'), REPLY);
    await expect(send(call())).rejects.toMatchObject({ repeatAfterMs: 5_000 });
    clock.advance(4_000);
    await expect(send(call('forums'))).rejects.toMatchObject({
      code: 'UPSTREAM_OVERLOADED',
      repeatAfterMs: 1_000,
    });
    expect([got.length, heard]).toEqual([1, ['not sent forums PAUSE']]);
    clock.advance(1_000);
    expect(await send(call('forums'))).toBe(REPLY);
  });

  it('is why the calls end that are not sent, with the reason that it gave', async () => {
    const said = new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'list: it is under maintenance', {
      reason: 'MAINTENANCE',
      repeatAfterMs: 5_000,
    });
    const { send } = platform(said);
    await expect(send(call())).rejects.toBe(said);
    const { code, message, reason } = said;
    await expect(send(call())).rejects.toMatchObject({ code, message, reason });
  });

  it('is tried again after a quarter of an hour, however long a pause it asked for', async () => {
    const { clock, send } = platform(failing(24 * 60 * MINUTE), REPLY);
    await expect(send(call())).rejects.toThrow();
    clock.advance(15 * MINUTE - 1);
    await expect(send(call())).rejects.toThrow();
    clock.advance(1);
    expect(await send(call())).toBe(REPLY);
  });

  it('keeps the longer of two pauses', async () => {
    const { clock, got, send } = platform(failing(10_000), failing(2_000), REPLY);
    await Promise.allSettled([send(call()), send(call())]);
    clock.advance(9_999);
    await expect(send(call())).rejects.toThrow();
    expect(got).toHaveLength(2);
  });

  it('is not paused for ever by a clock that is set back', async () => {
    const { clock, send } = platform(failing(10_000), REPLY);
    await expect(send(call())).rejects.toThrow();
    clock.advance(-3_600_000);
    expect(await send(call())).toBe(REPLY);
  });
});

it('goes on asking a platform whose call failed without asking for a pause', async () => {
  const { got, send } = platform(failing(0), failing(null), REPLY);
  await expect(send(call())).rejects.toThrow();
  await expect(send(call())).rejects.toThrow();
  expect(await send(call())).toBe(REPLY);
  expect(got).toHaveLength(3);
});
