import { parseRfc3339 } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';

/** Reads `<name>_from` and `<name>_to`, both inclusive; what has no time is in no period. */
export function period(query: Parameters, name: string): (time: string | undefined) => boolean {
  const from = query.parsed(`${name}_from`, parseRfc3339, 'RFC 3339 with an offset');
  const to = query.parsed(`${name}_to`, parseRfc3339, 'RFC 3339 with an offset');
  if (from === undefined && to === undefined) return () => true;
  return time => {
    const at = parseRfc3339(time);
    return at !== null && (from ?? at) <= at && at <= (to ?? at);
  };
}
