import type { TimelineAction } from '../../generated/schema.ts';
import type { StatusChange } from './status-changes.ts';

/**
 * The change that an action made, on a platform that has one code for what waits for verification and for what has
 * passed it: which of the two is in a second field, and that is not in its log. The action tells: what was verified
 * and stays has passed (T25), and only what has passed is closed (T28).
 */
export function passedVerification({ from, to }: StatusChange, action: TimelineAction): StatusChange {
  if (from !== 'PENDING_VERIFICATION') return { from, to };
  if (action === 'VERIFY' && to === from) return { from, to: 'PENDING_CLOSURE' };
  return action === 'CLOSE' ? { from: 'PENDING_CLOSURE', to } : { from, to };
}
