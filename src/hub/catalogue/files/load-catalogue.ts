import { existsSync, readdirSync } from 'node:fs';
import type { Words } from '../../files/common-words.ts';
import { type Finding, FindingsError } from '../../files/finding.ts';
import type { Problem } from '../../files/problem.ts';
import { SchemaFiles, wholeFile } from '../../files/schema-files.ts';
import type { Text } from '../../files/text.ts';
import type { Catalogue } from '../catalogue.ts';
import { buildCatalogue, type CatalogueFiles } from './build-catalogue.ts';
import { checkDepartments, checkRegions } from './check-directory.ts';
import { checkKnownDrift } from './check-known-drift.ts';
import { checkMatters } from './check-matters.ts';
import type { DepartmentsFile, GridClassesFile, KnownDriftFile, RegionsFile } from './directory-files.ts';
import { isMatterFile, type MatterFile } from './matter-file.ts';
import { wordsForMatters } from './matter-words.ts';

/**
 * Reads and checks the catalogue's files, all of them whatever is wrong with one.
 *
 * @param directory the folder that holds `matters/` and `directory/`, such as `schema`.
 * @param called what findings call it; its own name unless said.
 * @throws FindingsError with every finding, when at least one is an error.
 */
export async function loadCatalogue(directory: string | URL, called?: string): Promise<Catalogue> {
  const { files, findings } = await checkCatalogue(directory, called);
  if (!files) throw new FindingsError(OF_THE_CATALOGUE, findings);
  return buildCatalogue(files, findings);
}

/** Whose files they are, where they cannot be used. */
export const OF_THE_CATALOGUE: Text = { en: "the catalogue's", zh: '目录' };

/** The same without building or throwing: everything there is to say, and the files if none of it is an error. */
export async function checkCatalogue(
  directory: string | URL,
  called?: string,
): Promise<{ files: CatalogueFiles | null; findings: readonly Finding[] }> {
  const schemaFiles = new SchemaFiles(directory, called);

  const regions = schemaFiles.read<RegionsFile>('directory/regions.yaml', 'directory/regions');
  const departments = schemaFiles.read<DepartmentsFile>(
    'directory/departments.yaml',
    'directory/departments',
  );
  const gridClasses = schemaFiles.read<GridClassesFile>(
    'directory/grid-classes.yaml',
    'directory/grid-classes',
  );
  // A revision from before there was such a file is compared with those after it.
  const knownDrift = existsSync(new URL(KNOWN_DRIFT, schemaFiles.root))
    ? schemaFiles.read<KnownDriftFile>(KNOWN_DRIFT, 'directory/known-drift')
    : null;
  if (knownDrift?.value) schemaFiles.add(checkKnownDrift(knownDrift.name, knownDrift.value));
  const { names, misnamed } = matterFiles(schemaFiles.root);
  const city = Object.keys(regions.value?.city ?? {})[0] ?? '';
  const bureaus = departments.value?.bureaus?.[city] ?? {};
  const bureauNames = new Map(Object.entries(bureaus).map(([kind, names]) => [kind, names?.zh ?? '']));
  const matters = names.map(name =>
    schemaFiles.read<MatterFile>(name, 'matters/matter-file', wordsForMatters(name, bureauNames)),
  );

  if (regions.value) schemaFiles.add(checkRegions(regions.name, regions.value));
  if (departments.value && regions.whole) {
    schemaFiles.add(checkDepartments(departments.name, departments.value, regions.value!));
  }
  schemaFiles.add(misnamed);
  schemaFiles.add(
    checkMatters(
      matters.flatMap(({ name, value }) => (value ? [{ name, value }] : [])),
      {
        // What a broken file would have said is not held against those that refer to it.
        bureaus: departments.whole && regions.whole ? Object.keys(bureaus) : null,
        gridClasses: gridClasses.whole ? Object.keys(gridClasses.value?.classes ?? {}) : null,
      },
    ),
  );

  const values = {
    matters: matters.map(({ value }) => value),
    regions: regions.value,
    departments: departments.value,
    gridClasses: gridClasses.value,
    knownDrift: knownDrift?.value,
  };
  return {
    // No error means no hole: what was checked is what the types say.
    files: schemaFiles.broken ? null : (values as unknown as CatalogueFiles),
    findings: await schemaFiles.findings(),
  };
}

const KNOWN_DRIFT = 'directory/known-drift.yaml';

/** `08-urban-gas.yaml`, in order of number; and YAML files of another name, which nobody would read. */
function matterFiles(root: URL): { names: string[]; misnamed: Problem[] } {
  const yaml = readdirSync(new URL('matters/', root))
    .filter(name => /\.ya?ml$/u.test(name))
    .map(name => `matters/${name}`)
    .sort();
  const [names, others] = [yaml.filter(isMatterFile), yaml.filter(name => !isMatterFile(name))];
  return { names, misnamed: others.map(name => wholeFile(name, MISNAMED)) };
}

const MISNAMED: Words = {
  problem: {
    en: 'is not read: expected two digits, words in small letters and .yaml',
    zh: '该文件不会被读取：文件名应为两位数字加小写英文，以 .yaml 结尾',
  },
  remedy: { en: 'rename it like 08-urban-gas.yaml', zh: '请仿照 08-urban-gas.yaml 改名' },
};
