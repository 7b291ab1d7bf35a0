/** Changes of records while the platforms are served: told by the platform as a change, or silently. */
import type { CityClue } from './city/record.ts';
import type { DomainClock } from './clock.ts';
import { meant } from './faults/nearest.ts';
import { FaultError } from './faults/order.ts';
import type { GrassrootsEvent } from './grassroots/record.ts';
import { formatCompact, formatLocal, formatRfc3339 } from './local-time.ts';
import type { PlatformName } from './platform.ts';
import type { ProvinceEvent } from './province/record.ts';
import type { Register } from './world/register.ts';
import type { World } from './world/world.ts';

export interface Edit {
  /** The platform's own number; the newest record's where nothing is said. */
  no?: string;
  /** Instead of a number: the how manieth of the newest, from 1. */
  nth?: number;
  /** By the names of the platform's contract; a mark behind the title where nothing is said. */
  set?: Readonly<Record<string, unknown>>;
  /** Whether version and time of change say so too, and with them the change feed and webhooks. */
  announced?: boolean;
}

export interface Edits {
  /** Gives the record's number. @throws FaultError for a record or field that there is not. */
  edit(platform: PlatformName, edit: Edit): string;
  /** Puts every record back as it was. */
  undo(): void;
}

type Row = CityClue | GrassrootsEvent | ProvinceEvent;
type List = Pick<Register<Row, never>, 'at' | 'find' | 'change'>;

export function edits(world: World, clock: DomainClock): Edits {
  const lists = {
    province: world.province.events,
    city: world.city.clues,
    grassroots: world.grassroots.events,
  } as unknown as Record<PlatformName, List>;
  /** The last one first. */
  const before: { platform: PlatformName; no: string; record: Row }[] = [];

  return {
    edit(platform, { no, nth = 1, set = {}, announced = false }) {
      const list = lists[platform];
      const stored = no === undefined ? list.at(nth - 1) : list.find(no);
      if (!stored) {
        const expected = `expected the number of a record on the ${platform} system, such as ${list.at(0)?.no}`;
        const name = no === undefined ? 'nth' : 'no';
        throw new FaultError([{ name, problem: `${expected}, got ${JSON.stringify(no ?? nth)}` }]);
      }
      const { record } = stored;
      const fields = Object.keys(record);
      const strange = Object.keys(set).filter(field => !fields.includes(field));
      if (strange.length > 0) {
        throw new FaultError(
          strange.map(name => ({ name, problem: `the record has no such field; ${meant(name, fields)}` })),
        );
      }
      before.unshift({ platform, no: stored.no, record });
      const changed = Object.keys(set).length > 0 ? set : marked(platform, record);
      list.change(stored.no, row => {
        Object.assign(row, changed, announced && ANNOUNCED[platform](row as never, clock.now() / 1000));
      });
      return stored.no;
    },
    undo() {
      for (const { platform, no, record } of before.splice(0)) {
        lists[platform].change(no, row => {
          Object.assign(row, structuredClone(record));
        });
      }
    },
  };
}

const TITLES: Record<PlatformName, string> = { province: 'eventTitle', city: 'title', grassroots: 'sjbt' };

function marked(platform: PlatformName, record: Row): Record<string, unknown> {
  const title = TITLES[platform];
  return { [title]: `${record[title as keyof Row] ?? ''}（改）` };
}

/** What the platform writes itself when a record is changed. */
const ANNOUNCED: { [Name in PlatformName]: (row: never, seconds: number) => Partial<Row> } = {
  province: ({ version }: ProvinceEvent, seconds) => ({
    version: version + 1,
    updateTime: formatLocal(seconds),
  }),
  city: ({ etag }: CityClue, seconds) => ({
    etag: etag.replace(/"$/, '+1"'),
    updated_at: formatRfc3339(seconds),
  }),
  grassroots: ({ bbh }: GrassrootsEvent, seconds) => ({
    bbh: `${Number(bbh) + 1}`,
    gxsj: formatCompact(seconds),
  }),
};
