/** What is where in Redis. */
import type { Question } from './entry.ts';
import { EVERYTHING } from './shared.ts';
import { FORM } from './stored.ts';

export const keysUnder = (prefix: string) => ({
  answer: (key: string) => `${prefix}answer${FORM}:${key}`,
  lease: (key: string) => `${prefix}lease${FORM}:${key}`,
  tag: (tag: string) => `${prefix}tag:${tag}`,
  /** Up to where a platform's changes were told. */
  position: (platform: string) => `${prefix}position:${platform}`,
  channel: `${prefix}invalidated`,
});

export type Keys = ReturnType<typeof keysUnder>;

/** The tags of all the questions, each once, and everything in the order in which the scripts take it. */
export function layOut(questions: readonly Question[], keys: Keys) {
  const tags = [...new Set([EVERYTHING, ...questions.flatMap(one => one.tags)])];
  const place = new Map(tags.map((tag, at) => [tag, at + 1]));
  const tagKeys = tags.map(keys.tag);
  return {
    tags,
    tagKeys,
    keys: [...tagKeys, ...questions.flatMap(({ key }) => [keys.answer(key), keys.lease(key)])],
    /** Of each question, the places of its tags, from 1. */
    tagsOf: questions.map(one => [EVERYTHING, ...one.tags].map(tag => place.get(tag)!)),
  };
}
