/**
 * One count over all platforms: each is asked at once, and one that does not answer is missing, never guessed at.
 */
import { answerOf } from '../../upstream/answer-of.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { PlatformReader } from '../platform.ts';
import type { Counted, Dimension } from './statistics.ts';

/** Where figures came from, and what they lack. */
export interface Provenance {
  platforms: PlatformCode[];
  missing: PlatformCode[];
}

export interface Count<By extends Dimension> extends Provenance {
  groups: (Counted<By> & { origin: PlatformCode })[];
}

/** What each platform said, in the order in which they were asked; an error in the place of what it did not say. */
export type Answers<Value> = ReadonlyMap<PlatformCode, Value | UpstreamError>;

export async function askAll<Value>(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  ask: (reader: PlatformReader) => Promise<Value>,
): Promise<Answers<Value>> {
  const answers = [...readers].map(async ([code, reader]) => [code, await answerOf(ask(reader))] as const);
  return new Map(await Promise.all(answers));
}

/** The platforms that did not answer. */
export function missingOf(answers: Answers<unknown>): PlatformCode[] {
  return [...answers].filter(([, answer]) => answer instanceof UpstreamError).map(([code]) => code);
}

/**
 * Several counts that are read together. A platform that did not answer one of them is missing from all: what it did
 * say would not add up.
 *
 * @param partial whether the platforms that answered will do.
 * @throws UpstreamError of a platform that did not answer, unless the others will do and there is one.
 */
export function together<By extends Dimension>(
  counts: readonly Answers<Counted<By>[]>[],
  partial: boolean,
): Count<By>[] {
  const all = [...counts[0]!.keys()];
  const missing = all.filter(code => counts.some(answers => answers.get(code) instanceof UpstreamError));
  const platforms = all.filter(code => !missing.includes(code));
  if (missing.length > 0 && (!partial || platforms.length === 0)) {
    const errors = counts.map(answers => answers.get(missing[0]!));
    throw errors.find(answer => answer instanceof UpstreamError);
  }
  return counts.map(answers => ({
    groups: [...answers].flatMap(([origin, answer]) =>
      platforms.includes(origin) && !(answer instanceof UpstreamError)
        ? answer.map(group => ({ ...group, origin }))
        : [],
    ),
    platforms,
    missing,
  }));
}
