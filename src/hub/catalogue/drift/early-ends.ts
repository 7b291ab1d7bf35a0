import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Catalogue, Matter } from '../catalogue.ts';
import type { DirectoryItem } from './directory-item.ts';

/** A code that the platform ended later than the catalogue: events between the two days have no matter. */
export interface EarlyEnd {
  readonly row: DirectoryItem;
  /** Those that have it until the day. */
  readonly matters: readonly Matter[];
  /** The first day on which it stands for nothing in the catalogue. */
  readonly here: string;
  /** The day on which the platform ended it. Its last hours may be within it, so an end on this very day is none too early. */
  readonly there: string;
}

/** In the order of the matters; what the platform has ended without saying when is passed over. */
export function earlyEnds(
  platform: PlatformCode,
  rows: ReadonlyMap<string, DirectoryItem>,
  catalogue: Catalogue,
): EarlyEnd[] {
  const codes = new Set(catalogue.matters.flatMap(matter => matter.codes[platform].map(({ code }) => code)));
  return [...codes].flatMap((code): EarlyEnd[] => {
    const row = rows.get(code);
    const there = row && endedOn(row);
    if (!there) return [];
    const having = catalogue.mattersByCode(platform, code);
    const ends = having.flatMap(({ codes }) =>
      codes[platform].flatMap(one => (one.code === code ? [one.to] : [])),
    );
    const here = ends.includes(null) ? null : ends.toSorted().at(-1)!;
    if (here === null || here >= there) return [];
    const matters = having.filter(({ codes }) =>
      codes[platform].some(one => one.code === code && one.to === here),
    );
    return [{ row, matters, here, there }];
  });
}

/** The day on which the platform ended a row, `2024-07-01`; null where it has not, or does not say when. */
export function endedOn({ live, changedAt }: DirectoryItem): string | null {
  return live ? null : (changedAt?.slice(0, 10) ?? null);
}
