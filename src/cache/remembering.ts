import { hash } from 'node:crypto';
import type { Request } from '../request.ts';
import type { PlatformCode } from '../upstream/platform-code.ts';
import type { Cache } from './cache.ts';
import type { Kind } from './policy.ts';
import { directoryTag, listTag, platformTag, statisticsTag } from './tags.ts';

/** What an answer of each kind that is one whole is about. */
const TAGS = {
  directory: platform => [directoryTag(platform)],
  list: platform => [listTag(platform)],
  statistics: platform => [statisticsTag(platform)],
} as const satisfies Partial<Record<Kind, (platform: PlatformCode) => string[]>>;

/**
 * Gives a platform's call a memory: the same parameters are the same question, whoever asks. For answers that are one
 * whole; what is asked for many keys at once is remembered key by key where it is matched (`matched-records.ts`).
 */
export const remembering =
  (cache: Cache, platform: PlatformCode) =>
  <Parameters extends unknown[], Answer>(
    kind: keyof typeof TAGS,
    call: string,
    ask: (...asked: [...Parameters, Request]) => Promise<Answer>,
  ) =>
  (...asked: [...Parameters, Request]): Promise<Answer> => {
    const request = asked.at(-1) as Request;
    const parameters = asked.slice(0, -1) as Parameters;
    // A filter may hold a person's name or number, and keys are read by whoever watches Redis: they hold none of it.
    const key = `${platform} ${call} ${hash('sha256', JSON.stringify(parameters), 'base64url')}`;
    const tags = [...TAGS[kind](platform), platformTag(platform)];
    return cache.answer({ key, platform, call, kind, tags }, lead => ask(...parameters, lead), request);
  };
