import { describe, expect, it } from '@jest/globals';
import type { Directory, DirectoryItem } from '../../../../src/hub/catalogue/drift/directory-item.ts';
import { driftOf } from '../../../../src/hub/catalogue/drift/drift.ts';
import { codesOf } from '../../../../src/hub/catalogue/drift/mapped-codes.ts';
import { loadCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';

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
  driftOf({ platform: 'CITY', lists: 'ITEMS', items, gaps: [] } satisfies Directory, catalogue);

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
