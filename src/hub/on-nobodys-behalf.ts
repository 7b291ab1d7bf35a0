import type { Clock } from '../clock.ts';
import type { Request } from '../request.ts';
import { SourceLog } from '../upstream/source-log.ts';
import type { Tally } from '../upstream/tally.ts';

interface Errand {
  /** What its calls are called in the platforms' logs. */
  id: string;
  clock: Clock;
  tally?: Tally;
  /** Ends all that is under way. */
  ended?: AbortSignal;
  /** How long each call may take, ms; null for as long as every call may. */
  patienceMs: number | null;
  /** @see Request.maxAgeMs */
  maxAgeMs?: number | null;
}

/** A request that no reader of the API waits for. Each call has its own time. */
export function onNobodysBehalf({
  id,
  clock,
  tally,
  ended = new AbortController().signal,
  patienceMs,
  maxAgeMs = null,
}: Errand): Request {
  return {
    id,
    viewer: { kind: 'EVERYONE' },
    clock,
    get signal() {
      return patienceMs === null ? ended : AbortSignal.any([ended, clock.timeout(patienceMs)]);
    },
    sources: new SourceLog(tally),
    trace: null,
    maxAgeMs,
    selects: () => new Set(),
  };
}
