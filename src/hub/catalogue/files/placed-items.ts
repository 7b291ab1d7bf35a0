/** The matters of a file, each with the place where it stands, and how something is said of a place. */
import type { PlatformName } from '../../../upstream/platform-code.ts';
import type { Words } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import { type PlacedCode, placedCodes } from './check-codes.ts';
import { type EnforcementItem, type MatterFile, SECTIONS, type SupervisionItem } from './matter-file.ts';

export interface NamedMatterFile {
  readonly name: string;
  readonly value: Holed<MatterFile>;
}

export interface PlacedItem {
  readonly file: string;
  readonly item: Holed<SupervisionItem> | Holed<EnforcementItem>;
  readonly path: Path;
}

export function items({ name, value }: NamedMatterFile): PlacedItem[] {
  return SECTIONS.flatMap(section =>
    (value[section] ?? []).flatMap((item, index) =>
      item ? [{ file: name, item, path: [section, index] }] : [],
    ),
  );
}

export function codesOf({ file, item, path }: PlacedItem, platform: PlatformName): PlacedCode[] {
  return placedCodes(item.codes?.[platform], { file, path: [...path, 'codes', platform], of: item.code });
}

export function wrong(file: string, path: Path, value: string | null, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
