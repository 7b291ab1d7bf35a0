/** The codes without an equal that a platform's events carry. */
import type { CodeKind } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { eras } from '../events/eras.ts';
import { eventFilter } from '../events/event-filter.ts';
import { sum } from '../situation/measures.ts';
import type { CodeCount } from '../situation/statistics.ts';
import type { CountedRows } from './counted-rows.ts';
import type { CarriedCodes, StatisticsWire } from './statistics-wire.ts';
import type { KeyReaders } from './statistics-words.ts';

/** What is looked for: codes of one kind, where they stand, and whether one has an equal. */
interface Sought<Query> extends CarriedCodes<Query> {
  kind: CodeKind;
  isMapped(code: string, day: string | null): boolean;
  /** On which days what a code stands for changes. */
  changeDays: readonly string[];
}

/**
 * Days are asked of unmapped codes alone: every code by every day of all history would be more than an answer may hold
 * (lifecycle, section 7).
 */
export async function unmappedCodes<Query>(
  of: PlatformCode | null,
  wire: StatisticsWire<Query>,
  catalogue: Catalogue,
  rows: CountedRows<Query>,
  dayOf: KeyReaders['DAY'],
): Promise<CodeCount[]> {
  const { platform, dimensions, statuses } = wire.words;
  const statusOf = (code: string) => (Object.hasOwn(statuses, code) ? statuses[code]! : null);

  const sought: Sought<Query>[] = [
    ...wire.codes.map(codes => ({
      ...codes,
      kind: 'MATTER' as const,
      changeDays: catalogue.changeDays(wire.decidedBy),
      isMapped: (code: string, day: string | null) =>
        (codes.later
          ? catalogue.mattersByLaterCode(codes.of, code, day)
          : catalogue.mattersByCode(codes.of, code, day)
        ).length > 0,
    })),
    {
      kind: 'STATUS',
      of: platform,
      dimension: dimensions.status,
      changeDays: [],
      isMapped: code => (statusOf(code)?.status ?? 'UNKNOWN') !== 'UNKNOWN',
      // A status that the contract does not list is no filter of it.
      carrying: query => [query],
    },
  ];

  async function found({ kind, of, dimension, carrying, isMapped, changeDays }: Sought<Query>) {
    const ofEras = await Promise.all(
      eras(eventFilter(null, catalogue), changeDays).map(async era => {
        const all = wire.compile(era.filter, era.day);
        const counted = await rows(all, [dimension], keys => keys.text(dimension));
        // Events under null carry no code.
        const unmapped = counted.filter(({ key }) => key !== null && !isMapped(key, era.day));
        const codes = [...new Set(unmapped.map(({ key }) => key!))];
        if (codes.length === 0) return { unmapped, dated: [] };
        const dated = await rows(
          all.flatMap(query => carrying(query, codes)),
          [dimension, dimensions.day],
          keys => ({ code: keys.text(dimension), day: dayOf(keys, catalogue, era.day) }),
        );
        return { unmapped, dated: dated.filter(({ key }) => key.code !== null && codes.includes(key.code)) };
      }),
    );
    const daysByCode = Map.groupBy(
      ofEras.flatMap(({ dated }) => dated.map(({ key }) => key)),
      ({ code }) => code,
    );
    const byCode = Map.groupBy(
      ofEras.flatMap(({ unmapped }) => unmapped),
      ({ key }) => key!,
    );
    return [...byCode].map(([code, counted]): CodeCount => {
      const days = (daysByCode.get(code) ?? []).flatMap(({ day }) => day ?? []).sort();
      return {
        platform: of,
        code,
        kind,
        name: kind === 'STATUS' ? (statusOf(code)?.name ?? null) : null,
        count: sum(counted.map(({ measures }) => measures)).total,
        firstSeen: days[0] ?? null,
        lastSeen: days.at(-1) ?? null,
      };
    });
  }

  const asked = sought.filter(one => of === null || one.of === of);
  return (await Promise.all(asked.map(found))).flat();
}
