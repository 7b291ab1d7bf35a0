/** A matter's code that is probably another's, written by mistake. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Text } from '../text.ts';
import type { Unmapped } from './proposal.ts';

/** A code that stands at a matter, and the other matter that it is of. */
export interface Mistaken {
  readonly code: string;
  readonly of: Matter;
}

/**
 * All open codes of a matter on the platform, where each is also another matter's for the same days and the platform does
 * not call it by this one's name; none where but one is its own. A class is shared as a matter of course.
 */
export function mistakenCodes(
  matter: Matter,
  { platform, lists, items }: Pick<Unmapped, 'platform' | 'lists' | 'items'>,
  catalogue: Catalogue,
): readonly Mistaken[] {
  if (lists === 'CLASSES') return [];
  const open = matter.codes[platform].filter(({ to }) => to === null);
  const mistaken = open.flatMap(({ code, from }): Mistaken[] => {
    if (items.some(item => item.code === code && item.name === matter.nameZh)) return [];
    const of = catalogue
      .mattersByCode(platform, code)
      .find(
        other =>
          other !== matter &&
          other.codes[platform].some(one => one.code === code && (one.to === null || (from ?? '') < one.to)),
      );
    return of ? [{ code, of }] : [];
  });
  return mistaken.length === open.length ? mistaken : [];
}

/** Why it is to be replaced. */
export function mistakenWords({ code, of }: Mistaken): Text {
  return {
    en: `${code}, which it has now, is also the code of ${of.code} and probably mistaken, so it is replaced; where both are meant, say --beside`,
    zh: `现有编码 ${code} 同时是 ${of.code} 的编码，疑似写错编码，故予取代；确需两个事项共用的，请改用 --beside`,
  };
}
