/** What several checks say in the same words. */
import type { Text } from './text.ts';

/** Why a value does not do, and what to do about it. */
export interface Words {
  readonly problem: Text;
  readonly remedy: Text;
}

export const CORRECT_IT: Text = { en: 'correct it', zh: '请更正' };
export const CORRECT_ONE: Text = { en: 'correct one of the two', zh: '请更正其中一处' };
export const TAKE_ONE_OUT: Text = { en: 'take one of the two out', zh: '请删去其中一处' };
export const WRITE_ONE: Text = { en: 'write one of these', zh: '请改为其中之一' };

export const NO_SUCH_DAY: Words = {
  problem: { en: 'there is no such day', zh: '没有这一天' },
  remedy: CORRECT_IT,
};
export const NO_SUCH_REGION: Words = {
  problem: { en: 'no such region', zh: '没有这个区划' },
  remedy: {
    en: 'look it up in schema/directory/regions.yaml',
    zh: '请在 schema/directory/regions.yaml 中查对',
  },
};

// What hides a colon after a key, whether the parser finds no key in it or takes it for a part of one.
export const CHINESE_COLON: Words = {
  problem: { en: 'the colon after the key is a Chinese one', zh: '键后用了中文冒号' },
  remedy: { en: 'write an English colon and a space', zh: '请改为英文冒号加空格' },
};
export const CHINESE_COMMA: Words = {
  problem: { en: 'a Chinese comma stands between { and } or [ and ]', zh: '{ } 或 [ ] 中用了中文逗号或顿号' },
  remedy: { en: 'write an English comma and a space', zh: '请改为英文逗号加空格' },
};
export const NO_SPACE: Words = {
  problem: { en: 'there is no space after the colon', zh: '冒号后没有空格' },
  remedy: { en: 'write one', zh: '请加一个空格' },
};

export const didYouMean = (meant: string): Text => ({
  en: `did you mean ${meant}?`,
  zh: `是否应为 ${meant}？`,
});

/** One of a list that is short enough to say. */
export const expectedOneOf = (values: readonly string[]): Text => ({
  en: `expected one of ${values.join(', ')}`,
  zh: `应为 ${values.join('、')} 之一`,
});
