import { systemClock } from '../src/clock.ts';
import type { Request } from '../src/request.ts';
import { SourceLog } from '../src/upstream/source-log.ts';

/** A request that selects nothing and takes whatever is remembered. */
export const aRequest = (sources = new SourceLog()): Request => ({
  id: 'test',
  viewer: { kind: 'EVERYONE' },
  clock: systemClock,
  signal: new AbortController().signal,
  sources,
  trace: null,
  maxAgeMs: null,
  selects: () => new Set(),
});
