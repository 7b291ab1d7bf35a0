import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import type { Matter } from '../../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { codeOf, PLATFORM_CODES } from '../../../src/upstream/platform-code.ts';
import { OTHERS, THREE } from '../../three-platforms.ts';

const catalogue = await loadCatalogue('schema');

interface Written {
  supervision: WrittenMatter[];
  enforcement: WrittenMatter[];
}
interface WrittenMatter {
  code: string;
  codes?: Record<string, string | { code: string }[]>;
}

const always = (code: string) => ({ code, from: null, to: null });
const codesOf = (matters: readonly Matter[]) => matters.map(matter => matter.code);

describe('The matters', () => {
  /** The one place that holds the report to the shipped files: who adds or takes out a matter meets it here alone. */
  it('are as many as the report says (C6); where one is added, look whether its figures hold, and correct them here', () => {
    const count = (of: string) => catalogue.matters.filter(({ kind }) => kind === of).length;
    expect(`${count('SUPERVISION')} of supervision, ${count('ENFORCEMENT')} of enforcement`).toBe(
      '88 of supervision, 89 of enforcement',
    );
  });

  it('have a code of their own each', () => {
    expect(new Set(codesOf(catalogue.matters)).size).toBe(catalogue.matters.length);
  });

  it('belong to 40 categories, each matter to one and each category to some (C7)', () => {
    expect(catalogue.categories.map(category => category.code)).toEqual(
      Array.from({ length: 40 }, (_, index) => `${index + 1}`.padStart(2, '0')),
    );
    const byCategory = catalogue.categories.map(category => catalogue.mattersOf(category.code));
    expect(byCategory.filter(matters => matters.length === 0)).toEqual([]);
    expect(codesOf(byCategory.flat()).sort()).toEqual(codesOf(catalogue.matters).toSorted());
  });

  it('come in order of kind, supervision first, then code', () => {
    const codes = codesOf(catalogue.matters);
    const of = (kind: string) => codes.filter(code => code.startsWith(kind)).sort();
    expect(codes).toEqual([...of('S'), ...of('E')]);
  });

  it('of enforcement say the penalty, its range in yuan and whether townships may be given the power', () => {
    expect(catalogue.matter('E-01-005')).toEqual({
      code: 'E-01-005',
      kind: 'ENFORCEMENT',
      nameZh: '对随意倾倒、抛撒或者堆放建筑垃圾的处罚',
      nameEn: 'Dumping, scattering or piling construction waste',
      category: catalogue.category('01'),
      department: catalogue.department('331100ZFJ'),
      legalBasis: '《城市建筑垃圾管理规定》第十五条',
      supervision: null,
      penalty: {
        text: '责令限期改正，给予警告；对单位处五千元以上五万元以下罚款，对个人处二百元以下罚款',
        basis: '《城市建筑垃圾管理规定》第二十六条',
        fineMin: null,
        fineMax: 50_000,
        procedure: 'ORDINARY',
      },
      delegable: true,
      codes: {
        CITY: [always('CF-010335')],
        GRASSROOTS: [always('G10107')],
        PROVINCE: [always('3302012719005')],
        ...Object.fromEntries(OTHERS.map(name => [codeOf(name), []])),
      },
    });
  });

  it('of supervision say who is inspected, how and how often', () => {
    const matter = catalogue.matter('S-01-001')!;
    expect(matter.supervision).toEqual({
      object: '生活垃圾分类管理责任人、收运处置单位',
      methods: ['现场检查', '双随机抽查'],
      frequency: '每季度一次',
    });
    expect([matter.penalty, matter.delegable]).toEqual([null, null]);
  });

  it('have the department of their category where they name none', () => {
    expect(catalogue.category('08')!.department.nameZh).toBe('丽水市建设局');
    expect(catalogue.matter('S-08-001')!.department.nameZh).toBe('丽水市建设局');
    expect(catalogue.matter('E-08-001')!.department.nameZh).toBe('丽水市综合行政执法局');
  });

  it('say that the lists are constructed, not official', () => {
    expect(catalogue.official).toBe(false);
    expect(catalogue.notice).toContain('constructed, not official');
    expect(catalogue.notice).toContain('非官方');
  });

  it('are read without a warning', () => {
    expect(catalogue.warnings).toEqual([]);
  });
});

describe("A platform's code", () => {
  // Read by another library, past the loader.
  const written = readdirSync('schema/matters')
    .filter(name => name.endsWith('.yaml'))
    .map(name => load(readFileSync(`schema/matters/${name}`, 'utf8'), { schema: FAILSAFE_SCHEMA }) as Written)
    .flatMap(({ supervision, enforcement }) => [...supervision, ...enforcement])
    .flatMap(({ code: matter, codes }) =>
      PLATFORM_CODES.flatMap(platform => {
        const own = codes?.[platform.toLowerCase()] ?? [];
        const all = typeof own === 'string' ? [own] : own.map(({ code }) => code);
        return all.map(code => ({ platform, code, matter }));
      }),
    );

  it.each(THREE.map(codeOf))('is written of %s', of => {
    expect(written.filter(({ platform }) => platform === of)).not.toEqual([]);
  });

  it.each(PLATFORM_CODES)('is found for each that is written of %s, whatever digits it begins with', of => {
    const own = written.filter(({ platform }) => platform === of);
    const lost = own.filter(
      ({ code, matter }) => !codesOf(catalogue.mattersByCode(of, code)).includes(matter),
    );
    expect(lost).toEqual([]);
  });

  it('finds no matter that does not carry it', () => {
    const found = written.flatMap(({ platform, code }) =>
      catalogue
        .mattersByCode(platform, code)
        .filter(({ codes }) => !codes[platform].some(own => own.code === code)),
    );
    expect(found).toEqual([]);
  });

  it('may be a grid class that a supervision and an enforcement item share', () => {
    expect(codesOf(catalogue.mattersByCode('GRASSROOTS', 'G10107'))).toEqual(['S-01-003', 'E-01-005']);
    expect(catalogue.gridClass('G10107')!.nameZh).toBe('建筑垃圾');
  });

  it('stands for one matter in the province and in the city', () => {
    const shared = written.filter(
      ({ platform, code }) => platform !== 'GRASSROOTS' && catalogue.mattersByCode(platform, code).length > 1,
    );
    expect(shared).toEqual([]);
  });

  it('may be one that no mapping knows, on its own platform or at all', () => {
    expect(catalogue.mattersByCode('GRASSROOTS', 'G10901')).toEqual([]);
    expect(catalogue.mattersByCode('PROVINCE', 'CF-010335')).toEqual([]);
    expect(catalogue.mattersByCode('CITY', 'constructor')).toEqual([]);
  });

  it('may be a grid class, each of which has matters', () => {
    expect(catalogue.gridClasses).not.toEqual([]);
    const idle = catalogue.gridClasses.filter(
      ({ code }) => catalogue.mattersByCode('GRASSROOTS', code).length === 0,
    );
    expect(idle).toEqual([]);
  });

  it('is none where the platform has no such item', () => {
    expect(catalogue.matter('S-08-003')!.codes.GRASSROOTS).toEqual([]);
  });
});

describe('The regions', () => {
  const atLevel = (...levels: string[]) => catalogue.regions.filter(region => levels.includes(region.level));

  it('are one city, nine counties, a zone that is not one of them, and 173 townships (C9)', () => {
    expect(atLevel('CITY').map(region => region.nameZh)).toEqual(['丽水市']);
    expect(atLevel('COUNTY')).toHaveLength(9);
    expect(atLevel('FUNCTIONAL_ZONE').map(region => region.code)).toEqual(['331171']);
    expect(atLevel('SUBDISTRICT')).toHaveLength(31);
    expect(atLevel('TOWN')).toHaveLength(54);
    expect(atLevel('TOWNSHIP')).toHaveLength(88);
  });

  it('are a tree whose every township lies in a county and whose every region lies in the city', () => {
    expect(catalogue.parent('331102001')!.nameZh).toBe('莲都区');
    expect(catalogue.parent('331100')).toBeUndefined();
    expect(catalogue.children('331100')).toHaveLength(10);
    expect(catalogue.children('331102')[0]!.nameZh).toBe('紫金街道');
    expect(catalogue.children('331171')).toEqual([]);
    const counties = atLevel('COUNTY');
    const townships = atLevel('SUBDISTRICT', 'TOWN', 'TOWNSHIP');
    expect(counties.flatMap(county => catalogue.children(county.code))).toHaveLength(townships.length);
    expect(catalogue.regions.filter(region => !catalogue.isWithin(region.code, '331100'))).toEqual([]);
  });

  it('contain themselves and what is below, not what is beside or above', () => {
    expect(catalogue.isWithin('331102001', '331102')).toBe(true);
    expect(catalogue.isWithin('331102001', '331102001')).toBe(true);
    expect(catalogue.isWithin('331102001', '331121')).toBe(false);
    expect(catalogue.isWithin('331102', '331102001')).toBe(false);
  });

  it('are known by six or nine digits only', () => {
    expect(catalogue.region('331102001')!.longitude).toBe(119.9265);
    expect(catalogue.region('331102001000')).toBeUndefined();
    expect(catalogue.isWithin('33110', '331100')).toBe(false);
    expect(catalogue.isWithin('331102001', '3311')).toBe(false);
  });
});

describe('The departments', () => {
  it('are 21 bureaus of the city and of each county, and 6 of the zone', () => {
    expect(catalogue.departments).toHaveLength(216);
    const byRegion = Map.groupBy(catalogue.departments, department => department.region.code);
    expect(byRegion.get('331100')).toHaveLength(21);
    expect(byRegion.get('331181')).toHaveLength(21);
    expect(byRegion.get('331171')).toHaveLength(6);
  });

  it('are found by the code of their region and their kind', () => {
    expect(catalogue.department('331102ZFJ')).toEqual({
      code: '331102ZFJ',
      kind: 'ZFJ',
      region: catalogue.region('331102'),
      nameZh: '莲都区综合行政执法局',
      nameEn: 'Liandu District Comprehensive Administrative Enforcement Bureau',
    });
    expect(catalogue.department('331171LYJ')).toBeUndefined();
  });

  it("include each township's own team, which no county and no zone has", () => {
    expect(catalogue.teams).toHaveLength(173);
    expect(catalogue.department('331102001ZFD')).toMatchObject({
      nameZh: '紫金街道综合行政执法队',
      nameEn: null,
    });
    expect(catalogue.department('331102001ZFD')!.region).toBe(catalogue.region('331102001'));
    expect(catalogue.department('331102ZFD')).toBeUndefined();
    expect(catalogue.department('331171ZFD')).toBeUndefined();
  });
});
