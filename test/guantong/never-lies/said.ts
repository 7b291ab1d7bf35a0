/** What an answer says of the changing world, thing by thing, each with the moments at which it was so. */
import { expect } from '@jest/globals';
import { KINDS, type Policies, type Policy } from '../../../src/cache/policy.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import { type ChangingWorld, type Moment, type Name, PLATFORMS } from '../changing-world.ts';
import type { AnyAnswer } from '../running.ts';

const SHORT: Policy = { fresh: 10_000, staleWhileRevalidate: 30_000, staleIfError: 120_000 };
const SHORTER: Policy = { fresh: 5_000, staleWhileRevalidate: 15_000, staleIfError: 60_000 };
export const POLICIES = {
  ...(Object.fromEntries(KINDS.map(kind => [kind, SHORT])) as Policies),
  absence: SHORTER,
};

/** The parts of a query; their sum asks for all of them. */
export const PARTS = { events: 1, lists: 2, figures: 4 };
export const ALL_PARTS = 7;

/** A thing that an answer says, and of what moments it is true. */
export interface Said {
  what: string;
  platform: Name;
  /** The tag under which it is remembered: of an event by its id, else of all that the platform lists or counts. */
  tag: string;
  policy: Policy;
  holds(moment: Moment): boolean;
}

/** The tag of all that a platform lists or counts. */
export const ALL = 'all';

export function queryOf({ subjects }: ChangingWorld, parts: number): string {
  const events = subjects.map(({ number, eventId }) =>
    eventId.endsWith(number)
      ? `${number}: event(id: "${eventId}") { title }`
      : `${number}: event(id: "${eventId}") { city { clue { title } } }`,
  );
  const lists = PLATFORMS.map(
    name =>
      `${name}: events(first: 20, filter: {origin: ${name.toUpperCase()}}) { totalCount incomplete nodes { id title } }`,
  );
  return `{
    ${parts & PARTS.events ? events.join('\n') : ''}
    ${parts & PARTS.lists ? lists.join('\n') : ''}
    ${parts & PARTS.figures ? 'situation { byOrigin { origin figures { total closed } } }' : ''}
  }`;
}

/**
 * All that the answer says; what a platform did not say is not among it, and nothing else is missing.
 *
 * @param mayFail the platforms that need not have answered
 */
export function* saidIn(
  answer: AnyAnswer,
  { subjects }: ChangingWorld,
  parts: number,
  mayFail: ReadonlySet<Name>,
): Generator<Said> {
  const { data, errors } = answer;
  const failed = new Set(
    errors.map(({ path, extensions }) => {
      expect(mayFail).toContain((extensions.platform as PlatformCode).toLowerCase());
      return `${path![0]}`;
    }),
  );
  for (const { platform, number, eventId } of parts & PARTS.events ? subjects : []) {
    if (failed.has(number)) continue;
    const isSection = !eventId.endsWith(number);
    const title: string | null = (isSection ? data[number].city?.clue.title : data[number]?.title) ?? null;
    yield {
      what: `${number} is ${title}`,
      platform,
      tag: eventId,
      policy: title === null ? SHORTER : SHORT,
      holds: ({ titles }) => titles.get(number) === title,
    };
  }
  for (const platform of parts & PARTS.lists ? PLATFORMS : []) {
    const { totalCount, incomplete, nodes } = data[platform];
    if (incomplete.length > 0) {
      expect(mayFail).toContain(platform);
      continue;
    }
    const of = { platform, tag: ALL, policy: SHORT };
    const listed = new Map(nodes.map(({ id, title }: { id: string; title: string }) => [id, title]));
    for (const { number, eventId } of subjects.filter(one => one.eventId === `${platform}:${one.number}`)) {
      const title = listed.get(eventId) ?? null;
      const holds = ({ titles }: Moment) => titles.get(number) === title;
      yield { what: `${number} is listed as ${title}`, ...of, holds };
    }
    yield { what: `${platform} lists ${totalCount}`, ...of, holds: ({ total }) => total === totalCount };
  }
  if (!(parts & PARTS.figures) || failed.has('situation')) return;
  for (const { origin, figures } of data.situation.byOrigin) {
    yield {
      what: `${origin} counts ${figures.total} and ${figures.closed}`,
      platform: origin.toLowerCase() as Name,
      tag: ALL,
      policy: SHORT,
      holds: ({ total, closed }) => total === figures.total && closed === figures.closed,
    };
  }
}
