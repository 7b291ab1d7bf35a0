import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { insertEvent } from '../../mocks/world/insert.ts';
import type { Stored, World } from '../../mocks/world/world.ts';
import { GRASSROOTS, viewsOf } from './world-check.ts';

const world = createWorld();
const views = viewsOf(world);
const grid = world.grassroots.events
  .all()
  .map(stored => stored.record)
  .filter(record => record.sjly === 'WG');
const lists = (of: World): Stored<object>[][] => [
  of.grassroots.events.all(),
  of.city.clues.all(),
  of.province.events.all(),
];
const digest = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('hex');
const codesIn = (name: string, column: string): Set<string> => {
  const text = readFileSync(new URL(`../../mocks/data/${name}.tsv`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const at = head.split('\t').indexOf(column);
  return new Set(lines.map(line => line.split('\t')[at] ?? ''));
};

describe('the mock world', () => {
  it('is the same to the byte for the same seed, and another for another', () => {
    expect(digest(createWorld())).toBe(digest(world));
    expect(digest(createWorld({ seed: 1 }))).not.toBe(digest(world));
  });

  it.each([
    ['default', '188093baa762845055bc67d97b5d634a351b69a1ef7ccc43a3cb4503ff26bc6f'],
    ['malformed', '2345fd079992b8a8fef4bff3408c2e9ad7f1342dd533a8d76e0a573f1a6fcbc8'],
  ] as const)('is in the scenario %s what answers printed elsewhere were read from', (scenario, expected) => {
    const { grassroots, city, province, planted } = createWorld({ scenario });
    expect(digest([grassroots.events, city.clues, province.events, planted])).toBe(expected);
  });

  it('has the 1,659 events of the grid, and a share that began in the city and in the province', () => {
    const of = (origin: string) => views.filter(view => view.origin === origin).length;
    expect([of('grassroots'), of('city'), of('province')]).toEqual([1659, 280, 120]);
  });

  it('scales with the number of events', () => {
    const small = viewsOf(createWorld({ events: 166 }));
    const of = (origin: string) => small.filter(view => view.origin === origin).length;
    expect([of('grassroots'), of('city'), of('province')]).toEqual([166, 28, 12]);
  });

  it('refuses to be of no event, and says what to set', () => {
    expect(() => createWorld({ events: 0 })).toThrow(
      'createWorld: expected events to be a whole number from 1 to 1000000, got 0; set MOCK_EVENTS',
    );
  });

  it('has every status among the events of the grid', () => {
    const statuses = new Set(views.filter(view => view.origin === 'grassroots').map(view => view.status));
    expect([...statuses].sort()).toEqual(
      [...new Set([...Object.values(GRASSROOTS), 'PENDING_CLOSURE', 'UNKNOWN'])].sort(),
    );
  });

  it('has every status but the township’s own among those of the city and of the province', () => {
    for (const origin of ['city', 'province']) {
      const statuses = new Set(views.filter(view => view.origin === origin).map(view => view.status));
      const missing = Object.values(GRASSROOTS).filter(status => !statuses.has(status));
      expect([origin, missing]).toEqual([origin, ['PENDING_ACCEPTANCE']]);
    }
  });

  it('has events of a second round, extended ones, and every kind of voiding', () => {
    expect(grid.some(record => record.lc === '2')).toBe(true);
    expect(grid.some(record => record.sfyq === '1')).toBe(true);
    const kinds = grid.filter(record => /^(YZF|BYSL)$/.test(record.sjzt)).map(record => record.zflx);
    expect([...new Set(kinds)].sort()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('has open events past their due time, but most are not', () => {
    const open = grid.filter(record => !/^(YBJ|YYS|YZF|BYSL|YGQ)$/.test(record.sjzt));
    const overdue = open.filter(record => (record.blsx ?? '') < '2024-07-26 18:00:00');
    expect(overdue.length).toBeGreaterThan(3);
    expect(overdue.length).toBeLessThan(open.length / 4);
  });

  it('lists each platform by report time descending, then number ascending, and no number twice', () => {
    for (const list of lists(world)) {
      for (const [at, stored] of list.entries()) {
        const before = list[at - 1];
        if (before)
          expect(before.reportedAt - stored.reportedAt || (before.no < stored.no ? 1 : 0)).toBeGreaterThan(0);
      }
      expect(new Set(list.map(stored => stored.no)).size).toBe(list.length);
    }
  });

  it('has events that share their second, on one platform and across', () => {
    const shared = (list: Stored<object>[]) =>
      list.filter((stored, at) => stored.reportedAt === list[at - 1]?.reportedAt).length;
    expect(shared(world.grassroots.events.all())).toBeGreaterThanOrEqual(4);
    const own = world.city.clues
      .all()
      .filter(stored => !stored.record.source)
      .map(stored => stored.reportedAt);
    const seconds = new Set(grid.map(record => Date.parse(`${record.sbsj.replace(' ', 'T')}+08:00`) / 1000));
    expect(own.filter(second => seconds.has(second)).length).toBeGreaterThanOrEqual(4);
  });

  it('reports nothing after its clock, and most of it in 2024', () => {
    for (const list of lists(world)) {
      for (const stored of list)
        expect(stored.reportedAt * 1000).toBeLessThanOrEqual(world.options.now.getTime());
    }
    const recent = grid.filter(record => record.sbsj >= '2024');
    expect(recent.length / grid.length).toBeGreaterThan(0.9);
  });

  it('spreads over all nine counties, and the grid reports in townships only', () => {
    const regions = codesIn('regions', 'code');
    const townships = new Set(grid.map(record => record.xzqh.slice(0, 9)));
    for (const township of townships) expect(regions.has(township)).toBe(true);
    expect(new Set(grid.map(record => record.xzqh.slice(0, 6))).size).toBe(9);
    expect(townships.size).toBeGreaterThan(150);
    expect(world.city.clues.all().some(stored => stored.record.region_code === '331171')).toBe(true);
  });

  it('uses the codes of the catalogue only, and the one class that no matter maps to', () => {
    const classes = codesIn('grid_classes', 'grassroots_code').add('G10901');
    const city = new Set([
      ...codesIn('supervision_items', 'city_code'),
      ...codesIn('enforcement_items', 'city_code'),
    ]);
    const province = new Set([
      ...codesIn('supervision_items', 'province_code'),
      ...codesIn('enforcement_items', 'province_code'),
    ]);
    for (const { record } of world.grassroots.events) expect(classes.has(record.sjlb)).toBe(true);
    for (const { record } of world.city.clues) expect(city.has(record.item_code ?? '')).toBe(true);
    for (const { record } of world.province.events) expect(province.has(record.itemCode)).toBe(true);
    expect(grid.filter(record => record.sjlb === 'G10901')).toHaveLength(4);
  });

  it('knows no item of a grid event before its dispatch', () => {
    for (const record of grid.filter(candidate => /^(DSL|DFP|BYSL)$/.test(candidate.sjzt))) {
      expect(record.zfsxdm ?? '').toBe('');
    }
  });

  it('fines within the bounds of the simple procedure', () => {
    const simple = world.city.clues
      .all()
      .flatMap(({ record }) => (record.case?.procedure === 'simple' ? [record.case] : []));
    expect(simple.length).toBeGreaterThan(20);
    for (const { decision, party } of simple) {
      const limit = party.kind === 'person' ? 200 : 3000;
      expect(Number(decision?.fine_amount ?? 0)).toBeLessThanOrEqual(limit);
    }
  });

  it('masks names, telephone numbers and papers', () => {
    for (const { record } of world.city.clues) {
      for (const officer of record.officers)
        expect(officer).toEqual({ name: expect.stringMatching(/^.\*+$/), certificate_no: '1111********' });
      const party = record.case?.party;
      if (party?.kind === 'person')
        expect([party.name, party.id_no, party.phone]).toEqual([
          expect.stringMatching(/^.\*+$/),
          '3325**********',
          '139****0000',
        ]);
    }
    for (const record of grid) expect(record.wgydh?.trim()).toMatch(/^13\d\*{4}0000$/);
  });

  it('has the loose ways of the grassroots system: blanks, nulls, empty strings and fields left out', () => {
    expect(grid.filter(record => record.wd !== record.wd?.trim()).length).toBeGreaterThan(5);
    expect(grid.some(record => record.zflx === null)).toBe(true);
    expect(grid.some(record => record.zflx === '')).toBe(true);
    expect(grid.some(record => !('zflx' in record))).toBe(true);
  });
});

describe('the directories', () => {
  const { items } = world.province;

  it('are the catalogue with each oddity of the list, and each is listed as planted', () => {
    expect(world.planted.filter(row => row.kind === 'DIRECTORY')).toHaveLength(11);
    expect(items.find(item => item.itemCode === '3306125266001')?.itemName).toBe(
      '对取水许可和计划用水执行情况的监督检查',
    );
    expect(items.some(item => item.itemName.includes('食用菌产地承诺达标合格证开具'))).toBe(false);
    expect(items.find(item => item.itemCode === '3302279001001')?.status).toBe('1');
    expect(items.find(item => item.itemCode === '3302274310001')?.status).toBe('0');
    expect(items.find(item => item.itemCode === '3302106698003')?.delegable).toBe('0');
    const city = (code: string) => world.city.items.find(item => item.item_code === code);
    expect([city('CF-282474')?.live, city('CF-050583')?.live, city('CF-059001')?.live]).toEqual([
      false,
      false,
      true,
    ]);
    expect([city('CF-280901')?.category_code, city('JG-221789')?.category_code]).toEqual(['C28', 'C19']);
    expect(world.grassroots.classes).toHaveLength(53);
    // 177 items, one missing, one re-coded, one new; 177, one split in two, one new.
    expect([items.length, world.city.items.length]).toEqual([178, 180]);
  });

  it('have the departments, a team for each township, and grids for all', () => {
    expect(world.city.departments.some(row => row.code === '331102ZFJ')).toBe(true);
    expect(world.city.teams.find(team => team.code === '331102001ZFD')?.name).toBe('紫金街道综合行政执法队');
    const grids = new Set(world.grassroots.grids.map(row => row.wgbm));
    for (const record of grid) expect(grids.has(record.wgbm ?? '')).toBe(true);
  });
});

describe('the scenario malformed', () => {
  const malformed = createWorld({ scenario: 'malformed' });
  const rows = malformed.planted.filter(row => row.kind === 'MALFORMED');

  it('has one record of each kind, beside everything that the default world plants', () => {
    expect(rows.map(row => `${row.platform} ${row.field}`).sort()).toEqual([
      'city case.decision.fine_amount',
      'city due_at',
      'grassroots blsx',
      'grassroots fklb',
      'grassroots jd',
      'grassroots xzqh',
      'province eventNo',
      'province eventTitle',
      'province lngLat',
      'province reportTime',
    ]);
    const others = malformed.planted.filter(row => row.kind !== 'MALFORMED');
    expect(others).toEqual(world.planted);
  });

  it('keeps the platform’s own key where the printed number or time is rubbish', () => {
    const nameless = malformed.province.events.all().find(stored => stored.record.eventNo === null);
    expect(nameless?.no).toMatch(/^RW\d{14}$/);
    const rubbish = malformed.province.events
      .all()
      .find(stored => stored.record.reportTime === '2024-02-30 25:61:00');
    const real = world.province.events.find(rubbish!.no);
    expect(rubbish?.reportedAt).toBe(real?.reportedAt);
  });
});

describe('inserting an event', () => {
  it('puts a fresh one at its place in its platform’s list, and nothing else changes', () => {
    const copy = createWorld({ events: 60 });
    const before = lists(copy).map(list => list.map(stored => stored.no));
    const middle = copy.grassroots.events.at(30)!;
    const no = insertEvent(copy, { platform: 'grassroots', reportedAt: new Date(middle.reportedAt * 1000) });
    const after = copy.grassroots.events.all().map(stored => stored.no);
    expect(after.filter(other => other !== no)).toEqual(before[0]);
    // After the others of its second.
    expect(after.indexOf(no)).toBe(31);
    expect(copy.grassroots.events.at(31)?.record).toMatchObject({ sjbh: no, sjly: 'WG', sjzt: 'DSL' });
    expect(
      lists(copy)
        .slice(1)
        .map(list => list.map(stored => stored.no)),
    ).toEqual(before.slice(1));
  });

  it('gives another number each time, on each platform', () => {
    const copy = createWorld({ events: 20 });
    const reportedAt = copy.options.now;
    const numbers = (['grassroots', 'city', 'province'] as const).flatMap(platform => [
      insertEvent(copy, { platform, reportedAt }),
      insertEvent(copy, { platform, reportedAt }),
    ]);
    expect(new Set(numbers).size).toBe(6);
    expect(copy.grassroots.events.at(0)?.no).toBe(numbers[0]);
    expect(copy.province.events.at(0)?.record).toMatchObject({ eventSource: 'self', eventStatus: '11' });
  });
});
