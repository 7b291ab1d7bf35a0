import type { Clock } from '../clock.ts';
import type { Reply } from './call.ts';

/**
 * How long the answer asks to wait, ms (RFC 9110, section 10.2.3: seconds, or a date by the real clock); null where it
 * does not say so in a way that can be read.
 */
export function retryAfterMs({ headers }: Reply, clock: Clock): number | null {
  const said = String(headers['retry-after'] ?? '').trim();
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1_000;
  // Only a date of the form that the RFC has: `Date.parse` reads nearly anything.
  const at = /^[A-Z][a-z]{2}, \d{2} /.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - clock.now());
}
