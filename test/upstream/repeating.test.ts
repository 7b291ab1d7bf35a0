import { describe, expect, it } from '@jest/globals';
import { repeating } from '../../src/upstream/repeating.ts';
import { handClock } from '../clock.ts';
import { type Answers, call, failing, listening, REPLY, sending, settled } from './sending.ts';

function platform(answers: Answers, { repeats = 2, repeatBudget = 10, drawn = 0.5 } = {}) {
  const clock = handClock();
  const { heard, observer } = listening();
  const layer = repeating({ repeats, repeatBudget, clock, observer, random: () => drawn });
  return { clock, heard, ...sending(layer, ...answers) };
}

describe('a call that failed', () => {
  it('is repeated where that may help, after a wait that is drawn and doubles', async () => {
    const { clock, got, heard, send } = platform([failing(0), failing(0), REPLY]);
    const answer = send(call());
    await settled();
    clock.advance(24);
    await settled();
    expect(got).toHaveLength(1);
    clock.advance(1); // Half of 50 ms.
    await settled();
    expect(got).toHaveLength(2);
    clock.advance(49);
    await settled();
    expect(got).toHaveLength(2);
    clock.advance(1);
    expect(await answer).toBe(REPLY);
    expect(heard).toEqual(['repeated clues', 'repeated clues']);
  });

  it('ends with its first error when it was repeated as often as it may', async () => {
    const [first, second, third] = [failing(0), failing(0, 'UPSTREAM_OVERLOADED'), failing(0)];
    const { clock, got, send } = platform([first, second, third]);
    const answer = send(call());
    for (const _ of [1, 2]) {
      await settled();
      clock.advance(100);
    }
    await expect(answer).rejects.toBe(first);
    expect(got).toHaveLength(3);
  });

  it.each([
    ['would fail again', failing(null)],
    ['is none of a platform', new TypeError('ours')],
    ['is to be sent again after longer than a reader waits', failing(1_001)],
  ])('is not repeated where it %s', async (_, error) => {
    const { got, send } = platform([error]);
    await expect(send(call())).rejects.toBe(error);
    expect(got).toHaveLength(1);
  });

  it('waits for as long as the platform asked, and a little more', async () => {
    const { clock, got, send } = platform([failing(1_000, 'UPSTREAM_OVERLOADED'), REPLY]);
    const answer = send(call());
    await settled();
    clock.advance(1_024);
    await settled();
    expect(got).toHaveLength(1);
    clock.advance(1);
    expect(await answer).toBe(REPLY);
  });

  it('is not repeated when its caller goes away meanwhile', async () => {
    const leaving = new AbortController();
    const { got, heard, send } = platform([failing(0)]);
    const answer = send(call('clues', leaving.signal));
    await settled();
    leaving.abort();
    await expect(answer).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect([got.length, heard]).toEqual([1, []]);
  });
});

describe('the budget of a platform', () => {
  it('repeats one call in ten, over a minute', async () => {
    const { clock, got, heard, send } = platform([failing(0)], { repeats: 1, repeatBudget: 0.1, drawn: 0 });
    const calls = async (times: number) => {
      for (let nth = 0; nth < times; nth++) {
        const answer = send(call());
        await settled();
        clock.advance(0);
        await expect(answer).rejects.toThrow();
      }
      return got.length;
    };
    expect(await calls(100)).toBe(110);
    expect(heard.filter(line => line.startsWith('budget'))).toHaveLength(90);
    clock.advance(60_000);
    expect(await calls(20)).toBe(132);
  });

  it('lets one be repeated however few there are', async () => {
    const { clock, got, send } = platform([failing(0), REPLY], { repeatBudget: 0.1, drawn: 0 });
    const answer = send(call());
    await settled();
    clock.advance(0);
    expect(await answer).toBe(REPLY);
    expect(got).toHaveLength(2);
  });
});
