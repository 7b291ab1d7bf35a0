import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Finding } from '../files/finding.ts';
import type { KnownDrift } from './drift/known-drift.ts';

/**
 * What the cross-walk knows: the matters with their code on each platform, and the directories they refer to.
 * Read once at start by `loadCatalogue`; nothing in it changes afterwards, so its objects may be compared by identity.
 */
export interface Catalogue {
  /** The lists of categories and matters are constructed; `notice` says so in words fit to show. */
  readonly official: false;
  readonly notice: string;
  /** In order of kind (supervision first), then code. */
  readonly matters: readonly Matter[];
  matter(code: string): Matter | undefined;
  /** In order of code. */
  readonly categories: readonly Category[];
  category(code: string): Category | undefined;
  /** The matters of a category, in order of kind, then code; `[]` for an unknown category. */
  mattersOf(category: string): readonly Matter[];
  /**
   * The matters that a platform's own code stands for on a day: an item code of the province or the city, a grid class
   * of the grassroots system. Several for a code that matters share, `[]` for one that no mapping knows on that day.
   *
   * @param day in the platforms' time, `2024-05-13`: of an event the day that it was reported on. Without one it is all
   *   that the code ever stood for.
   */
  mattersByCode(platform: PlatformCode, nativeCode: string, day?: string | null): readonly Matter[];
  /**
   * The same of a code that was written on the day or after it, as the city's item is written back to an event that was
   * reported before: what it stands for on the day, or else as soon after it as it stands for something.
   */
  mattersByLaterCode(platform: PlatformCode, nativeCode: string, day: string | null): readonly Matter[];
  /** The days on which a code of one of the platforms begins or ceases to stand for a matter; in order, each once. */
  changeDays(platforms: readonly PlatformCode[]): readonly string[];
  /** In order of code: each region before those below it. */
  readonly regions: readonly Region[];
  /** By its six or nine digits; a platform's twelve are cut to these in that platform's mapping. */
  region(code: string): Region | undefined;
  /** The regions directly below, in order of code; `[]` for a township and for an unknown code. */
  children(code: string): readonly Region[];
  parent(code: string): Region | undefined;
  /** Whether a region is another or lies below it; false where either is unknown. */
  isWithin(code: string, ancestor: string): boolean;
  /** The bureaus of city, counties and zone; the townships' teams are in `teams`. */
  readonly departments: readonly Department[];
  /** Each township's own team, in order of the township's code. */
  readonly teams: readonly Department[];
  /** A bureau or a township's team. */
  department(code: string): Department | undefined;
  /** In order of code. */
  readonly gridClasses: readonly GridClass[];
  gridClass(code: string): GridClass | undefined;
  /** Differences from the platforms' directories that are to stay. */
  readonly knownDrift: readonly KnownDrift[];
  /** What an integrator should look at, though it stops nothing. */
  readonly warnings: readonly Finding[];
}

export type MatterKind = 'SUPERVISION' | 'ENFORCEMENT';

/** A matter 事项. */
export interface Matter {
  /** `S-01-001` or `E-01-005`: kind, category, number. */
  readonly code: string;
  readonly kind: MatterKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly category: Category;
  /** The city bureau in charge. */
  readonly department: Department;
  readonly legalBasis: string;
  /** Null for an enforcement item. */
  readonly supervision: Supervision | null;
  /** Null for a supervision item. */
  readonly penalty: Penalty | null;
  /** Whether townships may be given the power; null for a supervision item. */
  readonly delegable: boolean | null;
  /** Its codes on each platform, as the file has them; empty where the platform has no such item. */
  readonly codes: Readonly<Record<PlatformCode, readonly MatterCode[]>>;
}

/** A platform's code of a matter, and the days (Asia/Shanghai) of the events that it counts for. */
export interface MatterCode {
  readonly code: string;
  /** The first day; null for ever before. */
  readonly from: string | null;
  /** The first day on which it does so no more; null for ever after. */
  readonly to: string | null;
}

export interface Supervision {
  readonly object: string;
  readonly methods: readonly string[];
  readonly frequency: string;
}

export interface Penalty {
  readonly text: string;
  readonly basis: string;
  /** Yuan; null where the law gives no fixed sum. */
  readonly fineMin: number | null;
  /** Yuan; null where the law gives no fixed sum. */
  readonly fineMax: number | null;
  readonly procedure: Procedure;
}

export type Procedure = 'SIMPLE' | 'ORDINARY';

/** A category 类别. */
export interface Category {
  /** Two digits. */
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly department: Department;
  readonly note: string | null;
}

export type RegionLevel = 'CITY' | 'COUNTY' | 'FUNCTIONAL_ZONE' | 'SUBDISTRICT' | 'TOWN' | 'TOWNSHIP';

/** A region 行政区划. */
export interface Region {
  /** Six digits, nine for a township. */
  readonly code: string;
  readonly level: RegionLevel;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Null for the city. */
  readonly parent: Region | null;
  /** Degrees, CGCS2000, approximate. */
  readonly longitude: number;
  readonly latitude: number;
}

/** A bureau, or a township's team 部门. */
export interface Department {
  /** The region's code and the kind: `331102ZFJ`, `331102001ZFD`. */
  readonly code: string;
  /** Three letters that the same bureau has in every region. */
  readonly kind: string;
  readonly region: Region;
  readonly nameZh: string;
  /** Null for a township's team. */
  readonly nameEn: string | null;
}

/** A class that grid members report under 网格上报事件类别. */
export interface GridClass {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}
