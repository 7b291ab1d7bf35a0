/** Differences that somebody has looked at and lets stand, so that what is left asks for work. */
import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Drift, DriftKind } from './drift.ts';

/** As `schema/directory/known-drift.yaml` has it. */
export interface KnownDrift {
  readonly platform: PlatformCode;
  readonly code: string;
  readonly kind: DriftKind;
  /** What the platform said then, as `seenOf` says it. */
  readonly seen: string;
  readonly reason: string;
}

/** What a platform says, in short: where it comes to say another thing, the drift is another one. */
export function seenOf({ kind, name, row, successors, difference }: Drift): string {
  switch (kind) {
    case 'NEW':
      return name ?? 'no name';
    case 'RENAMED':
      return difference!.there;
    case 'ATTRIBUTE':
      return `${difference!.of} ${difference!.there}`;
    case 'RETIRED':
      return row?.changedAt?.slice(0, 10) ?? 'ended';
    case 'MISSING':
      return 'none';
    case 'RECODED':
    case 'SPLIT':
      return successors.map(({ code }) => code).join(' ');
    default:
      return kind satisfies never;
  }
}

export interface Sorted {
  /** Those that nobody has let stand. */
  readonly open: readonly Drift[];
  readonly known: readonly { drift: Drift; reason: string }[];
  /** What was let stand and is no more, or is another thing now. */
  readonly stale: readonly KnownDrift[];
}

/** The drifts of one platform, held against what is known of it. */
export function sortedOut(
  drifts: readonly Drift[],
  platform: PlatformCode,
  allKnown: readonly KnownDrift[],
): Sorted {
  const ofPlatform = allKnown.filter(one => one.platform === platform);
  const open: Drift[] = [];
  const known: { drift: Drift; reason: string }[] = [];
  const found = new Set<KnownDrift>();
  for (const drift of drifts) {
    const seen = seenOf(drift);
    const one = ofPlatform.find(
      each => each.kind === drift.kind && each.code === drift.code && each.seen === seen,
    );
    if (one) {
      found.add(one);
      known.push({ drift, reason: one.reason });
    } else open.push(drift);
  }
  return { open, known, stale: ofPlatform.filter(one => !found.has(one)) };
}
