/** What the city coordinates, over all events: the four documents, disputes and forums. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import type { DisputeFilter, DocumentFilter } from '../../src/generated/schema.ts';
import { type AnyAnswer, catalogue, defaultWorld, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

let hub: Running;
beforeAll(async () => {
  hub = await running();
  // The first call of all fetches tokens and secrets; they are no data calls, but let them be there.
  await hub.query('{ events(first: 1) { totalCount } }');
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const DOCUMENT = `number documentNo kind to { code } content issuedAt dueAt signedAt answeredAt state issuer clueNo`;
const DISPUTE = `disputeNo state parties { code } grounds raisedAt resolvedAt outcome region { code } matter { code } clueNo`;

// biome-ignore lint/suspicious/noExplicitAny: a document or dispute as a test of a query in words reads it
type Any = any;

interface Walk {
  nodes: Any[];
  totals: Set<number>;
  /** Calls of the city's own list, one a page. */
  calls: number;
}

/** Reads a list page by page to its end; no page may have an error, and each is one call of the list. */
async function walk(
  list: 'documents' | 'disputes',
  selection: string,
  { filter = {}, first = 50 }: { filter?: object; first?: number } = {},
): Promise<Walk> {
  const type = list === 'documents' ? 'DocumentFilter' : 'DisputeFilter';
  const page = `query ($filter: ${type}, $first: Int, $after: String) {
    ${list}(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage endCursor }
      edges { cursor node { ${selection} } }
    }
  }`;
  const walked: Walk = { nodes: [], totals: new Set(), calls: 0 };
  for (let after: string | null = null; ; ) {
    const { data, errors }: AnyAnswer = await hub.query(page, { filter, first, after });
    expect(errors).toEqual([]);
    const { edges, pageInfo, totalCount }: Any = data[list];
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor ?? null);
    walked.nodes.push(...edges.map(({ node }: { node: unknown }) => node));
    walked.totals.add(totalCount);
    walked.calls += hub.calls().city?.filter(call => call === `GET /${list}`).length ?? 0;
    if (!pageInfo.hasNextPage) return walked;
    after = pageInfo.endCursor;
  }
}

/** What the sections of all events say, by the event's id. */
let sections: Promise<Map<string, { number: string; documents: object[]; dispute: object | null }>>;
function everySection() {
  sections ??= walkEvents(hub, `city { number documents { ${DOCUMENT} } dispute { ${DISPUTE} } }`).then(
    ({ nodes }) => new Map(nodes.flatMap(({ id, city }) => (city ? [[id, city] as const] : []))),
  );
  return sections;
}

/** Clues that speak for no event: one that another outranks, one whose reference is broken. */
const plantedClues = (kind: string) =>
  new Set(defaultWorld.planted.filter(row => row.kind === kind).map(({ record }) => record));
const byNumber = (a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('the list of documents', () => {
  it('has exactly those of all events, to the letter, each with its event', async () => {
    const { nodes, totals, calls } = await walk('documents', `${DOCUMENT} event { id }`);
    expect([...totals]).toEqual([nodes.length]);
    expect(calls).toBe(Math.ceil(nodes.length / 50));
    expect(nodes.map(({ issuedAt }) => issuedAt)).toEqual(
      nodes
        .map(({ issuedAt }) => issuedAt)
        .toSorted()
        .toReversed(),
    );

    const ofSections = [...(await everySection())].flatMap(([id, { documents }]) =>
      documents.map(document => ({ ...document, event: { id } })),
    );
    const speaking = new Set([...(await everySection()).values()].map(({ number }) => number));
    const theirs = nodes.filter(({ clueNo }) => speaking.has(clueNo));
    expect(theirs.toSorted(byNumber)).toEqual(ofSections.toSorted(byNumber));

    // The rest hangs on clues that speak for no event: their references are broken, or another clue outranks them.
    const rest = nodes.filter(({ clueNo }) => !speaking.has(clueNo));
    expect(rest.length).toBeGreaterThan(0);
    for (const { clueNo, event } of rest) {
      expect([clueNo, plantedClues('BROKEN_REFERENCE').has(clueNo)]).toEqual([clueNo, event === null]);
    }
    expect(theirs.length).toBeGreaterThan(2000);
  }, 60_000);

  it('gives the open supervision orders that are found by walking the events', async () => {
    const filter: DocumentFilter = { kinds: ['SUPERVISION_ORDER'], open: true };
    const { nodes } = await walk('documents', 'number event { id city { supervised } }', { filter });
    const found = [...(await everySection())].flatMap(([id, { documents }]) =>
      (documents as { number: string; kind: string; state: string }[])
        .filter(({ kind, state }) => kind === 'SUPERVISION_ORDER' && /ISSUED|SIGNED/.test(state))
        .map(({ number }) => ({ number, event: { id, city: { supervised: true } } })),
    );
    expect(nodes.toSorted(byNumber)).toEqual(found.toSorted(byNumber));
    expect(found.length).toBeGreaterThan(0);
  });

  it.each<[DocumentFilter, (document: Any) => boolean]>([
    [{ kinds: ['REMINDER', 'RECOMMENDATION'] }, ({ kind }) => ['REMINDER', 'RECOMMENDATION'].includes(kind)],
    [
      { open: true, kinds: ['ASSIGNMENT'] },
      ({ kind, state }) => kind === 'ASSIGNMENT' && /ISSUED|SIGNED/.test(state),
    ],
    [{ department: '331102ZFJ' }, ({ to }) => to.code === '331102ZFJ'],
    [{ region: '331102' }, ({ event }) => event?.city.clue.region.code.startsWith('331102') ?? false],
    [
      { issuedFrom: '2024-06-01T00:00:00+08:00', issuedTo: '2024-06-02T00:00:00+08:00' } as never,
      ({ issuedAt }) => issuedAt.startsWith('2024-06-01'),
    ],
    [{ kinds: [] }, () => false],
  ])(
    'filtered by %j has exactly those that match',
    async (filter, matches) => {
      const selection = `${DOCUMENT} event { city { clue { region { code } } } }`;
      whole ??= walk('documents', selection);
      const expected = (await whole).nodes.filter(matches);
      const { nodes, totals } = await walk('documents', selection, { filter, first: 20 });
      // The region is the clue's own; where the event has none that speaks, only the list can tell.
      const telling = filter.region ? nodes.filter(({ event }) => event !== null) : nodes;
      expect(telling).toEqual(expected);
      expect([...totals]).toEqual([nodes.length]);
      if (filter.kinds?.length !== 0) expect(nodes.length).toBeGreaterThan(0);
    },
    60_000,
  );
  let whole: Promise<Walk> | undefined;

  it('goes on behind any document, not only behind the last of a page', async () => {
    const query =
      'query ($first: Int, $after: String) { documents(first: $first, after: $after) { edges { cursor node { number clueNo } } } }';
    const page = (await hub.query(query, { first: 12 })).data.documents.edges;
    for (const at of [0, 4, 11]) {
      const { data } = await hub.query(query, { first: 3, after: page[at].cursor });
      expect(hub.calls()).toEqual({ city: ['GET /documents'] });
      if (at < 9) expect(data.documents.edges.map(nodeOf)).toEqual(page.slice(at + 1, at + 4).map(nodeOf));
      else expect(page.map(nodeOf)).not.toContainEqual(nodeOf(data.documents.edges[0]));
    }
  });
  const nodeOf = ({ node }: { node: unknown }) => node;

  it('gives each once while more are issued during a walk', async () => {
    const world = createWorld({ events: 60 });
    await using growing = await running({ world });
    const page = `query ($after: String) {
      documents(first: 7, after: $after) { pageInfo { hasNextPage endCursor } nodes { number clueNo } }
    }`;
    const before = (await growing.query('{ documents(first: 50) { nodes { number clueNo } } }')).data
      .documents;
    const walked: object[] = [];
    for (let after: string | null = null; walked.length < 49; ) {
      const { data }: AnyAnswer = await growing.query(page, { after });
      expect(growing.calls()).toEqual({ city: ['GET /documents'] });
      walked.push(...data.documents.nodes);
      after = data.documents.pageInfo.endCursor;
      const { no } = world.city.clues.all().find(one => one.record.documents?.length)!;
      world.city.clues.change(no, ({ documents = [] }) => {
        const issued_at = '2024-07-26T17:59:59+08:00';
        documents.push({ ...documents[0]!, id: `TX${walked.length}`, type: 'reminder', issued_at });
      });
    }
    expect(walked).toEqual(before.nodes.slice(0, 49));
  });

  it('of an event names the event itself', async () => {
    const { data } = await hub.query(
      '{ event(id: "grassroots:SJ20240513000123") { title city { documents { clueNo event { title } } } } }',
    );
    const { title, city } = data.event;
    expect(city.documents.length).toBeGreaterThan(1);
    for (const document of city.documents)
      expect(document).toEqual({ clueNo: 'XS20240513000087', event: { title } });
    expect(hub.calls()).toEqual({ grassroots: ['POST /sj/plcx'], city: ['POST /clues:by-reference'] });
  });
});

describe('the list of disputes', () => {
  it('has exactly those of all events, to the letter, and besides them those about a matter alone', async () => {
    const { nodes, totals, calls } = await walk('disputes', `${DISPUTE} event { id }`);
    expect([...totals]).toEqual([nodes.length]);
    expect(calls).toBe(Math.ceil(nodes.length / 50));
    const ofSections = [...(await everySection())].flatMap(([id, { dispute }]) =>
      dispute ? [{ ...dispute, event: { id } }] : [],
    );
    expect(nodes.filter(({ event }) => event).toSorted(byNumber)).toEqual(ofSections.toSorted(byNumber));
    const alone = nodes.filter(({ event }) => !event);
    expect(alone).toHaveLength(nodes.length - ofSections.length);
    expect(alone.length).toBeGreaterThan(20);
    for (const dispute of alone)
      expect(dispute).toMatchObject({ clueNo: null, matter: { code: expect.any(String) } });
  }, 60_000);

  it('counts the 53 that the source counts, between 22 departments, in one call', async () => {
    const { data } = await hub.query(
      '{ disputes(filter: { resolvedFrom: "2024-01-01T00:00:00+08:00" }) { totalCount } }',
    );
    expect(data.disputes.totalCount).toBe(53);
    expect(hub.calls()).toEqual({ city: ['GET /disputes'] });

    const filter = { resolvedFrom: '2024-01-01T00:00:00+08:00' };
    const { nodes } = await walk('disputes', 'state outcome parties { code } event { id }', {
      filter,
      first: 7,
    });
    expect(new Set(nodes.flatMap(({ parties }) => parties.map(({ code }: Any) => code))).size).toBe(22);
    for (const { state, outcome } of nodes) expect([state, typeof outcome]).toEqual(['RESOLVED', 'string']);
    expect(nodes.filter(({ event }) => event).length).toBeGreaterThan(0);
    expect(nodes.filter(({ event }) => !event).length).toBeGreaterThan(0);
  });

  it.each<[DisputeFilter, (dispute: Any) => boolean]>([
    [{ state: 'OPEN' }, ({ state }) => state === 'OPEN'],
    [{ state: 'RESOLVED', outcome: 'WITHDRAWN' }, ({ outcome }) => outcome === 'WITHDRAWN'],
    [{ department: '331102ZFJ' }, ({ parties }) => parties.some(({ code }: Any) => code === '331102ZFJ')],
    [{ region: '331121' }, ({ region }) => region.code.startsWith('331121')],
    [
      { raisedFrom: '2024-06-01T00:00:00+08:00', raisedTo: '2024-07-01T00:00:00+08:00' } as never,
      ({ raisedAt }) => raisedAt.startsWith('2024-06'),
    ],
    [
      { resolvedTo: '2024-01-01T00:00:00+08:00' } as never,
      ({ resolvedAt }) => resolvedAt !== null && resolvedAt < '2024',
    ],
  ])('filtered by %j has exactly those that match', async (filter, matches) => {
    whole ??= walk('disputes', DISPUTE);
    const expected = (await whole).nodes.filter(matches);
    const { nodes, totals } = await walk('disputes', DISPUTE, { filter, first: 4 });
    expect(nodes).toEqual(expected);
    expect([...totals]).toEqual([expected.length]);
    expect(expected.length).toBeGreaterThan(0);
  });
  let whole: Promise<Walk> | undefined;
});

describe('the forums', () => {
  it('are the five that the source names, with the 15 meetings that it counts', async () => {
    const { data, errors } = await hub.query(
      '{ forums(year: 2024) { forumNo name meetings { meetingNo heldOn topic departments { nameZh } } } }',
    );
    expect(errors).toEqual([]);
    expect(data.forums.map(({ name }: { name: string }) => name)).toEqual([
      '业务部门联席会议',
      '争议协调会议',
      '执法办主任例会',
      '执法协调小组会',
      '执法协调小组联络人会议',
    ]);
    const meetings: { heldOn: string; departments: object[] }[] = data.forums.flatMap(
      (forum: { meetings: object[] }) => forum.meetings,
    );
    expect(meetings).toHaveLength(15);
    for (const { heldOn, departments } of meetings) {
      expect(heldOn >= '2024-01-01' && heldOn <= '2024-07-26').toBe(true);
      expect(departments.length).toBeGreaterThan(1);
    }
    expect(hub.calls()).toEqual({ city: ['GET /forums'] });
  });

  it('have earlier meetings too, where no year is asked for', async () => {
    const { data } = await hub.query('{ forums { meetings { heldOn } } }');
    const days: string[] = data.forums.flatMap((forum: { meetings: { heldOn: string }[] }) =>
      forum.meetings.map(({ heldOn }) => heldOn),
    );
    expect(days.length).toBeGreaterThan(15);
    expect(days.some(day => day.startsWith('2023'))).toBe(true);
  });
});

describe('a page of 50', () => {
  const ORIGINS = {
    grassroots: 'POST /sj/plcx',
    city: 'POST /clues:batch-get',
    province: 'POST /event/batchGet',
  };

  it.each(['documents', 'disputes'])(
    'of %s with their events costs one list call and one batch per origin among them',
    async list => {
      const { data, errors } = await hub.query(
        `{ ${list}(first: 50) { totalCount nodes { clueNo event { id title origin status } } } }`,
      );
      expect(errors).toEqual([]);
      expect(data[list].nodes).toHaveLength(50);
      const origins: string[] = data[list].nodes.flatMap((node: { event: { origin: string } | null }) =>
        node.event ? node.event.origin.toLowerCase() : [],
      );
      const expected: Record<string, string[]> = { city: [`GET /${list}`] };
      for (const origin of new Set(origins) as Set<keyof typeof ORIGINS>)
        expected[origin] = [...(expected[origin] ?? []), ORIGINS[origin]];
      expect(hub.calls()).toEqual(expected);
      expect(new Set(origins).size).toBeGreaterThan(1);
    },
  );

  it('costs the list call alone where no event is selected', async () => {
    await hub.query('{ documents(first: 50) { nodes { number clueNo } } disputes { nodes { disputeNo } } }');
    expect(hub.calls()).toEqual({ city: ['GET /documents', 'GET /disputes'] });
  });

  it('asks the city for the number of all only where it is read', async () => {
    await hub.query('{ documents { nodes { number } } }');
    expect(hub.mocks.callsOf('city').map(({ query }) => query)).toEqual([{ limit: '20' }]);
    await hub.query('{ documents(first: 1) { totalCount } }');
    expect(hub.mocks.callsOf('city').map(({ query }) => query)).toEqual([
      { limit: '1', include_total: 'true' },
    ]);
  });
});

describe('with a platform down', () => {
  const SCREEN = `{
    documents(first: 50) { nodes { number event { id origin } } }
    disputes { totalCount }
    forums { name }
    matters { totalCount }
  }`;

  /** Where each error stands and whose it is, in order; all say that the platform is not there. */
  const placesOf = (errors: AnyAnswer['errors']) =>
    errors
      .map(({ path, extensions: { code, platform } }) => {
        expect(code).toBe('UPSTREAM_UNAVAILABLE');
        return `${path?.join('.')} ${platform}`;
      })
      .sort();

  async function withDown<Result>(
    platform: 'city' | 'grassroots',
    run: () => Promise<Result>,
  ): Promise<Result> {
    await hub.mocks.stop(platform);
    try {
      return await run();
    } finally {
      await hub.mocks.resume(platform);
    }
  }

  it('the city’s lists are null, each with its error, and the rest is served', async () => {
    const { status, data, errors, extensions } = await withDown('city', () => hub.query(SCREEN));
    expect(status).toBe(200);
    expect(data).toEqual({
      documents: null,
      disputes: null,
      forums: null,
      matters: { totalCount: catalogue.matters.length },
    });
    expect(placesOf(errors)).toEqual(['disputes CITY', 'documents CITY', 'forums CITY']);
    expect(extensions.sources?.CITY?.status).toBe('UNAVAILABLE');
  });

  it('the events of that origin are null, each with its error, and the documents are there', async () => {
    const up = (await hub.query(SCREEN)).data.documents.nodes;
    const { data, errors } = await withDown('grassroots', () => hub.query(SCREEN));
    const ofGrid = up.flatMap(({ event }: { event: { origin: string } | null }, index: number) =>
      event?.origin === 'GRASSROOTS' ? [index] : [],
    );
    expect(ofGrid.length).toBeGreaterThan(0);
    expect(ofGrid.length).toBeLessThan(50);
    expect(data.documents.nodes).toEqual(
      up.map((node: object, index: number) => (ofGrid.includes(index) ? { ...node, event: null } : node)),
    );
    expect(placesOf(errors)).toEqual(
      ofGrid.map((index: number) => `documents.nodes.${index}.event GRASSROOTS`).sort(),
    );
  });
});

describe('a careless client', () => {
  it.each([
    [
      'documents(filter: { department: "000000ZFJ" })',
      'filter.department: expected a code of the catalogue, got "000000ZFJ"',
    ],
    [
      'documents(filter: { region: "331199" })',
      'filter.region: expected a code of the catalogue, got "331199"',
    ],
    [
      'documents(filter: { open: false })',
      'filter.open: expected true or null, got false; leave it out for all documents',
    ],
    ['documents(first: 51)', 'first: expected 1 to 50, got 51; ask for the next page with after'],
    [
      'disputes(filter: { department: "莲都" })',
      'filter.department: expected a code of the catalogue, got "莲都"',
    ],
    [
      'disputes(filter: { region: "000000" })',
      'filter.region: expected a code of the catalogue, got "000000"',
    ],
  ])('is told what is wrong with %s, and nobody is asked', async (list, message) => {
    const { data, errors } = await hub.query(`{ list: ${list} { totalCount } }`);
    expect(data.list).toBeNull();
    expect(errors).toMatchObject([{ path: ['list'], message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(hub.calls()).toEqual({});
  });

  it.each([1999, 2100])('is told that forums have no year %i', async year => {
    const { errors } = await hub.query(`{ forums(year: ${year}) { name } }`);
    expect(errors).toMatchObject([
      { message: `year: expected 2000 to 2099, got ${year}`, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('is told that a cursor is of another list or filter, and nobody is asked', async () => {
    const { data } = await hub.query('{ documents(first: 1) { pageInfo { endCursor } } }');
    const after = JSON.stringify(data.documents.pageInfo.endCursor);
    for (const list of [`documents(filter: { open: true }, after: ${after})`, `disputes(after: ${after})`]) {
      const { errors } = await hub.query(`{ ${list} { nodes { grounds: __typename } } }`);
      expect(errors).toMatchObject([
        {
          message: 'after: this cursor belongs to another list or filter; start again from the first page',
          extensions: { code: 'INVALID_CURSOR' },
        },
      ]);
      expect(hub.calls()).toEqual({});
    }
  });

  it('is told to start again with a cursor that the city no longer takes, which is no fault of the city', async () => {
    let now = Date.now();
    await using mocked = await running({ realTime: () => now });
    const page =
      'query ($after: String) { documents(first: 5, after: $after) { pageInfo { endCursor } nodes { number } } }';
    const { endCursor } = (await mocked.query(page)).data.documents.pageInfo;
    expect((await mocked.query(page, { after: endCursor })).data.documents.nodes).toHaveLength(5);
    now += 25 * 3_600_000;
    const { data, errors, extensions } = await mocked.query(page, { after: endCursor });
    expect(data.documents).toBeNull();
    expect(errors).toMatchObject([
      {
        path: ['documents'],
        message:
          'after: expected a cursor that the platform still takes, got one past its time; start again from the first page',
        extensions: { code: 'INVALID_CURSOR' },
      },
    ]);
    expect(extensions.sources?.CITY?.status).toBe('FRESH');
  });

  it('is told the same where the city cannot read what a forged cursor holds', async () => {
    const { data } = await hub.query('{ documents(first: 1) { pageInfo { endCursor } } }');
    const [asked] = JSON.parse(Buffer.from(data.documents.pageInfo.endCursor, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify([asked, 'nonsense', 0])).toString('base64url');
    const { errors } = await hub.query(`{ documents(after: "${forged}") { nodes { number } } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR' } }]);
  });
});
