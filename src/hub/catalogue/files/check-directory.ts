import { NO_SUCH_REGION, TAKE_ONE_OUT, type Words } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import type { DepartmentsFile, RegionsFile } from './directory-files.ts';

/** That codes of regions stand under the region that they begin with. */
export function* checkRegions(file: string, regions: Holed<RegionsFile>): Generator<Problem> {
  const city = Object.keys(regions.city ?? {})[0];
  const misplaced = function* (path: Path, parent: string): Generator<Problem> {
    const code = String(path.at(-1));
    if (code.startsWith(parent)) return;
    yield error(file, path, {
      problem: { en: `expected a code that begins with ${parent}`, zh: `编码应以 ${parent} 开头` },
      remedy: { en: 'correct it, or move it to its own region', zh: '请更正，或移到所属区划之下' },
    });
  };
  for (const section of ['counties', 'zones'] as const) {
    for (const code of Object.keys(regions[section] ?? {})) {
      if (city !== undefined) yield* misplaced([section, code], city.slice(0, 4));
    }
  }
  for (const code of Object.keys(regions.zones ?? {})) {
    if (regions.counties && code in regions.counties) {
      yield error(file, ['zones', code], { problem: ALSO_COUNTY, remedy: TAKE_ONE_OUT });
    }
  }
  for (const [county, members] of Object.entries(regions.counties ?? {})) {
    const seen = new Set<string>();
    for (const group of ['subdistricts', 'towns', 'townships'] as const) {
      for (const code of Object.keys(members?.[group] ?? {})) {
        const path = ['counties', county, group, code];
        yield* misplaced(path, county);
        if (seen.has(code)) yield error(file, path, { problem: TWICE, remedy: TAKE_ONE_OUT });
        seen.add(code);
      }
    }
  }
}

/** That bureaus belong to regions that there are, and that the city has some, since matters refer to them. */
export function* checkDepartments(
  file: string,
  { bureaus = {} }: Holed<DepartmentsFile>,
  { city = {}, counties = {}, zones = {} }: Holed<RegionsFile>,
): Generator<Problem> {
  const known = { ...city, ...counties, ...zones };
  for (const code of Object.keys(bureaus)) {
    if (Object.hasOwn(known, code)) continue;
    yield error(file, ['bureaus', code], NO_SUCH_REGION);
  }
  for (const code of Object.keys(city)) {
    if (Object.hasOwn(bureaus, code)) continue;
    yield error(file, ['bureaus'], {
      problem: { en: `the city, ${code}, has no bureaus`, zh: `市本级（${code}）没有部门` },
      remedy: { en: 'write those that matters refer to', zh: '请填写事项用到的部门' },
    });
  }
}

const ALSO_COUNTY = { en: 'is also a county', zh: '同时列为县（市、区）' };
const TWICE = { en: 'stands twice', zh: '编码重复' };

function error(file: string, path: Path, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path, at: 'KEY', value: null, problem, remedy };
}
