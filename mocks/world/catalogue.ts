/** The catalogue, regions and departments as the three platforms know them: `mocks/data/*.tsv`, read once. */
import { readFileSync } from 'node:fs';

export interface Item {
  /** The catalogue's own code, `E-01-005`; never on the wire. */
  code: string;
  kind: 'supervision' | 'enforcement';
  category: string;
  name: string;
  /** What the name is about: without 对…的处罚 or 对…的监督检查. */
  topic: string;
  departmentKind: string;
  legalBasis: string;
  delegable: boolean;
  procedure: 'simple' | 'ordinary' | null;
  /** Words of the penalty; empty for a supervision item. */
  penalty: string;
  fineMin: number | null;
  fineMax: number | null;
  provinceCode: string;
  cityCode: string;
  gridClass: string | null;
}

export interface Place {
  code: string;
  name: string;
  level: 'CITY' | 'COUNTY' | 'FUNCTIONAL_ZONE' | 'SUBDISTRICT' | 'TOWN' | 'TOWNSHIP';
  /** Code of the county or the zone; its own for one of those. */
  county: string;
  countyName: string;
  lng: number;
  lat: number;
}

export interface Department {
  code: string;
  name: string;
  kind: string;
  region: string;
}

type Row = Record<string, string>;

export function readTable(name: string): Row[] {
  const text = readFileSync(new URL(`../data/${name}.tsv`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.split(/\r?\n/).filter(line => line !== '');
  const columns = head.split('\t');
  return lines.map(line => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

const cell = (row: Row, column: string): string => {
  const value = row[column];
  if (value === undefined)
    throw new Error(`mocks/data: expected a column ${column}, got ${Object.keys(row)}`);
  return value;
};
const amount = (row: Row, column: string): number | null => (row[column] ? Number(row[column]) : null);

export const categories = readTable('categories').map(row => ({
  code: cell(row, 'code'),
  name: cell(row, 'name_zh'),
}));

export const departments: readonly Department[] = readTable('departments').map(row => ({
  code: cell(row, 'code'),
  name: cell(row, 'name_zh'),
  kind: cell(row, 'kind'),
  region: cell(row, 'region'),
}));

const departmentByCode = new Map(departments.map(department => [department.code, department]));
const kindByCityName = new Map(
  departments.filter(row => row.region === '331100').map(row => [row.name.replace('丽水', ''), row.kind]),
);

function itemOf(row: Row, kind: Item['kind']): Item {
  const name = cell(row, 'name_zh');
  return {
    code: cell(row, 'code'),
    kind,
    category: cell(row, 'category'),
    name,
    topic: name.replace(/^对/, '').replace(/的(处罚|监督检查)$/, ''),
    departmentKind: kindByCityName.get(cell(row, 'department_zh')) ?? 'ZFJ',
    legalBasis: cell(row, 'legal_basis_zh'),
    delegable: row.township_delegable === 'true',
    procedure: row.procedure === 'SIMPLE' ? 'simple' : row.procedure === 'ORDINARY' ? 'ordinary' : null,
    penalty: row.penalty_zh ?? '',
    fineMin: amount(row, 'fine_min'),
    fineMax: amount(row, 'fine_max'),
    provinceCode: cell(row, 'province_code'),
    cityCode: cell(row, 'city_code'),
    gridClass: row.grassroots_code || null,
  };
}

export const items: readonly Item[] = [
  ...readTable('supervision_items').map(row => itemOf(row, 'supervision')),
  ...readTable('enforcement_items').map(row => itemOf(row, 'enforcement')),
];

export const gridClasses = readTable('grid_classes').map(row => ({
  code: cell(row, 'grassroots_code'),
  name: cell(row, 'name_zh'),
}));

/** The items that a grid class may mean. */
export const itemsByClass = Map.groupBy(
  items.filter(item => item.gridClass !== null),
  item => item.gridClass ?? '',
);

const regionRows = readTable('regions');
const regionNames = new Map(regionRows.map(row => [cell(row, 'code'), cell(row, 'name_zh')]));

export const places: readonly Place[] = regionRows.map(row => {
  const code = cell(row, 'code');
  const county = code.slice(0, 6);
  return {
    code,
    name: cell(row, 'name_zh'),
    level: cell(row, 'level') as Place['level'],
    county,
    countyName: regionNames.get(county) ?? '',
    lng: Number(cell(row, 'lon')),
    lat: Number(cell(row, 'lat')),
  };
});

export const counties = places.filter(place => place.level === 'COUNTY' || place.level === 'FUNCTIONAL_ZONE');
export const townships = places.filter(place => place.code.length === 9);
export const townshipsByCounty = Map.groupBy(townships, place => place.county);
const placeByCode = new Map(places.map(place => [place.code, place]));

export function placeOf(code: string): Place {
  const place = placeByCode.get(code);
  if (!place) throw new Error(`placeOf: expected a code of mocks/data/regions.tsv, got ${code}`);
  return place;
}

/** The county's department of that kind; where the county (or zone) has none, the city's. */
export function departmentFor(county: string, kind: string): Department {
  const found = departmentByCode.get(`${county}${kind}`) ?? departmentByCode.get(`331100${kind}`);
  if (!found) throw new Error(`departmentFor: expected a kind of mocks/data/departments.tsv, got ${kind}`);
  return found;
}

/** A township's own enforcement team, whose code is the township's with `ZFD`. */
export const teamOf = (place: Place): Department => ({
  code: `${place.code}ZFD`,
  name: `${place.name}综合行政执法队`,
  kind: 'ZFD',
  region: place.code,
});
