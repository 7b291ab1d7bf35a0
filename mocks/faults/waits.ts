/** Faults before a platform answers: it takes its time. */
import { aborted } from '../waiting.ts';
import type { Random } from '../world/random.ts';
import { fault } from './fault.ts';
import { choice, duration, optional } from './parameter.ts';

export const WAITS = {
  latency: fault({
    en: 'Each answer comes late: by a fixed time, by one around it, or now and then by a very long one.',
    zh: '答复变慢：固定、围绕某值波动，或偶尔特别久（长尾）。',
    parameters: {
      ms: duration('how long: all, the middle of them, or for a heavy tail half of them at most', 1000),
      shape: choice('fixed, normal, or heavy-tailed (one in a hundred takes ten times as long)', [
        'fixed',
        'normal',
        'tail',
      ]),
      spread: optional(duration('the standard deviation of normal; a quarter of ms where not said', 0)),
    },
    put: ({ ms, shape, spread }, { random }) => ({
      before: ({ wait }) => wait(DRAWN[shape](ms, spread ?? ms / 4, random)),
    }),
  }),
  timeout: fault({
    en: 'Calls are taken and never answered; when the fault is taken off, those that still wait are.',
    zh: '收下请求但不答复；取消故障后，仍在等待的才得到答复。',
    parameters: {},
    put: (_, { off }) => ({ before: ({ gone }) => aborted(gone, off) }),
  }),
};

const DRAWN: Record<'fixed' | 'normal' | 'tail', (ms: number, spread: number, random: Random) => number> = {
  fixed: ms => ms,
  normal: (ms, spread, random) => Math.max(0, ms + spread * standardNormal(random)),
  // Log-normal with a deviation of 1: e^2.33 is about ten.
  tail: (ms, _, random) => ms * Math.exp(standardNormal(random)),
};

/** Box–Muller. */
const standardNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
