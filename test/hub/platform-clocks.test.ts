import { expect, it } from '@jest/globals';
import { earliestClock } from '../../src/hub/platform-clocks.ts';
import { Pulse } from '../../src/upstream/pulse.ts';
import { handClock } from '../clock.ts';

const clock = handClock('2024-07-26T10:00:00Z');

/** Platforms whose clocks are so many ms ahead of ours; one that never answered has none. */
async function platforms(...ahead: (number | null)[]) {
  const pulses = ahead.map(
    ms =>
      new Pulse(async () => {
        if (ms === null) throw new Error('down');
        return clock.now() + ms;
      }, clock),
  );
  await Promise.all(pulses.map(pulse => pulse.check()));
  return pulses.map(pulse => ({ pulse }));
}

it.each([[[-60_000, 5_000, 0]], [[5_000, -60_000, 0]], [[5_000, 0, -60_000]]])(
  'of clocks that are %j ms ahead, the platforms’ now is that of the one behind, whichever it is',
  async ahead => {
    expect(earliestClock(await platforms(...ahead))).toBe(clock.now() - 60_000);
  },
);

it('a clock that is not known says nothing, and where none is known there is no now', async () => {
  expect(earliestClock(await platforms(null, 7_000))).toBe(clock.now() + 7_000);
  expect(earliestClock(await platforms(null, null))).toBeNull();
});
