import { describe, expect, it } from '@jest/globals';
import { Grant, type Granted } from '../../src/upstream/grant.ts';
import { settled } from './sending.ts';

interface Numbered extends Granted {
  nth: number;
}

/** A platform that grants the first, the second, …: each is renewed from 80 to 100 after it was given. */
function platform() {
  let now = 0;
  const asked: (number | null)[] = [];
  let answer = async (nth: number): Promise<Numbered> => ({ nth, renewAt: now + 80, endsAt: now + 100 });
  const grant = new Grant<Numbered>(
    held => answer(asked.push(held?.nth ?? null)),
    () => now,
  );
  return {
    grant,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
    fails: () => {
      answer = async () => {
        throw new Error('not now');
      };
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = answer;
      answer = async nth => {
        await promise;
        return await before(nth);
      };
      return resolve;
    },
  };
}

describe('what a platform grants', () => {
  it('is asked for once, however many wait for it, and then held', async () => {
    const { grant, asked } = platform();
    const [one, two] = await Promise.all([grant.current(), grant.current()]);
    expect([one.nth, two.nth, (await grant.current()).nth, asked.length]).toEqual([1, 1, 1, 1]);
  });

  it('is renewed ahead of its end, once, while it still serves', async () => {
    const { grant, asked, pass, hold } = platform();
    await grant.current();
    pass(80);
    const go = hold();
    expect((await Promise.all([grant.current(), grant.current()])).map(({ nth }) => nth)).toEqual([1, 1]);
    expect(asked).toEqual([null, 1]);
    go();
    await settled();
    expect((await grant.current()).nth).toBe(2);
  });

  it('still serves when it cannot be renewed, which is tried again five seconds later', async () => {
    const { grant, asked, fails, pass } = platform();
    const first = await grant.current();
    first.endsAt = 20_000;
    fails();
    pass(80);
    for (const ms of [0, 4_999, 1]) {
      pass(ms);
      expect(await grant.current()).toBe(first);
      await settled();
    }
    expect(asked).toHaveLength(3);
  });

  it('is waited for once it has ended, and who waits is told why there is none', async () => {
    const { grant, fails, pass } = platform();
    await grant.current();
    pass(100);
    fails();
    await expect(grant.current()).rejects.toThrow('not now');
  });

  it('is not given again to whom it was refused, and is taken once for all who were', async () => {
    const { grant, asked } = platform();
    const first = await grant.current();
    const renewed = await Promise.all([grant.current(first), grant.current(first)]);
    expect(renewed.map(({ nth }) => nth)).toEqual([2, 2]);
    // Who was refused the first only now gets what the others got.
    expect((await grant.current(first)).nth).toBe(2);
    expect(asked).toEqual([null, 1]);
  });
});
