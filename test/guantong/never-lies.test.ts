/**
 * Whatever happens in whatever order, no answer is older than it may be. The world's own history is the judge: of each
 * thing that an answer says, the last moment at which it was so must not lie before
 *
 *   what its policy, or its reader, allows      (`fresh` where the answer says FRESH)
 *   the `asOf` that the answer states
 *   the last change that was told to the gateway and acknowledged
 *
 * From the last follows that an answer never holds an event's status and a count, or a list, from before and from after
 * a change that was told: all of it is from after.
 */
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import type { Webhook } from '../../mocks/webhooks.ts';
import { KINDS, type Policies, type Policy } from '../../src/cache/policy.ts';
import type { PlatformCode } from '../../src/upstream/platform-code.ts';
import { type HandClock, handClock } from '../clock.ts';
import { ChangingWorld, type Moment, type Name, PLATFORMS, SUBJECTS } from './changing-world.ts';
import { feedsAsked } from './feeds-asked.ts';
import { type AnyAnswer, type Running, running } from './running.ts';

const SHORT: Policy = { fresh: 10_000, staleWhileRevalidate: 30_000, staleIfError: 120_000 };
const SHORTER: Policy = { fresh: 5_000, staleWhileRevalidate: 15_000, staleIfError: 60_000 };
const POLICIES = {
  ...(Object.fromEntries(KINDS.map(kind => [kind, SHORT])) as Policies),
  absence: SHORTER,
};
const FEED_INTERVAL_MS = 2_000;
/** More of them for a longer look. */
const RUNS = Number(process.env.NEVER_LIES_RUNS ?? 15);

type Step =
  | { do: 'read'; parts: number; maxAgeS: number | null }
  | { do: 'change'; subject: number; closes: boolean }
  | { do: 'send' | 'lose'; webhook: number }
  | { do: 'pass'; ms: number }
  | { do: 'stop' | 'resume'; platform: Name }
  | { do: 'poll' | 'restart' };

const PARTS = { events: 1, lists: 2, figures: 4 };

const ofWeight = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });
const is = <Kind extends Step['do']>(kind: Kind) => fc.constant(kind);

const STEP = fc.oneof(
  ofWeight(
    6,
    fc.record({
      do: is('read'),
      parts: fc.oneof(fc.constant(7), fc.integer({ min: 1, max: 7 })),
      maxAgeS: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom(0, 3, 60)),
    }),
  ),
  ofWeight(6, fc.record({ do: is('change'), subject: fc.nat(SUBJECTS - 1), closes: fc.boolean() })),
  ofWeight(
    5,
    fc.record({ do: is('pass'), ms: fc.constantFrom(1_000, 4_000, 11_000, 25_000, 61_000, 119_000) }),
  ),
  ofWeight(2, fc.record({ do: is('send'), webhook: fc.nat(20) })),
  ofWeight(1, fc.record({ do: is('lose'), webhook: fc.nat(20) })),
  ofWeight(2, fc.record({ do: fc.constantFrom('stop', 'resume'), platform: fc.constantFrom(...PLATFORMS) })),
  ofWeight(2, fc.record({ do: fc.constantFrom('poll', 'poll', 'restart') })),
);

it('gives nothing older than its policy, its reader, its asOf or what was told allows, whatever happens', async () => {
  const end = performance.now() + 60_000;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(STEP, { minLength: 20, maxLength: 40 }),
      async (follows, steps) => {
        // What is found late is not made shorter for ever, and a slow machine looks at less.
        if (performance.now() > end) return;
        await using course = await begin(follows);
        for (const one of steps) await course.take(one);
      },
    ),
    { numRuns: RUNS },
  );
}, 120_000);

/** A thing that an answer says, and of what moments it is true. */
interface Said {
  what: string;
  platform: Name;
  /** The tag under which it is remembered: of an event by its id, else of all that the platform lists or counts. */
  tag: string;
  policy: Policy;
  holds(moment: Moment): boolean;
}

/** @param follows whether the gateway asks the feeds, or hears of changes by webhooks alone */
async function begin(follows: boolean) {
  const clock = handClock();
  const told = new ChangingWorld(clock);
  const mocks = await startMocks({ world: told.world, realTime: () => clock.now() });
  let hub = await open(mocks, clock, follows);
  let city = mocks.webhooks({ url: `${hub.url}/webhooks/city` });
  const webhooks: Webhook[] = [];
  const down = new Set<Name>();
  /** That were stopped, and have not answered since: a connection that broke then may be found broken only now. */
  const shaky = new Set<Name>();
  /** How many changes of a platform are known to be told, by tag; by `''` of all. */
  const acknowledged = new Map<string, number>();

  const changesOf = (platform: Name) => told.history[platform].length - 1;
  const acknowledge = (platform: Name, tag: string) =>
    acknowledged.set(`${platform} ${tag}`, changesOf(platform));

  async function send(webhook: Webhook): Promise<void> {
    expect(await city.send(webhook)).toBe(204);
    // What any platform said of the event is under its tag.
    for (const platform of PLATFORMS) for (const id of idsOf(webhook)) acknowledge(platform, id);
    acknowledge('city', 'all');
  }

  async function poll(): Promise<void> {
    const up = PLATFORMS.filter(platform => !down.has(platform));
    const before = up.map(platform => [platform, changesOf(platform)] as const);
    // A feed is not asked again before what it said is told: when it is asked twice, the first is.
    for (let times = 0; times < 2; times++) await feedsAsked(mocks, clock, FEED_INTERVAL_MS, up);
    for (const [platform, changes] of before) acknowledged.set(`${platform} `, changes);
  }

  async function restart(): Promise<void> {
    await hub[Symbol.asyncDispose]();
    hub = await open(mocks, clock, follows);
    shaky.clear();
    city = mocks.webhooks({ url: `${hub.url}/webhooks/city` }); // What is due was taken before this step.
    for (const platform of PLATFORMS) acknowledge(platform, '');
  }

  async function read({ parts, maxAgeS }: Extract<Step, { do: 'read' }>): Promise<void> {
    const age = maxAgeS === null ? {} : { 'cache-control': `max-age=${maxAgeS}` };
    const headers = { 'x-guantong-trace': '1', ...age };
    const answer: AnyAnswer = await hub.query(queryOf(told, parts), {}, headers);
    const now = clock.now();
    const mayFail = new Set([...down, ...shaky]);
    const asked = calledIn(answer);
    for (const [platform, answered] of asked) if (answered && !down.has(platform)) shaky.delete(platform);
    for (const said of saidIn(answer, told, parts, mayFail)) {
      const history = told.history[said.platform];
      const since = (at: number) => history.findLastIndex(moment => moment.at <= at);
      const { status, asOf } = answer.extensions.sources![said.platform.toUpperCase()]!;
      const failed = asked.get(said.platform) === false;
      const allowed = failed ? said.policy.staleIfError : said.policy.staleWhileRevalidate;
      const least = {
        policy: since(now - allowed),
        reader: maxAgeS === null ? 0 : since(now - maxAgeS * 1_000),
        fresh: status === 'FRESH' ? since(now - said.policy.fresh) : 0,
        asOf: asOf === null ? 0 : since(Date.parse(asOf) - 1),
        told: Math.max(...[said.tag, ''].map(tag => acknowledged.get(`${said.platform} ${tag}`) ?? 0)),
      };
      const last = history.findLastIndex(moment => said.holds(moment));
      const tooOld = Object.entries(least).filter(([, index]) => last < index);
      expect({ what: said.what, said: last, tooOldFor: Object.fromEntries(tooOld) }).toEqual({
        what: said.what,
        said: expect.any(Number),
        tooOldFor: {},
      });
    }
  }

  await read({ do: 'read', parts: 7, maxAgeS: null });
  return {
    async take(one: Step): Promise<void> {
      webhooks.push(...city.due());
      const webhook = 'webhook' in one ? webhooks[one.webhook % webhooks.length] : undefined;
      if (one.do === 'read') await read(one);
      if (one.do === 'change') told.change(told.subjects[one.subject]!, one.closes);
      if (one.do === 'send' && webhook) await send(webhook);
      if (one.do === 'lose' && webhook) webhooks.splice(webhooks.indexOf(webhook), 1);
      if (one.do === 'pass') clock.advance(one.ms);
      if (one.do === 'poll' && follows) await poll();
      if (one.do === 'restart') await restart();
      if (one.do === 'stop' || one.do === 'resume') {
        await mocks[one.do](one.platform);
        down[one.do === 'stop' ? 'add' : 'delete'](one.platform);
        if (one.do === 'stop') shaky.add(one.platform);
      }
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await mocks[Symbol.asyncDispose]();
    },
  };
}

/** The platforms that were asked for this very answer, and whether each call to one was answered. */
function calledIn({ extensions }: AnyAnswer): Map<Name, boolean> {
  const { calls } = extensions.trace as unknown as { calls: { platform: PlatformCode; code?: string }[] };
  const byPlatform = Map.groupBy(calls, ({ platform }) => platform.toLowerCase() as Name);
  return new Map([...byPlatform].map(([name, made]) => [name, made.every(({ code }) => !code)]));
}

const open = (mocks: Mocks, clock: HandClock, follows: boolean): Promise<Running> =>
  running({ mocks, clock, policies: POLICIES, feedIntervalMs: follows ? FEED_INTERVAL_MS : null });

const idsOf = ({ clue_no, source }: Webhook): string[] => [
  `city:${clue_no}`,
  ...(source ? [`${source.platform}:${source.no}`] : []),
];

function queryOf({ subjects }: ChangingWorld, parts: number): string {
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

/** All that the answer says; what a platform that is down has not said is not among it, and nothing else is missing. */
function* saidIn(
  { data, errors }: AnyAnswer,
  { subjects }: ChangingWorld,
  parts: number,
  down: ReadonlySet<Name>,
): Generator<Said> {
  const failed = new Set(
    errors.map(({ path, extensions }) => {
      expect(down).toContain((extensions.platform as PlatformCode).toLowerCase());
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
      expect(down).toContain(platform);
      continue;
    }
    const tag = 'all';
    const listed = new Map(nodes.map(({ id, title }: { id: string; title: string }) => [id, title]));
    const own = subjects.filter(subject => subject.eventId === `${platform}:${subject.number}`);
    for (const { number, eventId } of own) {
      const title = listed.get(eventId) ?? null;
      const holds = ({ titles }: Moment) => titles.get(number) === title;
      yield { what: `${number} is listed as ${title}`, platform, tag, policy: SHORT, holds };
    }
    const holds = ({ total }: Moment) => total === totalCount;
    yield { what: `${platform} lists ${totalCount}`, platform, tag, policy: SHORT, holds };
  }
  if (!(parts & PARTS.figures) || failed.has('situation')) return;
  for (const { origin, figures } of data.situation.byOrigin) {
    yield {
      what: `${origin} counts ${figures.total} and ${figures.closed}`,
      platform: origin.toLowerCase() as Name,
      tag: 'all',
      policy: SHORT,
      holds: ({ total, closed }) => total === figures.total && closed === figures.closed,
    };
  }
}
