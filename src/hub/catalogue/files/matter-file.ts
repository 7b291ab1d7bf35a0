import type { PlatformName } from '../../../upstream/platform-code.ts';
import type { Procedure } from '../catalogue.ts';

/** `schema/matters/NN-slug.yaml` as `matter-file.schema.json` has it: one category and its matters. */
export interface MatterFile {
  category: { code: string; zh: string; en: string; department: string; note?: string };
  supervision: SupervisionItem[];
  enforcement: EnforcementItem[];
}

/** The two lists of a file. */
export const SECTIONS = ['supervision', 'enforcement'] as const;

export type Section = (typeof SECTIONS)[number];

interface Item {
  code: string;
  zh: string;
  en: string;
  /** The short code of a city bureau; where it is absent, the category's. */
  department?: string;
  basis: string;
  codes?: { [Platform in PlatformName]?: WrittenCodes };
}

/** One code that has always been the item's, or a list of several, in which those are dated that were not always so. */
export type WrittenCodes = string | (string | DatedCode)[];

export interface DatedCode {
  code: string;
  /** The first day, `2024-07-01`. */
  from?: string;
  /** The first day on which it no longer is. */
  to?: string;
}

export interface SupervisionItem extends Item {
  object: string;
  methods: string[];
  frequency: string;
}

export interface EnforcementItem extends Item {
  penalty: { text: string; basis: string; fine?: { min?: number; max?: number }; procedure: Procedure };
  delegable: boolean;
}

/** Whether a file is one that the catalogue reads: `matters/08-urban-gas.yaml`. */
export function isMatterFile(name: string): boolean {
  return /^matters\/[0-9]{2}-[a-z0-9-]+\.yaml$/u.test(name);
}

/** The number that a matter file's name begins with: its category's code. */
export function numberOf(name: string): string {
  return name.slice('matters/'.length, 'matters/'.length + 2);
}
