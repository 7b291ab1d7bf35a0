/** How many events would be of another matter, as the platforms count them today. */
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import type { PlatformReader } from '../../hub/platform.ts';
import { askAll, missingOf } from '../../hub/situation/count.ts';
import type { MatterKey } from '../../hub/situation/statistics.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';

export interface Moves {
  /** The most events first. A matter's code, or what an event without one is. */
  moves: { from: string; to: string; count: number }[];
  /** How many events were counted in all. */
  counted: number;
  /** The platforms that answered, and why the others did not: their events are not among them. */
  answered: PlatformCode[];
  missing: UpstreamError[];
}

/** Events that no code decides for one matter. */
export const UNDECIDED = 'UNDECIDED';
export const UNMAPPED = 'UNMAPPED';

/**
 * @param readers of the catalogue as it was
 * @param step is told each platform that has answered, or failed
 */
export async function movesTo(
  next: Catalogue,
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  step: () => void = () => {},
): Promise<Moves> {
  const asked = await askAll(readers, reader => reader.moves(next).finally(step));
  const missed = missingOf(asked);
  const answers = [...asked.values()];
  const groups = answers.flatMap(answer => (answer instanceof UpstreamError ? [] : answer));
  const named = groups.map(({ before, after, count }) => ({
    from: matterNamed(before),
    to: matterNamed(after),
    count,
  }));
  const moved = named.filter(({ from, to }) => from !== to);
  return {
    moves: [...Map.groupBy(moved, ({ from, to }) => `${from} ${to}`).values()]
      .map(([first, ...others]) => ({
        ...first!,
        count: others.reduce((all, { count }) => all + count, first!.count),
      }))
      .sort((a, b) => b.count - a.count || (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
    counted: groups.reduce((all, { count }) => all + count, 0),
    answered: [...asked.keys()].filter(platform => !missed.includes(platform)),
    missing: answers.filter(answer => answer instanceof UpstreamError),
  };
}

function matterNamed({ matter: { matter, candidates } }: MatterKey): string {
  return matter?.code ?? (candidates.length > 0 ? UNDECIDED : UNMAPPED);
}
