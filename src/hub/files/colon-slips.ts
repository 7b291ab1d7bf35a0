/** What hides a colon after a key, whether the parser finds no key in it or takes it for a part of one. */
export const CHINESE_COLON = {
  problem: 'the colon after the key is a Chinese one',
  remedy: 'write an English colon and a space',
} as const;

export const NO_SPACE = { problem: 'there is no space after the colon', remedy: 'write one' } as const;
