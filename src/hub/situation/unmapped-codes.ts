import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { PlatformReader } from '../platform.ts';
import { askAll, missingOf } from './count.ts';
import type { CodeCount } from './statistics.ts';

export interface UnmappedCodes {
  codes: CodeCount[];
  incomplete: PlatformCode[];
}

/**
 * The codes without an equal that the events of every origin carry. One platform's code may be on another's records:
 * its counts are added.
 *
 * @param of only codes of this platform; null for all.
 */
export async function unmappedCodes(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  of: PlatformCode | null,
): Promise<UnmappedCodes> {
  const answers = await askAll(readers, reader => reader.unmappedCodes(of));
  const counts = [...answers.values()].flatMap(answer => (answer instanceof UpstreamError ? [] : answer));
  const byCode = Map.groupBy(counts, ({ platform, kind, code }) => `${platform} ${kind} ${code}`);
  return {
    codes: [...byCode.values()].map(together).sort(mostFrequentFirst),
    incomplete: missingOf(answers),
  };
}

function together(counts: CodeCount[]): CodeCount {
  const first = counts.flatMap(({ firstSeen }) => firstSeen ?? []).sort();
  const last = counts.flatMap(({ lastSeen }) => lastSeen ?? []).sort();
  return {
    ...counts[0]!,
    count: counts.reduce((all, { count }) => all + count, 0),
    firstSeen: first[0] ?? null,
    lastSeen: last.at(-1) ?? null,
  };
}

/** Equally frequent ones by platform, kind and code, so that the order is always the same. */
function mostFrequentFirst(a: CodeCount, b: CodeCount): number {
  if (a.count !== b.count) return b.count - a.count;
  return orderOf(a) < orderOf(b) ? -1 : 1;
}

function orderOf({ platform, kind, code }: CodeCount): string {
  return `${PLATFORM_CODES.indexOf(platform)} ${kind} ${code}`;
}
