/** What every fault of a platform may do to an answer: one table, which the compiler completes. */
import type { FaultName } from '../../mocks/faults/table.ts';
import type { UpstreamErrorCode } from '../../src/upstream/upstream-error.ts';
import type { AskedPlatform, Shape } from './shapes.ts';

/**
 * `SERVED`: the answer is whole and right. `UNNOTICED`: the platform leaves something out and nobody can tell; what is
 * there is right. A code: what is the platform's is missing, each place with an error of this code, and the rest is right.
 */
export type Outcome = 'SERVED' | 'UNNOTICED' | UpstreamErrorCode;

export interface Case {
  how: Readonly<Record<string, unknown>>;
  /** Where it differs, by the platform or by the shape of the question. */
  outcome: Outcome | Readonly<Record<AskedPlatform, Outcome>> | Readonly<Record<Shape, Outcome>>;
  /** How many calls more than without the fault the platform may get; one, which the budget always allows. */
  moreCalls?: number;
  /** Takes the machine more than a moment: the clock stands still for longer. */
  heavy?: boolean;
}

/** On which platforms a fault can be put on; else on all. */
export const ONLY_ON: Partial<Record<FaultName, readonly AskedPlatform[]>> = {
  'credentials-expired': ['province', 'city'],
};

const one = (outcome: Case['outcome'], how: Case['how'] = {}, more: Partial<Case> = {}): Case => ({
  how,
  outcome,
  ...more,
});

/** Rows that come twice: records are known by their numbers; counts are not, and none is better than a wrong one. */
const TWICE = { event: 'SERVED', page: 'SERVED', situation: 'UPSTREAM_INVALID_DATA' } as const;

/** The province says its time, and is signed for by that; the grassroots system refuses ours and says nothing. */
const BY_SIGNING = { province: 'SERVED', city: 'SERVED', grassroots: 'UPSTREAM_UNAVAILABLE' } as const;

export const CASES: Readonly<Record<FaultName, readonly Case[]>> = {
  latency: [
    one('SERVED', { ms: 1_000 }),
    one('UPSTREAM_TIMEOUT', { ms: 2_500 }),
    one('SERVED', { ms: 300, shape: 'normal' }),
  ],
  timeout: [one('UPSTREAM_TIMEOUT')],
  status: [
    one('UPSTREAM_UNAVAILABLE', { status: 500 }),
    one('UPSTREAM_UNAVAILABLE', { status: 502 }),
    one('UPSTREAM_UNAVAILABLE', { status: 503, retryAfter: 30 }),
    one('UPSTREAM_UNAVAILABLE', { status: 504 }),
    one('UPSTREAM_UNAVAILABLE', { status: 404 }),
    one('SERVED', { status: 502, times: 1 }),
  ],
  code: [one('UPSTREAM_UNAVAILABLE'), one('SERVED', { times: 1 })],
  throttled: [
    one('UPSTREAM_OVERLOADED', { perSecond: 0 }),
    one('UPSTREAM_OVERLOADED', { perSecond: 0, retryAfter: 30 }),
  ],
  redirect: [one('UPSTREAM_UNAVAILABLE')],
  'credentials-expired': [one('SERVED'), one('SERVED', { which: 'all' })],
  'credentials-revoked': [one('UPSTREAM_UNAVAILABLE')],
  truncated: [
    one('UPSTREAM_UNAVAILABLE'),
    one('UPSTREAM_UNAVAILABLE', { form: 'chunked' }),
    one('SERVED', { times: 1 }),
  ],
  'slow-body': [one('UPSTREAM_TIMEOUT'), one('SERVED', { ms: 500, pieces: 2 })],
  malformed: [one('UPSTREAM_INVALID_DATA')],
  'wrong-type': [one('UPSTREAM_INVALID_DATA')],
  huge: [one('UPSTREAM_INVALID_DATA', { mib: 9 }, { heavy: true })],
  'bad-gzip': [
    one('UPSTREAM_INVALID_DATA', {}, { heavy: true }),
    one('UPSTREAM_INVALID_DATA', { form: 'cut' }, { heavy: true }),
  ],
  'gzip-bomb': [one('UPSTREAM_INVALID_DATA', { mib: 9 }, { heavy: true })],
  'duplicate-rows': [one(TWICE)],
  'missing-rows': [one('UNNOTICED')],
  'reordered-rows': [one('SERVED')],
  reset: [
    one('UPSTREAM_UNAVAILABLE'),
    one('UPSTREAM_UNAVAILABLE', { at: 'body' }),
    one('SERVED', { times: 1 }),
  ],
  refused: [one('UPSTREAM_UNAVAILABLE')],
  'half-open': [one('UPSTREAM_TIMEOUT')],
  'clock-shift': [
    // By the time that the province then tells, the secret in use may have ended too.
    one(BY_SIGNING, {}, { moreCalls: 2 }),
    one(BY_SIGNING, { ms: -900_000 }),
  ],
};

export function outcomeOf({ outcome }: Case, platform: AskedPlatform, shape: Shape): Outcome {
  if (typeof outcome === 'string') return outcome;
  return shape in outcome
    ? (outcome as Record<Shape, Outcome>)[shape]
    : (outcome as Record<AskedPlatform, Outcome>)[platform];
}
