/** The command screen (一屏掌控): one request, a fixed number of upstream calls, and an answer whatever is down. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScreenDocument as Screen } from '../../client/index.js';
import { defaultWorld, type Running, running } from './running.ts';

const PLATFORMS = ['city', 'grassroots', 'province'] as const;
type Platform = (typeof PLATFORMS)[number];

/**
 * Two lists of events and a batch for the sections; the order's events by one batch of their origin; and of the
 * situation one count each for all, regions, matters, states and days, and two more for the kinds.
 */
const CALLS = {
  city: { 'GET /clues': 2, 'GET /documents': 1, 'POST /clues:by-reference': 1, 'POST /statistics': 7 },
  grassroots: { 'GET /sj/lb': 2, 'POST /sj/plcx': 1, 'POST /sj/yycx': 1, 'POST /tj/cx': 7 },
  province: { 'GET /event/list': 2, 'POST /event/batchByRef': 1, 'POST /stat/query': 7 },
};

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

/** How often each call was made for the last answer. */
function callCounts(): Partial<Record<Platform, Record<string, number>>> {
  const counts: Partial<Record<Platform, Record<string, number>>> = {};
  for (const [platform, calls] of Object.entries(hub.calls())) {
    const groups = Map.groupBy(calls, call => call);
    counts[platform as Platform] = Object.fromEntries([...groups].map(([call, all]) => [call, all.length]));
  }
  return counts;
}

describe('the command screen', () => {
  it('shows the situation, the platforms, the latest and the overdue events and the open supervision orders', async () => {
    const { status, data, errors } = await hub.query(Screen);
    expect(status).toBe(200);
    expect(errors).toEqual([]);

    const { province, city, grassroots } = defaultWorld;
    const begun =
      grassroots.events.all().filter(({ record }) => record.sjly === 'WG').length +
      city.clues.all().filter(({ record }) => !record.source).length +
      province.events.all().filter(({ record }) => record.eventSource === 'self').length;
    const { figures, byRegion, byStatus, byOrigin } = data.situation;
    expect(figures).toMatchObject({ total: begun, missing: [] });
    expect(byRegion?.items).toHaveLength(10);
    for (const parts of [byStatus, byOrigin])
      expect(parts?.reduce((sum, { figures: { total } }) => sum + total, 0)).toBe(begun);

    expect(data.platforms.map(({ health }) => health.status)).toEqual(['UP', 'UP', 'UP']);
    expect(data.latest.nodes).toHaveLength(20);
    expect(data.overdue.totalCount).toBe(figures?.overdueCount);
    expect(data.overdue.nodes.map(({ overdue }) => overdue)).toEqual(data.overdue.nodes.map(() => true));
    const orders = city.clues.all().flatMap(({ record }) => record.documents ?? []);
    const open = orders.filter(
      ({ type, state }) => type === 'supervision' && (state === 'issued' || state === 'signed'),
    );
    expect(open.length).toBeGreaterThan(0);
    expect(data.supervisionOrders?.nodes.map(({ documentNo }) => documentNo).toSorted()).toEqual(
      open.map(({ document_no }) => document_no).toSorted(),
    );
    for (const { event } of data.supervisionOrders!.nodes) expect(event).not.toBeNull();
  });

  it('costs a fixed number of upstream calls', async () => {
    await hub.query(Screen);
    expect(callCounts()).toEqual(CALLS);
  });

  it('costs the same for a county, but for the events of orders where it has none', async () => {
    const { errors, data } = await hub.query(Screen, { region: '331181' });
    expect(errors).toEqual([]);
    expect(data.supervisionOrders?.totalCount).toBe(0);
    const { 'POST /sj/plcx': _, ...grassroots } = CALLS.grassroots;
    expect(callCounts()).toEqual({ ...CALLS, grassroots });
  });

  it('shows the same overdue events as it counts, in a period too', async () => {
    const { data, errors } = await hub.query(Screen, { from: '2024-07-01T00:00:00+08:00' });
    expect(errors).toEqual([]);
    expect(data.overdue.totalCount).toBe(data.situation.figures?.overdueCount);
    expect(data.overdue.totalCount).toBeGreaterThan(0);
  });

  describe.each(PLATFORMS)('with the %s dead', dead => {
    const code = dead.toUpperCase();
    const others = PLATFORMS.filter(one => one !== dead).map(one => one.toUpperCase());

    it('is answered, and marked', async () => {
      await hub.mocks.stop(dead);
      try {
        const { status, data, errors, extensions } = await hub.query(Screen);
        expect(status).toBe(200);
        expect(extensions.sources?.[code]?.status).toBe('UNAVAILABLE');
        for (const other of others) expect(extensions.sources?.[other]?.status).toBe('FRESH');
        // One error at each null, and nowhere else: the dead platform's sections, what it alone lists, and a total.
        for (const { extensions } of errors)
          expect(extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', platform: code });
        const paths = errors.map(({ path }) => path!.join('.'));
        const sections = data.latest.nodes.map((_, index) => `latest.nodes.${index}.${dead}`);
        expect(paths).toEqual(expect.arrayContaining(['overdue.totalCount', ...sections]));
        expect(paths.includes('supervisionOrders')).toBe(dead === 'city');

        const { situation, latest, overdue, supervisionOrders } = data;
        expect(situation.figures?.platforms.toSorted()).toEqual(others);
        for (const { missing } of [
          situation.figures!,
          ...situation.byRegion!.items.map(({ figures }) => figures),
          ...situation.byCategory!.items.map(({ figures }) => figures),
          ...situation.byKind!.items.map(({ figures }) => figures),
          ...situation.byStatus!.map(({ figures }) => figures),
          ...situation.byDay!.map(({ figures }) => figures),
        ])
          expect(missing).toEqual([code]);
        expect(situation.byOrigin?.map(({ origin }) => origin).toSorted()).toEqual(others);

        expect(latest.incomplete).toEqual([code]);
        expect(latest.nodes).toHaveLength(20);
        for (const node of latest.nodes) expect(node[dead]).toBeNull();
        expect(overdue.incomplete).toEqual([code]);
        expect(overdue.totalCount).toBeNull();
        expect(overdue.nodes.length).toBeGreaterThan(0);
        if (dead === 'city') expect(supervisionOrders).toBeNull();
        else expect(supervisionOrders!.totalCount).toBeGreaterThan(0);
      } finally {
        await hub.mocks.resume(dead);
      }
    });
  });
});
