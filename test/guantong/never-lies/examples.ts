/** Courses that chance takes seldom, each towards one lie. Their gateways do not ask the feeds. */
import { ALL_PARTS } from './said.ts';
import type { RedisStep, Step } from './steps.ts';

const read = (at: number): Step => ({ do: 'read', at, parts: ALL_PARTS, maxAgeS: null });
const change = (tells: number | null): Step => ({ do: 'change', subject: 0, closes: false, tells });
const send = (webhook: number): Step => ({ do: 'send', webhook, to: 0 });
const pass = (ms: number): Step => ({ do: 'pass', ms });
const redis = (what: RedisStep): Step => ({ do: 'redis', what });
/** Of the gateways' connections the last: on it the second hears. */
const ITS_EAR = 3;

/** The same webhook again is acknowledged too, and tells of nothing that came after it. */
const AGAIN = [change(null), send(0), read(0), change(null), send(0), read(0)];

/** The second gateway does not hear of a change, nor that there is nothing to hear. */
const UNHEARD = [redis({ what: 'kill' }), change(null), pass(4_000), read(1)];
/** It hears again, after what it missed. */
const MISSED = [
  redis({ what: 'cut', which: ITS_EAR }),
  change(0),
  redis({ what: 'start', waits: true }),
  pass(4_000),
  read(1),
];
/** Redis comes back as it was before a change was told. */
const SET_BACK = [redis({ what: 'save' }), change(0), redis({ what: 'crash' }), pass(4_000), read(1)];

export const OF_ONE = [AGAIN];
export const OF_TWO = [AGAIN, UNHEARD, MISSED, SET_BACK];
