import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from '../../src/upstream/upstream-policy.ts';

/** Each call is sent once and waited for, whatever became of those before: so that a test counts its own. */
export const ONE_TRY: UpstreamPolicy = {
  ...DEFAULT_UPSTREAM_POLICY,
  callMs: 25_000,
  repeats: 0,
  breaker: null,
};
