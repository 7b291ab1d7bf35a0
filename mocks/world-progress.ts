import type { Progress } from './world/create.ts';

const QUIET_MS = 1500;
const SAID_EVERY_MS = 10_000;

/** Tells each whole percent of the making once. */
export function inPercent(tell: (percent: number) => void): Progress {
  let told = 0;
  return (done, of) => {
    const percent = Math.floor((100 * done) / of);
    if (percent > told) tell(percent);
    told = percent;
  };
}

/** Says that a world is being made where that takes more than a moment, and how far it is. `now`: milliseconds. */
export function saidWhenSlow(
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  let next = QUIET_MS;
  return (done, of) => {
    const passed = now() - began;
    if (passed < next) return;
    next = passed + SAID_EVERY_MS;
    const percent = Math.floor((100 * done) / of);
    say(`mocks: making a world of ${of.toLocaleString('en')} events, ${percent} % done`);
  };
}
