import { systemClock } from '../../src/clock.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';

/** A request for tests of what is asked of the province. */
export function asking(signal = new AbortController().signal): Request {
  return {
    id: 'test',
    viewer: { kind: 'EVERYONE' },
    clock: systemClock,
    signal,
    sources: new SourceLog(),
    trace: null,
    maxAgeMs: null,
    selects: () => new Set(),
  };
}
