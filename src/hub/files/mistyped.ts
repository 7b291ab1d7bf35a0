import { didYouMean } from './common-words.ts';
import type { Text } from './text.ts';

/** What is wrong with a text that does not fit its pattern, and what it was probably meant to be, where that can be said. */
export interface Mistyped {
  readonly fault: Text;
  readonly remedy: Text | null;
}

/**
 * The first fault that the eye does not see: a letter for a digit, full width, a small letter, a blank, another dash or
 * none, or a length that nobody counts. Null where it is none of these.
 *
 * @param pattern signs that stand for themselves and sets of them, `^JG-[0-9]{6}$`; of others nothing is said.
 */
export function mistyped(given: string, pattern: string): Mistyped | null {
  const places = placesOf(pattern);
  if (!places) return null;
  const faults: Text[] = [];
  const left = [...given].map((sign, index) => ({ sign, at: index + 1 }));
  const skipBlanks = () => {
    while (left[0] && /\s/u.test(left[0].sign)) faults.push(blank(left.shift()!.at));
  };
  let meant = '';
  for (const [index, place] of places.entries()) {
    skipBlanks();
    const next = left[0];
    const found = next && likenessesOf(next.sign).find(sign => place.set.test(sign));
    if (found !== undefined) {
      if (found !== next!.sign) faults.push(inPlaceOf(next!.sign, found, next!.at));
      left.shift();
    } else if (place.mark !== null) faults.push(without(place.mark, meant));
    else if (!next && faults.length === 0) return { fault: tooShort(places.length - index), remedy: null };
    else return null;
    meant += found ?? place.mark;
  }
  skipBlanks();
  if (left.length > 0) return faults.length > 0 ? null : { fault: tooLong(left.length), remedy: null };
  return { fault: faults[0]!, remedy: didYouMean(meant) };
}

interface Place {
  set: RegExp;
  /** What alone can stand there, where it is neither letter nor digit: people leave it out. */
  mark: string | null;
}

function placesOf(pattern: string): Place[] | null {
  const signs = /^\^(.*)\$$/u.exec(pattern)?.[1] ?? '';
  const tokens = [...signs.matchAll(/(\[[^\]]+\]|[\w-])(?:\{(\d+)\})?/gu)];
  if (tokens.map(([token]) => token).join('') !== signs) return null;
  return tokens.flatMap(([, set, count = '1']) =>
    Array.from({ length: Number(count) }, () => ({
      set: new RegExp(`^${set}$`, 'u'),
      mark: set === '-' ? set : null,
    })),
  );
}

const ALIKE: Record<string, string> = {
  ...{ O: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' },
  ...{ '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B' },
};
const DASHES = /^[\u2010-\u2015\u2212_/.~·]$/u;

/** A sign, and those that it is taken for, the nearest first. */
function likenessesOf(sign: string): string[] {
  const half = sign.normalize('NFKC');
  const large = half.toUpperCase();
  const alike = Object.hasOwn(ALIKE, large) ? [ALIKE[large]!] : [];
  return [sign, half, large, ...alike, ...(DASHES.test(half) ? ['-'] : [])];
}

function inPlaceOf(sign: string, due: string, at: number): Text {
  const half = sign.normalize('NFKC');
  if (half !== sign)
    return { en: `character ${at} is a full-width ${half}`, zh: `第 ${at} 位是全角字符“${sign}”` };
  if (due === '-')
    return { en: `character ${at} is ${sign}, not a hyphen`, zh: `第 ${at} 位是“${sign}”，应为“-”` };
  if (sign.toUpperCase() === due)
    return { en: `character ${at} is a small letter`, zh: `第 ${at} 位是小写字母 ${sign}` };
  return /\d/u.test(due)
    ? {
        en: `character ${at} is the letter ${sign}, not the digit ${due}`,
        zh: `第 ${at} 位是字母 ${sign}，应为数字 ${due}`,
      }
    : {
        en: `character ${at} is the digit ${sign}, not the letter ${due}`,
        zh: `第 ${at} 位是数字 ${sign}，应为字母 ${due}`,
      };
}

const blank = (at: number): Text => ({ en: `character ${at} is a blank`, zh: `第 ${at} 位是空格` });
const without = (mark: string, before: string): Text => ({
  en: `there is no ${mark} behind ${before}`,
  zh: `${before} 后缺少“${mark}”`,
});
const tooShort = (by: number): Text => ({ en: `it is short by ${by}`, zh: `少 ${by} 位` });
const tooLong = (by: number): Text => ({ en: `it is too long by ${by}`, zh: `多 ${by} 位` });
