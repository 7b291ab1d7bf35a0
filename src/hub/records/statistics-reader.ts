/**
 * One platform's statistics as one request sees them. What a platform does differently is in its `StatisticsWire`.
 */
import type { Request } from '../../request.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { NotUnderstood } from '../../upstream/tally.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { compiledInEras, eras } from '../events/eras.ts';
import { type EventFilter, eventFilter } from '../events/event-filter.ts';
import type { Dimension, Keys, StatisticsReader } from '../situation/statistics.ts';
import { unmappedCodes } from './carried-codes.ts';
import { countedRows } from './counted-rows.ts';
import type { StatisticsWire } from './statistics-wire.ts';
import { dimensionsOf, keyReaders } from './statistics-words.ts';

export function statisticsReader<Query>(
  wire: StatisticsWire<Query>,
  catalogue: Catalogue,
  request: Request,
): StatisticsReader {
  const { words, call } = wire;
  const rows = countedRows(wire, request);
  const keys = keyReaders(words);
  const changeDays = catalogue.changeDays(wire.decidedBy);
  let names: Promise<ReadonlyMap<string, string>> | undefined;

  /** A count by matter asks each era by itself, since no row says of which it is. */
  function inEras(filter: EventFilter, by: Dimension): { queries: Query[]; day: string | null }[] {
    if (by === 'MATTER')
      return eras(filter, changeDays).map(era => ({
        queries: wire.compile(era.filter, era.day),
        day: era.day,
      }));
    const bound = compiledInEras(filter, changeDays, wire.compile);
    return [{ queries: bound.map(({ query }) => query), day: null }];
  }

  return {
    async statistics(filter, by) {
      const dimensions = dimensionsOf(words, by, filter.region);
      const ofEras = await Promise.all(
        inEras(filter, by).map(({ queries, day }) =>
          rows(queries, dimensions, read => keys[by](read, catalogue, day)),
        ),
      );
      const counted = ofEras.flat();
      for (const { key } of counted) {
        const raw = RAW[by](key);
        if (raw) request.sources.shownRaw(raw.platform, raw.what, raw.code, call);
      }
      return counted;
    },
    unmappedCodes: of => unmappedCodes(of, wire, catalogue, rows, keys.DAY),
    async moves(next) {
      const changes = [...new Set([...changeDays, ...next.changeDays(wire.decidedBy)])].sort();
      const ofEras = eras(eventFilter(null, catalogue), changes).map(async ({ filter, day }) =>
        rows(wire.compile(filter, day), words.dimensions.matter, read => ({
          before: words.matterOf(read, catalogue, day),
          after: words.matterOf(read, next, day),
        })),
      );
      const counted = (await Promise.all(ofEras)).flat();
      return counted.map(({ key, measures }) => ({ ...key, count: measures.total }));
    },
    itemNames() {
      names ??= wire.itemNames();
      return names;
    },
  };
}

interface Raw {
  platform: PlatformCode;
  what: NotUnderstood;
  code: string;
}

/** The code that a group is shown under as it was sent, if it is. */
const RAW: { [By in Dimension]: (key: Keys[By]) => Raw | null } = {
  NONE: () => null,
  REGION: () => null,
  MATTER: ({ unmapped }) => unmapped && { ...unmapped, what: 'UNMAPPED_CODE' },
  STATUS: ({ status, statusRaw }) => (status === 'UNKNOWN' ? { ...statusRaw, what: 'UNKNOWN_STATUS' } : null),
  DAY: () => null,
};
