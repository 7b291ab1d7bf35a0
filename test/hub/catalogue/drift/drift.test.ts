import { describe, expect, it } from '@jest/globals';
import type { Directory, DirectoryItem } from '../../../../src/hub/catalogue/drift/directory-item.ts';
import { driftOf } from '../../../../src/hub/catalogue/drift/drift.ts';
import { codesOf } from '../../../../src/hub/catalogue/drift/mapped-codes.ts';
import { loadCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';
import { writtenFiles } from '../../files/written-files.ts';

const catalogue = await loadCatalogue(new URL('../../../../schema/', import.meta.url));

/** The city's directory as the catalogue has it, before a test changes it. */
function cityItems(): DirectoryItem[] {
  return catalogue.matters.flatMap(matter =>
    codesOf(matter, 'CITY').map(code => itemLike(matter.code, code)),
  );
}

function itemLike(matterCode: string, code: string, changes: Partial<DirectoryItem> = {}): DirectoryItem {
  const matter = catalogue.matter(matterCode)!;
  return {
    code,
    name: matter.nameZh,
    live: true,
    kind: matter.kind,
    category: matter.category.code,
    department: matter.department.code,
    delegable: null,
    legalBasis: null,
    provinceCode: codesOf(matter, 'PROVINCE')[0] ?? null,
    changedAt: null,
    ...changes,
  };
}

const drift = (items: readonly DirectoryItem[]) =>
  driftOf({ platform: 'CITY', lists: 'ITEMS', items, gaps: [] } satisfies Directory, catalogue, '2024-07-26');

const changed = (code: string, changes: Partial<DirectoryItem>) =>
  cityItems().map(item => (item.code === code ? { ...item, ...changes } : item));

/** 对未经许可经营烟花爆竹制品的处罚. */
const FIREWORKS = 'CF-282474';

describe('a directory against the catalogue', () => {
  it('has no drift where both say the same', () => {
    expect(drift(cityItems())).toEqual([]);
  });

  it('says nothing of what the platform does not say', () => {
    const silent = { name: null, kind: null, category: null, department: null };
    expect(drift(changed(FIREWORKS, silent))).toEqual([]);
  });

  it('tells a retired item from one that is not there', () => {
    expect(drift(changed(FIREWORKS, { live: false }))).toMatchObject([{ kind: 'RETIRED', code: FIREWORKS }]);
    const without = cityItems().filter(({ code }) => code !== FIREWORKS);
    expect(drift(without)).toMatchObject([
      { kind: 'MISSING', code: FIREWORKS, name: '对未经许可经营烟花爆竹制品的处罚', row: null },
    ]);
  });

  it('tells a new code of the same name from a new item, also where the former row is gone', () => {
    const without = cityItems().filter(({ code }) => code !== FIREWORKS);
    const [only, ...more] = drift([...without, itemLike('E-28-001', 'CF-289999')]);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ kind: 'RECODED', code: FIREWORKS, successors: [{ code: 'CF-289999' }] });
  });

  it('does not take an item of the other kind for a successor', () => {
    const inspection = itemLike('E-28-001', 'JG-289999', { kind: 'SUPERVISION' });
    expect(drift([...changed(FIREWORKS, { live: false }), inspection]).map(({ kind }) => kind)).toEqual([
      'RETIRED',
      'NEW',
    ]);
  });

  it('takes a retired item for split where two new ones have names near to it, not where one has', () => {
    const gone = changed('CF-050583', { live: false });
    const parts = [
      itemLike('E-05-001', 'CF-059001', { name: '对擅自利用物业共用部位进行经营的处罚' }),
      itemLike('E-05-001', 'CF-059002', { name: '对擅自利用物业共用设施设备进行经营的处罚' }),
    ];
    expect(drift([...gone, ...parts])).toMatchObject([
      { kind: 'SPLIT', code: 'CF-050583', successors: [{ code: 'CF-059001' }, { code: 'CF-059002' }] },
    ]);
    expect(drift([...gone, parts[0]!])).toMatchObject([
      { kind: 'RETIRED', code: 'CF-050583' },
      { kind: 'NEW', code: 'CF-059001', counterparts: [{ matter: { code: 'E-05-001' } }, {}, {}] },
    ]);
  });

  it('says what differs, each by itself', () => {
    const both = changed(FIREWORKS, { name: '对无证经营烟花爆竹的处罚', category: '26' });
    expect(drift(both)).toMatchObject([
      { kind: 'RENAMED', difference: { of: 'name', there: '对无证经营烟花爆竹的处罚' } },
      { kind: 'ATTRIBUTE', difference: { of: 'category', here: '28', there: '26' } },
    ]);
  });

  it('reads a code that stands twice from its live row', () => {
    const former = itemLike('E-28-001', FIREWORKS, { live: false, name: '旧名称' });
    expect(drift([former, ...cityItems()])).toEqual([]);
    expect(drift([...cityItems(), former])).toEqual([]);
  });

  it('passes retired rows over that no matter maps to', () => {
    expect(drift([...cityItems(), itemLike('E-28-001', 'CF-289999', { live: false })])).toEqual([]);
  });

  it('says which matters a new item may be: by the province’s code that it names, then by its name', () => {
    const stranger = { name: '对取水许可和计划用水执行情况的监督检查', provinceCode: null };
    const [byName] = drift([...cityItems(), itemLike('S-01-001', 'JG-999999', stranger)]);
    expect(byName!.counterparts[0]).toMatchObject({ matter: { code: 'S-12-001' }, because: 'NAME' });
    expect(byName!.counterparts[0]!.score).toBeGreaterThan(0.6);
    const named = { ...stranger, provinceCode: codesOf(catalogue.matter('S-09-001')!, 'PROVINCE')[0]! };
    const [byCode] = drift([...cityItems(), itemLike('S-01-001', 'JG-999999', named)]);
    expect(byCode!.counterparts[0]).toMatchObject({ matter: { code: 'S-09-001' }, because: 'PROVINCE_CODE' });
  });
});

const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';

/** What is told of the rows that are given, on each day, by a catalogue in which matters of one file have these codes. */
async function tellers(codes: Readonly<Record<string, string>>) {
  using files = writtenFiles();
  for (const [written, dated] of Object.entries(codes)) files.edit(LITTER, written, dated);
  const dated = await loadCatalogue(files.directory);
  return (directory: Pick<Directory, 'platform' | 'lists'>, items: readonly DirectoryItem[], day: string) =>
    driftOf({ ...directory, items, gaps: [] }, dated, day)
      .filter(({ code }) => code.startsWith('CF-01') || code === 'G10104')
      .map(({ kind, code, matters }) => [kind, code, ...matters.map(matter => matter.code)].join(' '));
}

const CITY = { platform: 'CITY', lists: 'ITEMS' } as const;
const litter = (...others: DirectoryItem[]) => [
  ...cityItems().filter(({ code }) => code.startsWith('CF-01') && !others.some(one => one.code === code)),
  ...others,
];

describe('a directory against codes that begin and end', () => {
  it('has as new what is in use there and over in the catalogue, from the day on that it is over', async () => {
    const told = await tellers({ 'city: CF-010335': 'city: [{ code: CF-010335, to: 2024-07-01 }]' });
    expect(told(CITY, litter(), '2024-06-30')).toEqual([]);
    expect(told(CITY, litter(), '2024-07-01')).toEqual(['NEW CF-010335']);
    const renamed = litter(itemLike('E-01-005', 'CF-010335', { name: '新名称' }));
    expect(told(CITY, renamed, '2024-06-30')).toEqual(['RENAMED CF-010335 E-01-005']);
    const ended = litter(itemLike('E-01-005', 'CF-010335', { live: false }));
    for (const day of ['2024-06-30', '2024-07-01']) expect(told(CITY, ended, day)).toEqual([]);
  });

  it('has what the platform ended later than the catalogue, for events between have no matter', async () => {
    const told = await tellers({ 'city: CF-010335': 'city: [{ code: CF-010335, to: 2024-05-01 }]' });
    const ended = (changedAt: string) =>
      told(CITY, litter(itemLike('E-01-005', 'CF-010335', { live: false, changedAt })), '2024-07-26');
    expect(ended('2024-07-01T00:00:00+08:00')).toEqual(['ATTRIBUTE CF-010335 E-01-005']);
    // Where it ended within the day, the catalogue may say this day or the next.
    for (const day of ['2024-04-30', '2024-05-01']) expect(ended(`${day}T18:00:00+08:00`)).toEqual([]);
  });

  it('need not have what one matter ends early and another has to the platform’s end', async () => {
    const row = itemLike('E-01-005', 'CF-010335', { live: false, changedAt: '2024-07-01T00:00:00+08:00' });
    const until = (other: string) =>
      tellers({
        'city: CF-010335': 'city: [{ code: CF-010335, to: 2024-05-01 }]',
        'city: CF-010304': `city: [{ code: CF-010335, from: 2024-05-01, to: ${other} }]`,
      }).then(told => told(CITY, litter(row), '2024-07-26').filter(one => one.includes('CF-010335')));
    expect(await until('2024-07-01')).toEqual([]);
    expect(await until('2024-06-01')).toEqual(['ATTRIBUTE CF-010335 E-01-004']);
  });

  it('need not have what is to begin, until the day on which it does', async () => {
    const told = await tellers({
      'city: CF-010335': 'city: [{ code: CF-010335, to: 2024-07-01 }, { code: CF-019001, from: 2024-07-01 }]',
    });
    expect(told(CITY, litter(), '2024-06-30')).toEqual([]);
    expect(told(CITY, litter(), '2024-07-01')).toEqual([
      'RECODED CF-019001 E-01-005', // The former code is still in use there.
    ]);
    const both = litter(itemLike('E-01-005', 'CF-019001'));
    expect(told(CITY, both, '2024-06-30')).toEqual([]);
    expect(told(CITY, both, '2024-07-01')).toEqual(['NEW CF-010335']);
  });

  it('is held against the matter that a code stands for on the day, not the one that it stood for', async () => {
    const told = await tellers({
      'city: CF-010335': 'city: [{ code: CF-010335, to: 2024-07-01 }]',
      'city: CF-010304': 'city: [{ code: CF-010335, from: 2024-07-01 }]',
    });
    const called = (name: string) =>
      litter(itemLike('E-01-004', 'CF-010335', { name })).filter(({ code }) => code !== 'CF-010304');
    const [former, latter] = ['E-01-005', 'E-01-004'].map(code => catalogue.matter(code)!.nameZh);
    expect(told(CITY, called(former!), '2024-06-30')).toEqual([]);
    expect(told(CITY, called(latter!), '2024-06-30')).toEqual(['RENAMED CF-010335 E-01-005']);
    expect(told(CITY, called(former!), '2024-07-01')).toEqual(['RENAMED CF-010335 E-01-004']);
    expect(told(CITY, called(latter!), '2024-07-01')).toEqual([]);
  });

  it('need not have a listed class that is over for all of its matters', async () => {
    const told = await tellers({ 'grassroots: G10104': 'grassroots: [{ code: G10104, to: 2024-07-01 }]' });
    const classes = { platform: 'GRASSROOTS', lists: 'CLASSES' } as const;
    const rows = catalogue.gridClasses.map(({ code, nameZh }) => ({
      ...itemLike('E-01-001', code, { name: nameZh }),
      kind: null,
    }));
    const without = rows.filter(({ code }) => code !== 'G10104');
    expect(told(classes, rows, '2024-06-30')).toEqual([]);
    expect(told(classes, without, '2024-06-30')).toEqual([]);
    expect(told(classes, without, '2024-07-01')).toEqual([]);
    expect(told(classes, rows, '2024-07-01')).toEqual(['NEW G10104']);
  });
});
