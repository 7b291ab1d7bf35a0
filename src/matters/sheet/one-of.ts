/** A value that a cell names, and what is said of a name that there is not. */
import { similarity } from '../../hub/catalogue/drift/similarity.ts';
import { closest } from '../../hub/files/closest.ts';
import type { Text } from '../text.ts';
import type { Understood } from './words.ts';

/** @param words each value by all its names. */
export function oneOf(word: string, words: ReadonlyMap<string, string>): Understood {
  const value = words.get(word);
  if (value !== undefined) return { value };
  const known = [...words.keys()];
  if (known.length <= 6) return oneOfFew(word, known);
  const slip = closest(word, known);
  return {
    problem: NONE_OF_THIS_NAME,
    remedy: slip ? didYouMean(slip) : oneOfAll(alike(word, known), words),
  };
}

const NONE_OF_THIS_NAME = { en: 'there is none of this name', zh: '没有这个名称' };

const didYouMean = (meant: string): Text => ({ en: `did you mean ${meant}?`, zh: `是否指“${meant}”？` });

function oneOfAll(likely: string | null, words: ReadonlyMap<string, string>): Text {
  const all = listed(words);
  if (likely === null) return { en: `write one of ${all}`, zh: `可填：${all}` };
  const meant = didYouMean(likely);
  return { en: `${meant.en} There are ${all}`, zh: `${meant.zh}可填：${all}` };
}

/** No single sign is a slip of another: × is not 是. */
function oneOfFew(word: string, known: readonly string[]): Understood {
  const meant = word.length > 1 ? closest(word, known) : null;
  return {
    problem: { en: `expected ${known.join(' or ')}`, zh: `应为${known.join('或')}` },
    remedy: meant ? didYouMean(meant) : { en: 'write one of these', zh: '请填其中之一' },
  };
}

/** What people call by a part of its name or by another: 燃气 is 城镇燃气, 住建局 is 建设局. */
function alike(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map(name => ({ name, score: similarity(word, name) }))
    .toSorted((a, b) => b.score - a.score);
  return best && best.score >= LIKELY ? best.name : null;
}

const LIKELY = 0.4;

/** `ZFJ 综合行政执法局`: each value with the shortest of its names. */
const listed = (words: ReadonlyMap<string, string>): string =>
  [...Map.groupBy(words, ([, value]) => value)]
    .map(([value, names]) => {
      const [shortest] = names
        .map(([name]) => name)
        .toSorted((a, b) => a.length - b.length)
        .filter(name => name !== value);
      return `${value} ${shortest ?? ''}`.trim();
    })
    .join('、');
