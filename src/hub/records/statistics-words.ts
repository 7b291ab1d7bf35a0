/** How a platform's statistics tell groups apart, in its words, and what the keys of a group say in ours. */
import type { EventStatus } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Region } from '../catalogue/catalogue.ts';
import type { Dimension, Keys, MatterKey } from '../situation/statistics.ts';
import type { RowFields } from './counted-row.ts';
import type { Fields } from './fields.ts';
import { regionCode } from './region-code.ts';
import { statusCode } from './status-code.ts';

export interface StatisticsWords {
  platform: PlatformCode;
  /** The names of the parts of a row. */
  fields: RowFields;
  /** The platform's dimensions that tell ours apart: one for a matter, or two together. */
  dimensions: {
    counties: string;
    townships: string;
    matter: readonly string[];
    status: string;
    day: string;
  };
  /** The statuses of its contract, those that only groups have too; `UNKNOWN` where nothing is equal to one. */
  statuses: Readonly<Record<string, { status: EventStatus; name: string }>>;
  /** How it writes a day. */
  days: { form: string; parse(text: string): string | null };
  /** What a group's keys say of its events' matter; `day` is one of those that they were reported on. */
  matterOf(keys: Fields, catalogue: Catalogue, day: string | null): MatterKey;
}

/** The platform's dimensions that together tell one of ours; a region's are its counties or, below, its townships. */
export function dimensionsOf(
  { dimensions: { counties, townships, matter, status, day } }: Pick<StatisticsWords, 'dimensions'>,
  by: Dimension,
  region: Region | null,
): readonly string[] {
  switch (by) {
    case 'NONE':
      return [];
    case 'REGION':
      return [region === null || region.level === 'CITY' ? counties : townships];
    case 'MATTER':
      return matter;
    case 'STATUS':
      return [status];
    case 'DAY':
      return [day];
  }
}

/** How a row's keys are read; `day` is one of the days that the row's events were reported on. */
export type KeyReaders = {
  [By in Dimension]: (keys: Fields, catalogue: Catalogue, day: string | null) => Keys[By];
};

export function keyReaders({
  platform,
  dimensions: { counties, townships, status, day },
  statuses,
  days,
  matterOf,
}: Omit<StatisticsWords, 'fields'>): KeyReaders {
  return {
    NONE: () => null,
    REGION: (keys, { region }) =>
      keys.known(keys.says(counties) ? counties : townships, 'a region', code => region(regionCode(code))),
    MATTER: matterOf,
    STATUS: keys => statusCode(keys, platform, status, statuses),
    DAY: keys => keys.parsed(day, days.form, days.parse),
  };
}
