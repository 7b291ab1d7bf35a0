import { systemClock } from '../../src/clock.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';

/** A request whose operation selects these fields of `CitySection`. */
export function asking(fields: string[] = [], signal = new AbortController().signal): Request {
  return {
    id: 'test',
    viewer: { kind: 'EVERYONE' },
    clock: systemClock,
    signal,
    sources: new SourceLog(),
    selects: type => new Set(type === 'CitySection' ? fields : []),
  };
}
