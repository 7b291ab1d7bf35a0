import { nameOf, PLATFORM_CODES } from '../../../upstream/platform-code.ts';
import type { Finding } from '../../files/finding.ts';
import type { Catalogue, Category, Department, Matter, MatterCode } from '../catalogue.ts';
import { codeIndex } from '../code-index.ts';
import { buildDepartments, buildGridClasses, buildRegions, buildTeams } from './build-directory.ts';
import type { DepartmentsFile, GridClassesFile, KnownDriftFile, RegionsFile } from './directory-files.ts';
import type { DatedCode, EnforcementItem, MatterFile, SupervisionItem, WrittenCodes } from './matter-file.ts';

export interface CatalogueFiles {
  readonly matters: readonly MatterFile[];
  readonly regions: RegionsFile;
  readonly departments: DepartmentsFile;
  readonly gridClasses: GridClassesFile;
  /** Absent where the folder has no such file: it is younger than the others. */
  readonly knownDrift?: KnownDriftFile | undefined;
}

const NOTICE =
  'The lists of categories and matters are constructed, not official: the laws are real, the item codes are invented. ' +
  '类别与事项清单为构造数据，非官方目录：法律依据真实，事项编码为虚构。';

/** Puts together what checked files say. */
export function buildCatalogue(files: CatalogueFiles, warnings: readonly Finding[]): Catalogue {
  const regions = buildRegions(files.regions);
  const regionByCode = indexed(regions);
  const departments = buildDepartments(files.departments, code => regionByCode.get(code)!);
  const teams = buildTeams(files.departments, regions);
  const departmentByCode = indexed([...departments, ...teams]);
  const childrenByCode = Map.groupBy(regions, region => region.parent?.code);
  const city = regions[0]!.code;
  const bureau = (kind: string) => departmentByCode.get(city + kind)!;

  const categories: Category[] = [];
  const matters: Matter[] = [];
  for (const file of files.matters) {
    const category = buildCategory(file, bureau);
    categories.push(category);
    for (const item of file.supervision) matters.push(supervisionMatter(item, category, bureau));
    for (const item of file.enforcement) matters.push(enforcementMatter(item, category, bureau));
  }
  categories.sort((a, b) => (a.code < b.code ? -1 : 1));
  // S before E, which is the order in which the schema promises them.
  matters.sort((a, b) =>
    a.kind === b.kind ? (a.code < b.code ? -1 : 1) : a.kind === 'SUPERVISION' ? -1 : 1,
  );

  const matterByCode = indexed(matters);
  const categoryByCode = indexed(categories);
  const mattersByCategory = Map.groupBy(matters, matter => matter.category.code);
  const gridClasses = buildGridClasses(files.gridClasses);
  const gridClassByCode = indexed(gridClasses);

  return {
    official: false,
    notice: NOTICE,
    matters,
    matter: code => matterByCode.get(code),
    categories,
    category: code => categoryByCode.get(code),
    mattersOf: category => mattersByCategory.get(category) ?? [],
    ...codeIndex(matters),
    regions,
    region: code => regionByCode.get(code),
    children: code => childrenByCode.get(code) ?? [],
    parent: code => regionByCode.get(code)?.parent ?? undefined,
    isWithin(code, ancestor) {
      for (let region = regionByCode.get(code) ?? null; region; region = region.parent) {
        if (region.code === ancestor) return true;
      }
      return false;
    },
    departments,
    teams,
    department: code => departmentByCode.get(code),
    gridClasses,
    gridClass: code => gridClassByCode.get(code),
    knownDrift: files.knownDrift?.known ?? [],
    warnings,
  };
}

type Bureau = (kind: string) => Department;

function buildCategory(
  { category: { code, zh, en, department, note } }: MatterFile,
  bureau: Bureau,
): Category {
  return { code, nameZh: zh, nameEn: en, department: bureau(department), note: note ?? null };
}

function supervisionMatter(item: SupervisionItem, category: Category, bureau: Bureau): Matter {
  const { object, methods, frequency } = item;
  const supervision = { object, methods, frequency };
  return {
    ...common(item, category, bureau),
    kind: 'SUPERVISION',
    supervision,
    penalty: null,
    delegable: null,
  };
}

function enforcementMatter(item: EnforcementItem, category: Category, bureau: Bureau): Matter {
  const { text, basis, fine, procedure } = item.penalty;
  const penalty = { text, basis, fineMin: fine?.min ?? null, fineMax: fine?.max ?? null, procedure };
  const { delegable } = item;
  return { ...common(item, category, bureau), kind: 'ENFORCEMENT', supervision: null, penalty, delegable };
}

function common(item: SupervisionItem | EnforcementItem, category: Category, bureau: Bureau) {
  const { code, zh, en, department, basis, codes = {} } = item;
  return {
    code,
    nameZh: zh,
    nameEn: en,
    category,
    department: department === undefined ? category.department : bureau(department),
    legalBasis: basis,
    codes: Object.fromEntries(
      PLATFORM_CODES.map(platform => [platform, codesOf(codes[nameOf(platform)])]),
    ) as Matter['codes'],
  };
}

function codesOf(written: WrittenCodes | undefined): readonly MatterCode[] {
  return [written ?? []].flat().map(one => {
    const { code, from, to }: DatedCode = typeof one === 'string' ? { code: one } : one;
    return { code, from: from ?? null, to: to ?? null };
  });
}

function indexed<Item extends { code: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map(item => [item.code, item]));
}
