/** The timeline through the API (lifecycle, sections 5 and 11): three logs, one list. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { type Running, running } from './running.ts';

const EXAMPLE = 'grassroots:SJ20240513000123';

const TIMELINE = /* GraphQL */ `
  query ($id: ID!) {
    event(id: $id) {
      status
      timeline {
        incomplete
        entries { at action actionRaw platform platforms actor { name role organisation } from to text nativeId }
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

interface Entry {
  at: string | null;
  action: string;
  actionRaw: string;
  platform: string;
  platforms: string[];
  actor: { name: string | null; role: string | null; organisation: string | null } | null;
  from: string | null;
  to: string | null;
  text: string | null;
  nativeId: string | null;
}

async function timelineOf(id: string): Promise<{ entries: Entry[]; incomplete: string[] }> {
  const { data, errors } = await hub.query(TIMELINE, { id });
  expect(errors).toEqual([]);
  return data.event.timeline;
}

const [G, C, P] = ['GRASSROOTS', 'CITY', 'PROVINCE'];
const [ZIJIN, BUREAU, CENTRE] = ['紫金街道', '莲都区综合行政执法局', '莲都区行政执法指挥中心'];

/** The table of section 11, row by row; platforms in the order of ranks, the one that it stands under first here. */
const ROWS: [string, string, string | null, string | null, string[], string, string | null][] = [
  ['05-13T09:14:20', 'REPORT', null, 'PENDING_ACCEPTANCE', [G], ZIJIN, null],
  ['05-13T09:32:05', 'ACCEPT', 'PENDING_ACCEPTANCE', 'PENDING_DISPATCH', [G], ZIJIN, 'TOWNSHIP_CENTRE'],
  ['05-13T09:50:02', 'REGISTER_CLUE', null, null, [C], ZIJIN, 'TOWNSHIP_CENTRE'],
  ['05-13T09:50:03', 'DISPATCH', 'PENDING_DISPATCH', 'PENDING_RECEIPT', [C, G], ZIJIN, 'TOWNSHIP_CENTRE'],
  ['05-13T10:41:30', 'SIGN', 'PENDING_RECEIPT', 'IN_PROGRESS', [C, G], BUREAU, 'DEPARTMENT'],
  ['05-13T14:29:58', 'FEEDBACK', null, null, [C, G], BUREAU, 'DEPARTMENT'],
  ['05-14T10:00:00', 'FILE_CASE', 'IN_PROGRESS', 'CASE_OPEN', [C, G], BUREAU, 'DEPARTMENT'],
  ['05-14T10:05:12', 'FILING', null, null, [P], BUREAU, 'SYSTEM'],
  ['05-28T15:00:00', 'CASE_NOTICE', null, null, [C], BUREAU, 'DEPARTMENT'],
  ['06-05T09:00:00', 'REMIND', null, null, [C], CENTRE, 'COUNTY_COMMAND_CENTRE'],
  ['06-12T10:30:00', 'CASE_DECISION', null, null, [C], BUREAU, 'DEPARTMENT'],
  ['06-12T10:45:00', 'FILING_DECISION', null, null, [P], BUREAU, 'SYSTEM'],
  ['06-13T11:00:00', 'CASE_SERVED', null, null, [C], BUREAU, 'DEPARTMENT'],
  ['06-18T14:02:00', 'CASE_PAID', null, null, [C], BUREAU, 'DEPARTMENT'],
  ['06-19T15:40:00', 'CASE_CONCLUDED', null, null, [C], BUREAU, 'DEPARTMENT'],
  ['06-19T15:45:00', 'FILING_CONCLUDED', null, null, [P], BUREAU, 'SYSTEM'],
  ['06-19T16:19:58', 'FEEDBACK', 'CASE_OPEN', 'PENDING_VERIFICATION', [C, G, P], BUREAU, 'DEPARTMENT'],
  [
    '06-20T09:05:00',
    'VERIFY',
    'PENDING_VERIFICATION',
    'PENDING_CLOSURE',
    [G, C, P],
    ZIJIN,
    'TOWNSHIP_CENTRE',
  ],
  ['06-20T10:12:00', 'CLOSE', 'PENDING_CLOSURE', 'CLOSED', [G, C, P], ZIJIN, 'TOWNSHIP_CENTRE'],
];

describe('the worked example (lifecycle, section 11)', () => {
  it('has its nineteen rows, record by record', async () => {
    const { entries, incomplete } = await timelineOf(EXAMPLE);
    expect(incomplete).toEqual([]);
    expect(
      entries.map(({ at, action, from, to, platform, platforms, actor }) => ({
        at,
        action,
        from,
        to,
        platforms: [platform, ...platforms.filter(other => other !== platform)],
        organisation: actor?.organisation,
        role: actor?.role,
      })),
    ).toEqual(
      ROWS.map(([at, action, from, to, platforms, organisation, role]) => ({
        at: `2024-${at}+08:00`,
        action,
        from,
        to,
        platforms,
        organisation,
        role,
      })),
    );
  });

  it('is served by the platforms that answer, and says which did not, without an error', async () => {
    for (const [down, rows] of [
      ['city', ROWS.filter(([, , , , platforms]) => platforms.some(platform => platform !== 'CITY')).length],
      ['province', ROWS.length - 3],
    ] as const) {
      await hub.mocks.stop(down);
      try {
        const { entries, incomplete } = await timelineOf(EXAMPLE);
        expect(incomplete).toEqual([down.toUpperCase()]);
        expect(entries).toHaveLength(rows);
        expect(entries.flatMap(({ platforms }) => platforms)).not.toContain(down.toUpperCase());
      } finally {
        await hub.mocks.resume(down);
      }
    }
  });

  it('tells the same changes of the status while the city is down, at the origin’s times', async () => {
    await hub.mocks.stop('city');
    try {
      const { entries } = await timelineOf(EXAMPLE);
      const changes = entries
        .filter(({ to }) => to !== null)
        .map(({ action, from, to }) => [action, from, to]);
      expect(changes).toEqual(
        ROWS.filter(([, , , to]) => to !== null).map(([, action, from, to]) => [action, from, to]),
      );
      expect(entries.find(({ action }) => action === 'DISPATCH')).toMatchObject({
        at: '2024-05-13T09:50:04+08:00',
        platform: 'GRASSROOTS',
        platforms: ['GRASSROOTS'],
        actor: { organisation: ZIJIN },
      });
    } finally {
      await hub.mocks.resume('city');
    }
  });
});

describe('a timeline', () => {
  it('holds what was said, and each platform’s own word and number', async () => {
    const { entries } = await timelineOf(EXAMPLE);
    expect(entries[0]).toEqual({
      at: '2024-05-13T09:14:20+08:00',
      action: 'REPORT',
      actionRaw: 'SB',
      platform: 'GRASSROOTS',
      platforms: ['GRASSROOTS'],
      actor: { name: '吴**', role: null, organisation: ZIJIN },
      from: null,
      to: 'PENDING_ACCEPTANCE',
      text: null,
      nativeId: '1',
    });
    expect(entries[3]).toMatchObject({ actionRaw: 'assign', nativeId: '2', actor: { name: '叶*' } });
    expect(entries[7]).toMatchObject({ actionRaw: 'filing', actor: { name: null, role: 'SYSTEM' } });
  });

  it('lacks a platform whose log cannot be read, and says so, with a diagnostic', async () => {
    const world = createWorld({ events: 40 });
    await using spoilt = await running({ world });
    const { no } = world.grassroots.events.all().find(event => event.record.xsbh)!;
    world.grassroots.events.change(no, record => Object.assign(record, { czjl: { '0': '无' } }));
    const { data, errors, extensions } = await spoilt.query(TIMELINE, { id: `grassroots:${no}` });
    expect(errors).toEqual([]);
    expect(data.event.timeline.incomplete).toEqual(['GRASSROOTS']);
    expect(data.event.timeline.entries.length).toBeGreaterThan(0);
    expect(extensions.diagnostics).toMatchObject([{ platform: 'GRASSROOTS', field: 'czjl' }]);
  });

  it('is that of each event of a page, in which a platform that is down is missing', async () => {
    await hub.mocks.stop('province');
    try {
      const { data, errors } = await hub.query(
        '{ events(first: 20, filter: { origin: GRASSROOTS }) { nodes { timeline { incomplete entries { platforms } } } } }',
      );
      expect(errors).toEqual([]);
      expect(data.events.nodes).toHaveLength(20);
      for (const { timeline } of data.events.nodes) {
        expect(timeline.incomplete).toEqual(['PROVINCE']);
        expect(timeline.entries.length).toBeGreaterThan(0);
      }
    } finally {
      await hub.mocks.resume('province');
    }
  });
});
