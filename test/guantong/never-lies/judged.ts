import { expect } from '@jest/globals';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import type { ChangingWorld, Name } from '../changing-world.ts';
import type { AnyAnswer } from '../running.ts';
import type { Said } from './said.ts';

export interface Judgement {
  history: ChangingWorld['history'];
  /** When it was asked for, Unix ms: whatever the answer waited for, it is no older than it had to be then. */
  at: number;
  maxAgeS: number | null;
  /** How many changes of a platform were told when it was asked for, of what is under the tag. */
  told(platform: Name, tag: string): number;
  /** Who hears of nothing gives nothing that was said before this, Unix ms. */
  trustedSince: number;
}

/** Holds all that an answer says against the history: the last moment at which it was so must not be too old. */
export function judge(
  answer: AnyAnswer,
  all: Iterable<Said>,
  { history, at, maxAgeS, told, trustedSince }: Judgement,
): void {
  const asked = calledIn(answer);
  for (const { what, platform, tag, policy, holds } of all) {
    const moments = history[platform];
    const since = (time: number) => moments.findLastIndex(moment => moment.at <= time);
    const { status, asOf } = answer.extensions.sources![platform.toUpperCase()]!;
    const failed = asked.get(platform) === false;
    const allowed = failed ? policy.staleIfError : policy.staleWhileRevalidate;
    const least = {
      policy: since(at - allowed),
      reader: maxAgeS === null ? 0 : since(at - maxAgeS * 1_000),
      fresh: status === 'FRESH' ? since(at - policy.fresh) : 0,
      asOf: asOf === null ? 0 : since(Date.parse(asOf) - 1),
      told: told(platform, tag),
      trust: since(trustedSince),
    };
    const said = moments.findLastIndex(holds);
    const tooOldFor = Object.fromEntries(Object.entries(least).filter(([, index]) => said < index));
    expect({ what, said, tooOldFor }).toEqual({ what, said: expect.any(Number), tooOldFor: {} });
  }
}

/** The platforms that were asked for this very answer, and whether each call to one was answered. */
export function calledIn({ extensions }: AnyAnswer): Map<Name, boolean> {
  const { calls } = extensions.trace as unknown as { calls: { platform: PlatformCode; code?: string }[] };
  const byPlatform = Map.groupBy(calls, ({ platform }) => platform.toLowerCase() as Name);
  return new Map([...byPlatform].map(([name, made]) => [name, made.every(({ code }) => !code)]));
}
