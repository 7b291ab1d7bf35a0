/**
 * The mock world: what the three platforms hold, in the words of their own contracts, and the list of what is
 * planted in it. It is made once from a seed; the three servers only read it.
 */
import type { CityClue, CityForum, CityItem, CityListedDispute } from '../city/record.ts';
import type { GrassrootsEvent, Grid, GridClass } from '../grassroots/record.ts';
import type { ProvinceEvent, ProvinceItem } from '../province/record.ts';

export interface WorldOptions {
  /** Same seed, same world, to the byte. */
  seed: number;
  /** How many events the grid reported (1,659 by default). */
  events: number;
  /** The instant that the data is anchored to; nothing was reported after it. */
  now: Date;
  /** `malformed` adds the records of the contract's scenario of that name. */
  scenario: 'default' | 'malformed';
}

/**
 * A record with the key its platform sorts by: report time (Unix seconds) descending, then own number ascending.
 * The key is the platform's own, so it is right even where the record's printed time is rubbish.
 */
export interface Stored<Record> {
  reportedAt: number;
  no: string;
  /** Made when it is first read, and the same one from then on. */
  readonly record: Record;
}

export interface World {
  options: WorldOptions;
  /** Each list is in its platform's list order. */
  province: { events: Stored<ProvinceEvent>[]; items: ProvinceItem[] };
  city: {
    clues: Stored<CityClue>[];
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
  grassroots: { events: Stored<GrassrootsEvent>[]; classes: GridClass[]; grids: Grid[] };
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

/** The order of every platform's list: report time descending, then own number ascending. */
export const byListOrder = (a: Stored<unknown>, b: Stored<unknown>): number =>
  b.reportedAt - a.reportedAt || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0);
