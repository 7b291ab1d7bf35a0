import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Finding } from '../files/finding.ts';

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
   * The matters that a platform's own code stands for: an item code of the province or the city, a grid class of the
   * grassroots system. Several for a code that matters share, `[]` for one that no mapping knows.
   */
  mattersByCode(platform: PlatformCode, nativeCode: string): readonly Matter[];
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
  /** Its code on each platform; null where the platform has no such item. */
  readonly codes: Readonly<Record<PlatformCode, string | null>>;
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
