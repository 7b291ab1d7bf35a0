import type { Department, GridClass, Region, RegionLevel } from '../catalogue.ts';
import type { DepartmentsFile, GridClassesFile, Place, RegionsFile } from './directory-files.ts';

/** In order of code, which puts each region before those below it. */
export function buildRegions({ city, counties, zones }: RegionsFile): Region[] {
  const regions: Region[] = [];
  const add = (
    code: string,
    level: RegionLevel,
    parent: Region | null,
    { zh, en, at: [longitude, latitude] }: Place,
  ) => {
    const region: Region = { code, level, nameZh: zh, nameEn: en, parent, longitude, latitude };
    regions.push(region);
    return region;
  };
  const addAll = (places: Record<string, Place> | undefined, level: RegionLevel, parent: Region) => {
    for (const [code, place] of Object.entries(places ?? {})) add(code, level, parent, place);
  };

  for (const [cityCode, place] of Object.entries(city)) {
    const top = add(cityCode, 'CITY', null, place);
    for (const [code, county] of Object.entries(counties)) {
      const region = add(code, 'COUNTY', top, county);
      addAll(county.subdistricts, 'SUBDISTRICT', region);
      addAll(county.towns, 'TOWN', region);
      addAll(county.townships, 'TOWNSHIP', region);
    }
    addAll(zones, 'FUNCTIONAL_ZONE', top);
  }
  return regions.sort(byCode);
}

export function buildDepartments(
  { bureaus }: DepartmentsFile,
  region: (code: string) => Region,
): Department[] {
  return Object.entries(bureaus).flatMap(([code, kinds]) =>
    Object.entries(kinds).map(([kind, { zh, en }]) => {
      return { code: code + kind, kind, region: region(code), nameZh: zh, nameEn: en };
    }),
  );
}

/** A township's team has the township's code and name with what all teams add: 331102001ZFD 紫金街道综合行政执法队. */
export function buildTeams(
  { township_team: team }: DepartmentsFile,
  regions: readonly Region[],
): Department[] {
  return regions
    .filter(({ code }) => code.length === 9)
    .map(region => {
      return {
        code: region.code + team.kind,
        kind: team.kind,
        region,
        nameZh: region.nameZh + team.zh,
        nameEn: null,
      };
    });
}

export function buildGridClasses({ classes }: GridClassesFile): GridClass[] {
  return Object.entries(classes)
    .map(([code, { zh, en }]) => ({ code, nameZh: zh, nameEn: en }))
    .sort(byCode);
}

function byCode(a: { code: string }, b: { code: string }): number {
  return a.code < b.code ? -1 : 1;
}
