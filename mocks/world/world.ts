/**
 * The mock world: what the three platforms hold, in the words of their own contracts, and the list of what is
 * planted in it. It is made once from a seed; the three servers only read it, tests may change it (`Register`).
 */
import type { CityClues } from '../city/clues.ts';
import type { CityForum, CityItem, CityListedDispute } from '../city/record.ts';
import type { GrassrootsEvents } from '../grassroots/events.ts';
import type { Grid, GridClass } from '../grassroots/record.ts';
import type { ProvinceEvents } from '../province/events.ts';
import type { ProvinceItem } from '../province/record.ts';

export { byListOrder, type Stored } from './stored.ts';

export interface WorldOptions {
  /** Same seed, same world, to the byte. */
  seed: number;
  /** How many events the grid reported: 1,659 by default, at most a million. */
  events: number;
  /** The instant that the data is anchored to; nothing was reported after it. */
  now: Date;
  /** `malformed` adds the records of the contract's scenario of that name. */
  scenario: 'default' | 'malformed';
}

export interface World {
  options: WorldOptions;
  /** Each list is in its platform's list order. */
  province: { events: ProvinceEvents; items: ProvinceItem[] };
  city: {
    clues: CityClues;
    items: CityItem[];
    departments: { code: string; name: string; region_code: string }[];
    teams: {
      code: string;
      name: string;
      region_code: string;
      officers: { name: string; certificate_no: string }[];
    }[];
    /** Disputes that are about an item alone; those about a clue are on the clue. Made when first asked for. */
    itemDisputes(): CityListedDispute[];
    /** Made when first asked for. */
    forums(): CityForum[];
  };
  grassroots: { events: GrassrootsEvents; classes: GridClass[]; grids: Grid[] };
  planted: Planted[];
}

/** One planted discrepancy or malformed value, for tests that must find exactly these. */
export interface Planted {
  /** A `DiscrepancyKind` of the domain, `UNMAPPED_STATUS` (listed, without an equal), `DIRECTORY`, or `MALFORMED`. */
  kind: string;
  /** The event's id, `grassroots:SJ…`; null where there is no event (a broken reference, a directory row). */
  event: string | null;
  platform: 'province' | 'city' | 'grassroots';
  /** Number of the record that carries it, on `platform`; null for one without a number. */
  record: string | null;
  /** The platform's own name of the field, or the whole record. */
  field: string;
  /** What was planted, in words for a tester. */
  what: string;
}
