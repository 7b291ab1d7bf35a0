import type { Context } from '../../context.ts';
import { answerOf } from '../../upstream/answer-of.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { Spine } from '../events/spine.ts';
import type { Comparison } from './comparison.ts';
import type { Testimony } from './testimony.ts';

export interface Heard {
  /** Null where the origin itself did not answer, or no longer knows the event. */
  comparison: Comparison | null;
  /** Who did not answer, and so has no part in the comparison. */
  failed: ReadonlyMap<PlatformCode, UpstreamError>;
}

/** What a comparison needs of a request's context. */
export type Hearing = Pick<Context, 'readers' | 'platforms' | 'timeLimits' | 'discrepancyLagMs'>;

/** Asks all platforms that may know of an event what they state of it; batched with what else is asked of them meanwhile. */
export async function hear(
  event: Spine,
  { readers, platforms, timeLimits, discrepancyLagMs }: Hearing,
): Promise<Heard> {
  const failed = new Map<PlatformCode, UpstreamError>();
  const testimonies = new Map<PlatformCode, Testimony | null>();
  const knowing = [...readers].filter(
    ([code, { refersTo }]) => code === event.origin || refersTo.includes(event.origin),
  );
  const answers = knowing.map(
    async ([code, reader]) => [code, await answerOf(reader.testimony(event))] as const,
  );
  for (const [code, answer] of await Promise.all(answers)) {
    if (answer instanceof UpstreamError) failed.set(code, answer);
    else testimonies.set(code, answer);
  }
  const own = testimonies.get(event.origin);
  testimonies.delete(event.origin);
  const comparison: Comparison | null = own
    ? {
        event,
        own,
        others: testimonies,
        counterparts: new Map([...platforms].map(([code, { counterpart }]) => [code, counterpart])),
        now: code => platforms.get(code)!.pulse.now(),
        calendar: timeLimits.calendar,
        lagMs: discrepancyLagMs,
      }
    : null;
  return { comparison, failed };
}
