import { diceCoefficient } from 'dice-coefficient';

/**
 * How alike two Chinese names of items are, from 0 to 1 (Sørensen–Dice). A single character carries meaning, so it
 * counts as well as each pair; what nearly all names share, 对…的处罚 and 对…的监督检查, does not count.
 */
export function similarity(one: string, other: string): number {
  return diceCoefficient(signsOf(one), signsOf(other));
}

/** What a name is about: 对擅自占用公路的处罚 is about 擅自占用公路. */
export const topicOf = (name: string): string =>
  name.replace(/^对(?=.)/u, '').replace(/(?<=.)的(行政处罚|处罚|监督检查|行政检查|检查)$/u, '');

function signsOf(name: string): string[] {
  const characters = [...topicOf(name)].filter(sign => /[\p{L}\p{N}]/u.test(sign));
  return [...characters, ...characters.slice(1).map((sign, at) => characters[at]! + sign)];
}
