/** The packed client in a frontend's hands: Apollo Client 4 and urql against the running gateway. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventsDocument, type EventsQuery } from '../../client/index.js';
import { type Running, running } from '../guantong/running.ts';
import { type Project, project } from './project.ts';

let hub: Running;
let frontend: Project;
beforeAll(async () => {
  [hub, frontend] = await Promise.all([running(), project()]);
});
afterAll(async () => {
  await Promise.all([hub[Symbol.asyncDispose](), frontend[Symbol.asyncDispose]()]);
});

/** The list that the frontends walk by pages of 10, as one page. */
async function atOnce(): Promise<EventsQuery['events']> {
  const { data } = await hub.query(EventsDocument, {
    filter: { matter: 'E-01-005', region: '331102' },
    first: 50,
  });
  expect(data.events.pageInfo.hasNextPage).toBe(false);
  expect(data.events.nodes.length).toBeGreaterThan(20);
  return data.events;
}

/** What a frontend's page shows. */
const show = async (file: string, scenario: string) =>
  JSON.parse(await frontend.run(file, scenario, hub.url));

const ids = (list: { nodes: { id: string }[] }) => list.nodes.map(({ id }) => id);

async function withCityStopped<Result>(ask: () => Promise<Result>): Promise<Result> {
  await hub.mocks.stop('city');
  try {
    return await ask();
  } finally {
    await hub.mocks.resume('city');
  }
}

describe.each(['apollo.ts', 'urql.ts'])('%s', file => {
  it('shows a query of its own, put together from fragments', async () => {
    const { card } = await show(file, 'composes');
    expect(card.event).toMatchObject({
      title: '好溪河边有人倒建筑垃圾',
      region: { code: '331102001', nameZh: '紫金街道' },
      city: { clue: { clueNo: 'XS20240513000087' } },
    });
  });

  it('shows what there is of an event while a platform is stopped, and what is missing and why', async () => {
    const page = await withCityStopped(() => show(file, 'showsAPart'));
    expect(page).toMatchObject({
      title: '好溪河边有人倒建筑垃圾',
      city: null,
      missing: expect.arrayContaining([[['event', 'city'], 'UPSTREAM_UNAVAILABLE', 'CITY']]),
      sources: { CITY: { status: 'UNAVAILABLE' }, PROVINCE: { status: 'FRESH' } },
    });
  });
});

describe('the examples of the readme', () => {
  it('run as they stand, with Apollo Client', async () => {
    const said = await frontend.run(frontend.examples[0]!, hub.url);
    expect(said).toMatch(/CITY: \{ status: 'FRESH'[\s\S]+XS20240513000087\n$/);
  });

  it('run as they stand, with urql', async () => {
    const said = await frontend.run(frontend.examples[1]!, hub.url);
    expect(said).toMatch(/^好溪河边有人倒建筑垃圾 undefined [\s\S]+CITY: \{ status: 'FRESH'/);
  });
});

describe('a list that is walked', () => {
  it('by urql has each event once, in order', async () => {
    const list = await atOnce();
    const walked = await show('urql.ts', 'walks');
    expect(walked).toEqual({ ids: ids(list), totalCount: list.totalCount });
  });

  it("grows page by page in Apollo's cache, and begins anew when it is fetched again", async () => {
    const list = await atOnce();
    const { shown, lengths, asked, afterRefetch } = await show('apollo.ts', 'scrolls');
    expect(ids(shown.events)).toEqual(ids(list));
    expect(shown.events).toMatchObject({ totalCount: list.totalCount, pageInfo: list.pageInfo });
    expect(lengths).toEqual(
      lengths.map((_: number, page: number) => Math.min((page + 1) * 10, list.nodes.length)),
    );
    expect(asked).toBe(lengths.length);
    expect(ids(afterRefetch.events)).toEqual(ids(list).slice(0, 10));
  });

  it('grows to its end while a platform is stopped, and names it', async () => {
    const { shown } = await withCityStopped(() => show('apollo.ts', 'scrolls'));
    const others = (await atOnce()).nodes.filter(({ origin }) => origin !== 'CITY');
    expect(shown.events).toMatchObject({ incomplete: ['CITY'], totalCount: null });
    expect(ids(shown.events)).toEqual(ids({ nodes: others }));
  });

  it("grows by its edges too, with Apollo's own policy for Relay's connections", async () => {
    const walked = await show('apollo.ts', 'scrollsAsRelay');
    expect(walked.ids).toEqual(ids(await atOnce()));
  });
});

describe("Apollo's cache with the client's type policies", () => {
  it('keeps a matter once, whatever reads it', async () => {
    expect(await show('apollo.ts', 'keepsOnce')).toEqual({
      matters: [{ code: 'E-01-005', nameEn: 'Dumping, scattering or piling construction waste' }],
    });
  });

  it('keeps what a page read of a section when another reads less of it', async () => {
    const { same, kept, asked, row } = await show('apollo.ts', 'composes');
    expect({ same, kept, asked }).toEqual({ same: true, kept: true, asked: 2 });
    expect(row).toBe('好溪河边有人倒建筑垃圾');
  });

  it('holds all ready operations at once, each still whole after all others were read', async () => {
    const { read, lost } = await show('apollo.ts', 'readsAll');
    expect(read).toBeGreaterThanOrEqual(16);
    expect(lost).toEqual([]);
  });
});
