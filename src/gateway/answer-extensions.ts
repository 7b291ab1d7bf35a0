/** What an answer says about itself: where it came from, what could not be read and, on request, what it cost. */
import type { Exchange } from './exchange.ts';

/** An answer names at most this many diagnostics; the rest are counted. */
const MAX_DIAGNOSTICS = 50;

/** The members of `extensions` for this answer; empty where nothing took part. */
export function answerExtensions({ sources, traced, clock }: Exchange): Record<string, unknown> {
  const extensions: Record<string, unknown> = {};
  const bySource = sources.sources();
  if (Object.keys(bySource).length > 0) extensions.sources = bySource;

  const { diagnostics } = sources;
  if (diagnostics.length > 0) extensions.diagnostics = diagnostics.slice(0, MAX_DIAGNOSTICS);
  if (diagnostics.length > MAX_DIAGNOSTICS)
    extensions.diagnosticsOmitted = diagnostics.length - MAX_DIAGNOSTICS;

  if (traced) {
    extensions.trace = {
      calls: sources.calls.map(({ platform, call, ms, failure }) => ({
        platform,
        call,
        ms,
        ...(failure && { code: failure.code }),
      })),
      remembered: [...sources.memories()].map(([platform, answers]) => ({
        platform,
        answers: answers.length,
        stale: answers.filter(({ stale }) => stale).length,
        oldestMs: clock.now() - Math.min(...answers.map(({ askedAt }) => askedAt)),
      })),
    };
  }
  return extensions;
}
