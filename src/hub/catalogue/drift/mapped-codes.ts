import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Catalogue, Matter, MatterKind } from '../catalogue.ts';
import type { Directory } from './directory-item.ts';

/** A code of a platform that the catalogue has. */
export interface MappedCode {
  readonly code: string;
  readonly name: string;
  /** Null where a code is of both. */
  readonly kind: MatterKind | null;
  readonly matters: readonly Matter[];
  /** Whether the catalogue has a list of these codes beside its matters, with names of their own. */
  readonly listed: boolean;
  /** Whether its matter has other codes there too: each may then be a part of it, with a name of its own. */
  readonly part: boolean;
}

/** The codes of a platform that stand for a matter and are not said to end; none where the platform has no such item. */
export function codesOf({ codes }: Matter, platform: PlatformCode): readonly string[] {
  return codes[platform].filter(({ to }) => to === null).map(({ code }) => code);
}

/** In the order of the matters, or of the list. */
export function mappedCodes({ platform, lists }: Directory, catalogue: Catalogue): MappedCode[] {
  if (lists === 'CLASSES') {
    return catalogue.gridClasses.map(({ code, nameZh }) => {
      const matters = catalogue.mattersByCode(platform, code);
      return { code, name: nameZh, kind: null, matters, listed: true, part: false };
    });
  }
  const codes = new Set(catalogue.matters.flatMap(matter => codesOf(matter, platform)));
  return [...codes].map(code => {
    const matters = catalogue.mattersByCode(platform, code);
    const kinds = new Set(matters.map(({ kind }) => kind));
    const kind = kinds.size === 1 ? matters[0]!.kind : null;
    const part = matters.some(matter => codesOf(matter, platform).length > 1);
    return { code, name: matters[0]!.nameZh, kind, matters, listed: false, part };
  });
}
