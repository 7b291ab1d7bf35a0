/** What the one on call can see of what gateways share, and do to it. */
import type { Redis } from 'ioredis';
import { UsageError } from '../role.ts';
import { PLATFORM_CODES } from '../upstream/platform-code.ts';
import { type Policies, standing } from './policy.ts';
import type { Keys } from './redis-keys.ts';
import { runOf } from './redis-link.ts';
import { INVALIDATE } from './redis-scripts.ts';
import { EVERYTHING } from './shared.ts';
import { readStored, type Stored } from './stored.ts';
import { told } from './told.ts';

interface Place {
  redis: Redis;
  keys: Keys;
}

/** Of keys that contain what was asked for, so many are listed. */
const MOST_LISTED = 20;

/** How an answer stands, without what it says; or which keys contain `name`. */
export async function inspect(
  name: string,
  { redis, keys, policies, now }: Place & { policies: Policies; now: number },
): Promise<string> {
  const text = await redis.get(keys.answer(name));
  if (text === null) return await listed(name, { redis, keys });
  const stored = readStored(text);
  if (!stored) return `${name}\n  is not of this version's form; it is not given`;
  const tags = await standingTags(stored, { redis, keys });
  const current = tags.every(tag => tag.current) && stored.run === runOf(await redis.info('server'));
  const age = now - stored.askedAt;
  const policy = policies[stored.kind];
  const lines = [
    ['kind', stored.kind],
    ['asked', `${new Date(stored.askedAt).toISOString()}, ${seconds(age)} ago`],
    ['standing', current ? SAID_OF[standing(policy, age, stored.draw)] : 'not given: it was invalidated'],
    ['policy', Object.values(policy).map(seconds).join(' / ')],
    ['size', `${text.length} characters, ${seconds(await redis.pttl(keys.answer(name)))} left in Redis`],
    ...tags.map(({ tag, current }) => [
      'tag',
      `${tag} ${current ? 'is as it was' : 'was invalidated since'}`,
    ]),
  ];
  return [name, ...lines.map(([what = '', is = '']) => `  ${what.padEnd(9)}${is}`)].join('\n');
}

const SAID_OF = {
  FRESH: 'given as FRESH',
  REVALIDATE: 'given as STALE, and asked for again behind the answer',
  IF_ERROR: 'given as STALE, where the platform does not answer',
  DEAD: 'not given: it is too old',
} as const;

/**
 * The tag that is meant.
 *
 * @throws {UsageError} for what cannot be one: nothing would have it, and it would seem to have worked
 */
export function tagFrom(text: string): string {
  const platforms = PLATFORM_CODES.join('|');
  const tag = new RegExp(`^(?:${EVERYTHING}|event:.+|(?:list|stats|directory|platform):(?:${platforms}))$`);
  if (tag.test(text)) return text;
  // Whose answers these would be is in what they say, and not in what was asked; the catalogue's own part of a matter
  // comes from its files, and is mapped onto whatever is remembered.
  if (text.startsWith('matter:'))
    throw new UsageError(
      `"${text}" is no tag: no answer is remembered by its matter, and a changed catalogue is laid over all of them; ` +
        'purge directory:P for the items of a platform, list:P and stats:P for what it lists and counts of a ' +
        'matter, event:ID for an event that has another matter now',
    );
  throw new UsageError(
    `"${text}" is no tag: expected event:ID, list:P, stats:P, directory:P or platform:P with P one of ` +
      `${PLATFORM_CODES.join(', ')}, or ${EVERYTHING}`,
  );
}

/** Invalidates what has the tag, on all gateways. */
export async function purge(tag: string, { redis, keys }: Place): Promise<string> {
  const gateways = await redis.eval(INVALIDATE, 1, keys.tag(tag), keys.channel, told('on call', [tag]));
  return `${tag} is invalidated; ${gateways} gateway${gateways === 1 ? '' : 's'} heard it`;
}

async function standingTags({ tokens }: Stored, { redis, keys }: Place) {
  const tags = Object.keys(tokens);
  const now = await redis.mget(tags.map(keys.tag));
  return tags.map((tag, place) => ({ tag, current: now[place] !== null && now[place] === tokens[tag] }));
}

async function listed(part: string, { redis, keys }: Place): Promise<string> {
  const pattern = `${globbed(keys.answer(''))}*${globbed(part)}*`;
  const found = new Set<string>();
  for await (const some of redis.scanStream({ match: pattern, count: 1_000 })) {
    for (const key of some as string[]) found.add(`  ${key.slice(keys.answer('').length)}`);
    if (found.size > MOST_LISTED) break;
  }
  if (found.size === 0) return `nothing lies under "${part}", nor under a key that contains it`;
  const more = found.size > MOST_LISTED ? ['  … and more'] : [];
  return [
    `nothing lies under "${part}"; keys that contain it:`,
    ...[...found].slice(0, MOST_LISTED),
    ...more,
  ].join('\n');
}

const globbed = (text: string) => text.replace(/[\\*?[\]]/g, '\\$&');

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
