import type { PlatformCode } from '../../../upstream/platform-code.ts';
import type { Catalogue, Matter, MatterKind } from '../catalogue.ts';
import type { Directory } from './directory-item.ts';

/** A code of a platform that the catalogue has, as it is on a day. */
export interface MappedCode {
  readonly code: string;
  readonly name: string;
  /** Null where a code is of both. */
  readonly kind: MatterKind | null;
  /** What it stands for on the day, or next; not what it did before. */
  readonly matters: readonly Matter[];
  /** Whether the catalogue has a list of these codes beside its matters, with names of their own. */
  readonly listed: boolean;
  /** Whether its matter has other codes there too: each may then be a part of it, with a name of its own. */
  readonly part: boolean;
  /** Whether the platform should have it: it has begun, and nobody says that it ends. */
  readonly expected: boolean;
}

/** The codes of a platform that stand for a matter and are not said to end; none where the platform has no such item. */
export function codesOf({ codes }: Matter, platform: PlatformCode): readonly string[] {
  return codes[platform].filter(({ to }) => to === null).map(({ code }) => code);
}

/** In the order of the matters, or of the list; those that are over by the day are left out. */
export function mappedCodes({ platform, lists }: Directory, catalogue: Catalogue, day: string): MappedCode[] {
  const all = catalogue.matters.flatMap(({ codes }) => codes[platform]);
  const open = all.filter(({ to }) => to === null || day < to);
  const expected = new Set(
    open.filter(({ from, to }) => to === null && (from ?? '') <= day).map(({ code }) => code),
  );
  if (lists === 'CLASSES') {
    // One that is listed and over goes on meaning what it did for former events; the platform need not have it.
    const ofMatters = new Set(all.map(({ code }) => code));
    return catalogue.gridClasses.map(({ code, nameZh }) => ({
      code,
      name: nameZh,
      kind: null,
      matters: catalogue.mattersByLaterCode(platform, code, day),
      listed: true,
      part: false,
      expected: expected.has(code) || !ofMatters.has(code),
    }));
  }
  return [...new Set(open.map(({ code }) => code))].map(code => {
    const matters = catalogue.mattersByLaterCode(platform, code, day);
    const kinds = new Set(matters.map(({ kind }) => kind));
    const kind = kinds.size === 1 ? matters[0]!.kind : null;
    const part = matters.some(matter => codesOf(matter, platform).length > 1);
    return {
      code,
      name: matters[0]!.nameZh,
      kind,
      matters,
      listed: false,
      part,
      expected: expected.has(code),
    };
  });
}
