/** Merged paging through the API: whatever the filter, page size and inserts, a walk is the naive merge. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventFilter, EventStatus } from '../../client/index.js';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import { STAGE } from '../../src/hub/events/stage.ts';
import { catalogue, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

interface Listed {
  id: string;
  origin: string;
  title: string;
  reportedAt: string;
  status: EventStatus;
  stage: string;
  urgency: string;
  overdue: boolean;
  kind: string | null;
  category: { code: string } | null;
  matter: { code: string } | null;
  region: { code: string };
}

const LISTED =
  'origin title reportedAt status stage urgency overdue kind category { code } matter { code } region { code }';

const COUNTED = `query ($filter: EventFilter, $first: Int, $after: String) {
  events(filter: $filter, first: $first, after: $after) { totalCount pageInfo { endCursor } }
}`;

let hub: Running;
let all: Listed[];
beforeAll(async () => {
  // A world of its own: this file inserts into it. A third of the size keeps hundreds of walks quick.
  hub = await running({ world: createWorld({ events: 500 }) });
  all = (await walk({}, 50)).nodes;
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const walk = (filter: EventFilter, first: number, between?: () => void) =>
  walkEvents(hub, LISTED, { filter, first, ...(between && { between }) });

/** What the filter means, said over the events' own fields: the oracle. */
function matches(filter: EventFilter): (event: Listed) => boolean {
  const from = filter.reportedFrom ? Date.parse(filter.reportedFrom) : Number.NEGATIVE_INFINITY;
  const to = filter.reportedTo ? Date.parse(filter.reportedTo) : Number.POSITIVE_INFINITY;
  return event =>
    (!filter.region || catalogue.isWithin(event.region.code, filter.region)) &&
    (!filter.matter || event.matter?.code === filter.matter) &&
    (!filter.category || event.category?.code === filter.category) &&
    (!filter.kind || event.kind === filter.kind) &&
    (!filter.statuses || (filter.statuses as EventStatus[]).includes(event.status)) &&
    (!filter.stage || event.stage === filter.stage) &&
    (!filter.urgency || event.urgency === filter.urgency) &&
    (!filter.origin || event.origin === filter.origin) &&
    (!filter.overdue || event.overdue) &&
    (!filter.text || event.title.includes(filter.text)) &&
    from <= Date.parse(event.reportedAt) &&
    Date.parse(event.reportedAt) < to;
}

function inOrder(events: Listed[]): Listed[] {
  return events.toSorted((a, b) =>
    a.reportedAt === b.reportedAt ? (a.id < b.id ? -1 : 1) : a.reportedAt < b.reportedAt ? 1 : -1,
  );
}

const statuses = (Object.keys(STAGE) as EventStatus[]).filter(status => status !== 'UNKNOWN');
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 2 });
const instant = fc
  .integer({
    min: Date.parse('2024-01-01T00:00:00+08:00') / 1000,
    max: Date.parse('2024-07-27T00:00:00+08:00') / 1000,
  })
  .map(second => new Date(second * 1000).toISOString());

const filters: fc.Arbitrary<EventFilter> = fc.record({
  region: maybe(
    fc.constantFrom(...catalogue.regions.filter(({ code }) => code.length === 6).map(({ code }) => code)),
  ),
  matter: fc.option(fc.constantFrom(...catalogue.matters.map(({ code }) => code)), { nil: null, freq: 5 }),
  category: fc.option(fc.constantFrom(...catalogue.categories.map(({ code }) => code)), {
    nil: null,
    freq: 4,
  }),
  kind: maybe(fc.constantFrom('SUPERVISION' as const, 'ENFORCEMENT' as const)),
  statuses: maybe(fc.uniqueArray(fc.constantFrom(...statuses), { minLength: 1, maxLength: 6 })),
  stage: fc.option(fc.constantFrom('INTAKE', 'DISPATCH', 'HANDLING', 'VERIFICATION', 'CLOSURE'), {
    nil: null,
    freq: 5,
  }),
  urgency: fc.option(fc.constantFrom('NORMAL', 'URGENT', 'CRITICAL'), { nil: null, freq: 4 }),
  origin: maybe(fc.constantFrom('GRASSROOTS', 'CITY', 'PROVINCE')),
  reportedFrom: maybe(instant),
  reportedTo: maybe(instant),
  overdue: fc.option(fc.constant(true), { nil: null, freq: 5 }),
  text: fc.option(fc.constantFrom('垃圾', '街道', '乱', '路', '镇', '(', '%'), { nil: null, freq: 4 }),
}) as fc.Arbitrary<EventFilter>;

describe('walking a filtered list', () => {
  it('gives just the events that match, each once, in order, as many as totalCount says', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 50 }), async (filter, size) => {
        const expected = inOrder(all.filter(matches(filter)));
        const { nodes, totals } = await walk(filter, Math.max(size, Math.ceil(expected.length / 12)));
        expect(nodes.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect([...totals]).toEqual([expected.length]);
      }),
      { numRuns: 80 },
    );
  }, 240_000);

  it.each(statuses)('the single status %s is exact', async status => {
    const { nodes } = await walk({ statuses: [status] }, 50);
    expect(nodes).toEqual(inOrder(all.filter(event => event.status === status)));
  });

  it('each category is exact, alone and with a kind', async () => {
    for (const { code: category } of catalogue.categories) {
      for (const kind of [null, 'SUPERVISION', 'ENFORCEMENT'] as const) {
        const filter = { category, kind };
        const { data } = await hub.query(COUNTED, { filter, first: 1 });
        expect({ filter, total: data.events.totalCount }).toEqual({
          filter,
          total: all.filter(matches(filter)).length,
        });
      }
    }
  });
});

describe('walking while events are inserted', () => {
  it('gives each event that was there throughout exactly once, in order', async () => {
    const inserted = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.record({ platform: fc.constantFrom('grassroots', 'city', 'province'), like: fc.nat() }), {
          maxLength: 40,
        }),
        async (size, inserts) => {
          const before = inOrder(all);
          const { nodes } = await walk({}, Math.max(size, 20), () => {
            const insert = inserts.pop();
            if (!insert) return;
            // At the very second of an event that is there: before the cursor, behind it, and at it.
            const reportedAt = new Date(before[insert.like % before.length]!.reportedAt);
            const platform = insert.platform as 'grassroots' | 'city' | 'province';
            inserted.add(`${platform}:${insertEvent(hub.mocks.world, { platform, reportedAt })}`);
          });
          const throughout = nodes.filter(({ id }) => !inserted.has(id));
          expect(throughout.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
          expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
          expect(nodes).toEqual(inOrder(nodes));
        },
      ),
      { numRuns: 20 },
    );
    expect(inserted.size).toBeGreaterThan(50);
  }, 240_000);
});

describe('a cursor', () => {
  it('goes on right after its own edge, wherever in the page that is', async () => {
    const edges =
      'query ($first: Int, $after: String) { events(first: $first, after: $after) { edges { cursor node { id } } } }';
    const { data } = await hub.query(edges, { first: 20 });
    for (const index of [0, 7, 18]) {
      const next = await hub.query(edges, { first: 1, after: data.events.edges[index].cursor });
      expect(next.data.events.edges[0].node).toEqual(data.events.edges[index + 1].node);
    }
  });

  it('of another filter is refused, and so is rubbish', async () => {
    const { data } = await hub.query(COUNTED, { filter: { origin: 'CITY' }, first: 1 });
    const after = data.events.pageInfo.endCursor;
    for (const [variables, message] of [
      [
        { after, filter: null },
        'after: this cursor belongs to another list or filter; start again from the first page',
      ],
      [
        { after: 'rubbish' },
        'after: expected a cursor of this API, got something else; start again from the first page',
      ],
    ] as const) {
      const answer = await hub.query(COUNTED, variables);
      expect(answer.errors).toEqual([
        expect.objectContaining({ message, extensions: expect.objectContaining({ code: 'INVALID_CURSOR' }) }),
      ]);
      expect(answer.status).toBe(200);
      expect(hub.calls()).toEqual({});
    }
  });
});
