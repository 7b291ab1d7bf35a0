/**
 * The platforms' live directories: the catalogue with the changes of `mocks/data/oddities.tsv`, of which each is
 * listed as planted.
 */
import type { CityItem } from '../city/record.ts';
import type { GridClass } from '../grassroots/record.ts';
import type { ProvinceItem } from '../province/record.ts';
import { maskedName } from './actors.ts';
import {
  categories,
  departmentFor,
  departments,
  gridClasses,
  type Item,
  items,
  readTable,
  teamOf,
  townships,
} from './catalogue.ts';
import { allGrids } from './grids.ts';
import { between, randomOf } from './random.ts';
import type { Planted, World } from './world.ts';

type Directories = {
  province: World['province']['items'];
  city: Pick<World['city'], 'items' | 'departments' | 'teams'>;
  grassroots: Pick<World['grassroots'], 'classes' | 'grids'>;
  planted: Planted[];
};

const UPDATED = { day: '2024-01-02', time: '09:00:00' };
const CHANGED = { day: '2024-07-01', time: '00:00:00' };

export function directoriesOf(seed: number): Directories {
  const directories: Directories = {
    province: items.map(provinceItem),
    city: {
      items: items.map(cityItem),
      departments: departments.map(({ code, name, region }) => ({ code, name, region_code: region })),
      teams: teamsOf(seed),
    },
    grassroots: { classes: classes(), grids: allGrids(seed) },
    planted: [],
  };
  for (const row of readTable('oddities')) applyOddity(directories, row);
  return directories;
}

const categoryName = (code: string): string => categories.find(row => row.code === code)?.name ?? '';
/** The items are the province's own list; of the departments it knows the city's. */
const cityDepartment = (item: Item) => departmentFor('331100', item.departmentKind);

const provinceItem = (item: Item): ProvinceItem => ({
  itemCode: item.provinceCode,
  itemName: item.name,
  itemKind: item.kind === 'supervision' ? '1' : '2',
  categoryCode: item.category,
  categoryName: categoryName(item.category),
  deptCode: cityDepartment(item).code,
  deptName: cityDepartment(item).name,
  legalBasis: item.legalBasis,
  delegable: item.delegable ? '1' : '0',
  status: '1',
  updateTime: `${UPDATED.day} ${UPDATED.time}`,
});

const cityItem = (item: Item): CityItem => ({
  item_code: item.cityCode,
  name: item.name,
  kind: item.kind,
  category_code: `C${item.category}`,
  category_name: categoryName(item.category),
  department_code: cityDepartment(item).code,
  province_item_code: item.provinceCode,
  live: true,
  updated_at: `${UPDATED.day}T${UPDATED.time}+08:00`,
});

/** A class's group is its first four signs. */
const classes = (): GridClass[] =>
  gridClasses.map(({ code, name }) => ({
    lbdm: code,
    lbmc: name,
    fldm: code.slice(0, 4),
    flmc: GROUPS[code.slice(0, 4)] ?? '其他',
    sfyx: '1',
  }));

const GROUPS: Record<string, string> = {
  G101: '市容环卫',
  G102: '园林绿化',
  G103: '市政设施',
  G104: '规划建设',
  G105: '房屋物业',
  G106: '建筑工地',
  G107: '燃气',
  G108: '供排水',
  G109: '其他城市管理',
  G201: '生态环境',
  G202: '土地矿产',
  G203: '水利',
  G204: '林业',
  G205: '农业渔业',
  G301: '交通',
  G302: '市场监管',
  G401: '安全生产',
  G501: '民生',
  G502: '文旅文物',
  G503: '卫生',
};

const teamsOf = (seed: number): World['city']['teams'] =>
  [...departments.filter(row => row.kind === 'ZFJ'), ...townships.map(teamOf)].map(team => {
    const random = randomOf(seed, 'team', team.code);
    const officers = Array.from({ length: between(random, 2, 6) }, () => ({
      name: maskedName(random),
      certificate_no: '1111********',
    }));
    return { code: team.code, name: team.name, region_code: team.region, officers };
  });

/** Changes the directory of the platform that the row names; a row of an unknown kind is an error of the data. */
function applyOddity(directories: Directories, row: Record<string, string>): void {
  const {
    kind = '',
    platform = '',
    matter = '',
    native_code: code = '',
    native_name: name = '',
    what = '',
  } = row;
  const item = items.find(candidate => candidate.code === matter);
  const lower = platform.toLowerCase() as Planted['platform'];
  directories.planted.push({
    kind: 'DIRECTORY',
    event: null,
    platform: lower,
    record: code || null,
    field: kind,
    what,
  });
  const changedAtProvince = `${CHANGED.day} ${CHANGED.time}`;
  const changedAtCity = `${CHANGED.day}T${CHANGED.time}+08:00`;
  const province = directories.province.find(candidate => candidate.itemCode === item?.provinceCode);
  const city = directories.city.items.find(candidate => candidate.item_code === item?.cityCode);
  switch (`${kind} ${platform}`) {
    case 'RENAMED PROVINCE':
      Object.assign(province!, { itemName: name, updateTime: changedAtProvince });
      break;
    case 'RETIRED CITY':
      Object.assign(city!, { live: false, updated_at: '2024-06-30T00:00:00+08:00' });
      break;
    case 'MISSING PROVINCE':
      directories.province = directories.province.filter(candidate => candidate !== province);
      break;
    case 'SPLIT CITY':
      Object.assign(city!, { live: false, updated_at: changedAtCity });
      directories.city.items.push({ ...city!, item_code: code, name, live: true });
      break;
    case 'RECODED PROVINCE':
      Object.assign(province!, { status: '0', updateTime: changedAtProvince });
      directories.province.push({ ...province!, itemCode: code, itemName: name, status: '1' });
      break;
    case 'NEW CITY': {
      const near = directories.city.items.find(
        candidate => candidate.category_code === `C${code.slice(3, 5)}`,
      )!;
      const { province_item_code: _none, ...rest } = near;
      const added = {
        item_code: code,
        name,
        kind: 'enforcement' as const,
        live: true,
        updated_at: changedAtCity,
      };
      directories.city.items.push({ ...rest, ...added });
      break;
    }
    case 'NEW GRASSROOTS':
      directories.grassroots.classes.push({
        lbdm: code,
        lbmc: name,
        fldm: 'G109',
        flmc: GROUPS.G109!,
        sfyx: '1',
      });
      break;
    case 'NEW PROVINCE': {
      const near = directories.province.find(candidate => candidate.categoryCode === '19')!;
      directories.province.push({
        ...near,
        itemCode: code,
        itemName: name,
        itemKind: '1',
        updateTime: changedAtProvince,
      });
      break;
    }
    case 'ATTRIBUTE PROVINCE':
      Object.assign(province!, { delegable: '0', updateTime: changedAtProvince });
      break;
    case 'ATTRIBUTE CITY':
      Object.assign(city!, {
        category_code: 'C19',
        category_name: categoryName('19'),
        updated_at: changedAtCity,
      });
      break;
    default:
      throw new Error(`oddities.tsv: expected a known kind and platform, got ${kind} ${platform}`);
  }
}
