import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, type Running, running } from './running.ts';

const PLATFORMS = ['city', 'grassroots', 'province'] as const;
type Platform = (typeof PLATFORMS)[number];

/** All eight subsets. */
const SUBSETS = [...Array(8).keys()].map(bits => PLATFORMS.filter((_, index) => bits & (1 << index)));

const PAGE = /* GraphQL */ `
  {
    events(first: 30) {
      totalCount
      incomplete
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        origin
        title
        grassroots { number }
        city { number }
        province { number }
      }
    }
  }
`;

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

async function withDown<Result>(down: readonly Platform[], run: () => Promise<Result>): Promise<Result> {
  await Promise.all(down.map(platform => hub.mocks.stop(platform)));
  try {
    return await run();
  } finally {
    await Promise.all(down.map(platform => hub.mocks.resume(platform)));
  }
}

const codes = (platforms: readonly Platform[]) => platforms.map(platform => platform.toUpperCase());

describe.each(SUBSETS.map(down => ({ down, name: down.join(' and ') || 'no platform' })))(
  'with $name down',
  ({ down }) => {
    const up = PLATFORMS.filter(platform => !down.includes(platform));

    it('a page serves the rest with status 200, and says what is missing', async () => {
      const { status, data, errors, extensions } = await withDown(down, () => hub.query(PAGE));
      expect(status).toBe(200);
      const { nodes, incomplete, totalCount } = data.events;
      expect(incomplete.toSorted()).toEqual(codes(down));
      expect(nodes).toHaveLength(up.length > 0 ? 30 : 0);
      for (const { origin } of nodes) expect(codes(up)).toContain(origin);

      // Each null path of a platform that is down has exactly one error, and nothing else has one.
      const expected = nodes.flatMap((_: unknown, index: number) =>
        down.map(platform => ({
          path: `events.nodes.${index}.${platform}`,
          code: 'UPSTREAM_UNAVAILABLE',
          platform,
        })),
      );
      if (down.length > 0) {
        expect(totalCount).toBeNull();
        expected.push({
          path: 'events.totalCount',
          code: 'UPSTREAM_UNAVAILABLE',
          platform: expect.anything(),
        });
      } else {
        expect(totalCount).toBeGreaterThan(1659);
      }
      const got = errors.map(({ path, extensions: { code, platform } }) => ({
        path: path?.join('.'),
        code,
        platform: String(platform).toLowerCase(),
      }));
      const byPath = (a: { path: string | undefined }, b: { path: string | undefined }) =>
        String(a.path).localeCompare(String(b.path));
      expect(got.toSorted(byPath)).toEqual(expected.toSorted(byPath));

      for (const platform of PLATFORMS) {
        const source = extensions.sources?.[platform.toUpperCase()];
        expect(source?.status).toBe(down.includes(platform) ? 'UNAVAILABLE' : 'FRESH');
        expect(source?.asOf === null).toBe(down.includes(platform));
      }
    });

    it('an event is served without the sections of what is down, and is an error where its origin is', async () => {
      const { status, data, errors } = await withDown(down, () =>
        hub.query(
          '{ event(id: "grassroots:SJ20240513000123") { title grassroots { number } city { number } province { number } } }',
        ),
      );
      expect(status).toBe(200);
      if (down.includes('grassroots')) {
        expect(data.event).toBeNull();
        expect(errors.map(({ path, extensions }) => [path, extensions.platform])).toEqual([
          [['event'], 'GRASSROOTS'],
        ]);
        return;
      }
      expect(data.event).toEqual({
        title: '好溪河边有人倒建筑垃圾',
        grassroots: { number: 'SJ20240513000123' },
        city: down.includes('city') ? null : { number: 'XS20240513000087' },
        province: down.includes('province') ? null : { number: 'ZF20240514000019' },
      });
      expect(errors.map(({ path }) => path?.join('.')).toSorted()).toEqual(
        down.map(platform => `event.${platform}`),
      );
    });

    it('matters, regions and platforms are served without an error', async () => {
      const { data, errors } = await withDown(down, () =>
        hub.query('{ matters { totalCount } regions { code } platforms { code } categories { code } }'),
      );
      expect(errors).toEqual([]);
      expect(data.matters.totalCount).toBe(catalogue.matters.length);
    });
  },
);

describe('a walk', () => {
  it('keeps an origin out that did not answer in it, even when it is back, so that nothing is out of order', async () => {
    const page = /* GraphQL */ `
      query ($after: String) {
        events(first: 10, after: $after) {
          totalCount
          incomplete
          nodes { origin }
          pageInfo { endCursor }
        }
      }
    `;
    const first = await withDown(['city'], () => hub.query(page));
    const { data, errors, extensions } = await hub.query(page, {
      after: first.data.events.pageInfo.endCursor,
    });
    expect(data.events.incomplete).toEqual(['CITY']);
    expect(data.events.totalCount).toBeNull();
    expect(errors).toEqual([
      expect.objectContaining({
        message:
          'this walk goes on without a platform that did not answer earlier; start again from the first page',
        extensions: { code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' },
      }),
    ]);
    expect(data.events.nodes.map(({ origin }: { origin: string }) => origin)).not.toContain('CITY');
    expect(extensions.sources).not.toHaveProperty('CITY');

    const again = await hub.query(page);
    expect(again.data.events.incomplete).toEqual([]);
  });
});

describe('an event that no platform knows', () => {
  it('is null without an error', async () => {
    const { data, errors } = await hub.query(
      '{ event(id: "city:XS20240101999999") { id } eventsByIds(ids: ["grassroots:SJ19990101000001", "grassroots:SJ20240513000123"]) { id } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ event: null, eventsByIds: [null, { id: 'grassroots:SJ20240513000123' }] });
  });

  it('is null by the number of a record that began elsewhere', async () => {
    const { data, errors } = await hub.query(
      '{ clue: event(id: "city:XS20240513000087") { id } filing: event(id: "province:ZF20240514000019") { id } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ clue: null, filing: null });
  });
});
