/**
 * Codes that begin and end to stand for a matter: on both sides of such a day the event, the filter, its count and the
 * situation say the same.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type AnyAnswer, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

const DAY = '2024-05-01';
const MIDNIGHT = `${DAY}T00:00:00+08:00`;
const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';

/**
 * From that day on E-01-004 has all the codes that E-01-005 had until then; its grid class is shared with a matter of
 * supervision, so that written-back items decide. One item of the city was retired without another.
 */
async function moved() {
  const folder = mkdtempSync(join(tmpdir(), 'dated-'));
  try {
    for (const part of ['matters', 'directory'])
      cpSync(join('schema', part), join(folder, part), { recursive: true });
    let text = readFileSync(join(folder, LITTER), 'utf8');
    const before = 'codes: { province: 3302012719005, city: CF-010335, grassroots: G10107 }';
    const now = 'codes: { province: 3302012546004, city: CF-010304, grassroots: G10104 }';
    const retired = 'city: CF-010273';
    expect([before, now, retired].map(part => text.split(part).length)).toEqual([2, 2, 2]);
    const dated = (code: string, bound: string) => `[{ code: ${code}, ${bound}: ${DAY} }]`;
    text = text
      .replace(
        before,
        `codes: { province: ${dated('3302012719005', 'to')}, city: ${dated('CF-010335', 'to')}, grassroots: ${dated('G10107', 'to')} }`,
      )
      .replace(
        now,
        `codes: { province: ${dated('3302012719005', 'from')}, city: ${dated('CF-010335', 'from')}, grassroots: ${dated('G10107', 'from')} }`,
      )
      .replace(retired, `city: ${dated('CF-010273', 'to')}`);
    writeFileSync(join(folder, LITTER), text);
    return await loadCatalogue(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// biome-ignore lint/suspicious/noExplicitAny: an event as the walk selects it
type Walked = any;
const SELECTION =
  'origin reportedAt kind matter { code } matterCandidates { code } category { code } unmapped { platform code }';
const MATTERS = ['E-01-005', 'E-01-004', 'E-01-003', 'S-01-003'];

let hub: Running;
let events: Walked[];
beforeAll(async () => {
  hub = await running({ catalogue: await moved() });
  events = (await walkEvents(hub, SELECTION)).nodes;
}, 60_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const ids = (of: Walked[]) => of.map(({ id }) => id);
const isOf = (matter: string) => (event: Walked) => event.matter?.code === matter;

describe('codes that moved from one matter to another', () => {
  it('leave each event the meaning of its day', () => {
    const [former, latter] = ['E-01-005', 'E-01-004'].map(matter => events.filter(isOf(matter)));
    expect(former!.length).toBeGreaterThan(5);
    expect(latter!.length).toBeGreaterThan(5);
    expect(former!.every(({ reportedAt }) => reportedAt < MIDNIGHT)).toBe(true);
    expect(latter!.every(({ reportedAt }) => reportedAt >= MIDNIGHT)).toBe(true);
    // As many as the world has of the one matter, whose codes they are.
    const origins = new Set([...former!, ...latter!].map(({ origin }) => origin));
    expect(origins.size).toBeGreaterThan(1);
  });

  it.each(MATTERS)('are filtered by, walked and counted by %s as its events say', async matter => {
    const expected = events.filter(isOf(matter));
    const walked = await walkEvents(hub, SELECTION, { filter: { matter }, first: 7 });
    expect(ids(walked.nodes)).toEqual(ids(expected));
    expect([...walked.totals]).toEqual([expected.length]);
  });

  it.each(['01', '02'])('are filtered by category %s likewise, and by kind within', async category => {
    for (const kind of [undefined, 'SUPERVISION', 'ENFORCEMENT'] as const) {
      const expected = events.filter(
        event => event.category?.code === category && (kind === undefined || event.kind === kind),
      );
      const walked = await walkEvents(hub, SELECTION, { filter: { category, ...(kind && { kind }) } });
      expect(ids(walked.nodes)).toEqual(ids(expected));
      expect([...walked.totals]).toEqual([expected.length]);
    }
  });

  it.each([
    ['all time', {}],
    ['a period across the day', { from: '2024-03-01T00:00:00+08:00', to: '2024-06-01T00:00:00+08:00' }],
    ['what ends at its midnight', { to: MIDNIGHT }],
    ['what begins at its midnight', { from: MIDNIGHT }],
  ])(
    'are counted by the platforms as a walk counts them: %s',
    async (_period, period: { from?: string; to?: string }) => {
      const { data, errors }: AnyAnswer = await hub.query(
        `query ($from: DateTime, $to: DateTime) { situation(from: $from, to: $to) {
        byMatter { items { matter { code } figures { total } } undecided { total } unmapped { total } }
        byCategory { items { category { code } figures { total } } undecided { total } unmapped { total } }
        byKind { items { kind figures { total } } undecided { total } unmapped { total } }
      } }`,
        period,
      );
      expect(errors).toEqual([]);
      const within = events.filter(
        ({ reportedAt }) => reportedAt >= (period.from ?? '') && (!period.to || reportedAt < period.to),
      );
      const { byMatter, byCategory, byKind } = data.situation;
      const counted = (names: (string | null | undefined)[]) =>
        Object.fromEntries(
          [
            ...Map.groupBy(
              names.filter(name => name != null),
              name => name,
            ),
          ].map(([name, all]) => [name, all.length]),
        );
      const told = (items: Walked[], nameOf: (item: Walked) => string) =>
        Object.fromEntries(items.map(item => [nameOf(item), item.figures.total]));
      expect(told(byMatter.items, ({ matter }) => matter.code)).toEqual(
        counted(within.map(({ matter }) => matter?.code)),
      );
      expect(told(byCategory.items, ({ category }) => category.code)).toEqual(
        counted(within.map(({ category }) => category?.code)),
      );
      expect(told(byKind.items, ({ kind }) => kind)).toEqual(counted(within.map(({ kind }) => kind)));
      const undecided = within.filter(
        ({ matter, matterCandidates }) => !matter && matterCandidates.length > 0,
      );
      expect(byMatter.undecided.total).toBe(undecided.length);
      expect(byMatter.unmapped.total).toBe(within.filter(({ matter }) => !matter).length - undecided.length);
    },
  );

  it('are counted as unmapped from the day on that they stand for nothing', async () => {
    const { data }: AnyAnswer = await hub.query(
      '{ unmappedCodes(platform: CITY) { codes { platform code kind count firstSeen } } }',
    );
    const retired = data.unmappedCodes.codes.find(({ code }: Walked) => code === 'CF-010273');
    const carrying = events.filter(({ unmapped }) => unmapped?.code === 'CF-010273');
    expect(carrying.length).toBeGreaterThan(0);
    const days = carrying.map(({ reportedAt }) => reportedAt.slice(0, 10)).sort();
    expect(retired).toEqual({
      platform: 'CITY',
      code: 'CF-010273',
      kind: 'MATTER',
      count: carrying.length,
      firstSeen: days[0],
    });
    expect(days[0]! >= DAY).toBe(true);
  });

  it('cost one more call of the list of each origin that they touch, and none of another filter', async () => {
    const page = 'query ($filter: EventFilter) { events(filter: $filter, first: 5) { nodes { id } } }';
    await hub.query(page, { filter: { category: '02' } });
    expect(hub.calls().city).toEqual(['GET /clues']);
    await hub.query(page, { filter: { category: '01' } });
    expect(hub.calls().city).toEqual(['GET /clues', 'GET /clues']);
  });
});
