import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalogue } from '../catalogue.ts';
import { buildCatalogue, type CatalogueFiles } from './build-catalogue.ts';
import { checkDepartments, checkRegions } from './check-directory.ts';
import { checkMatters } from './check-matters.ts';
import type { DepartmentsFile, GridClassesFile, RegionsFile } from './directory-files.ts';
import { CatalogueError, type Finding } from './finding.ts';
import type { JsonSchema } from './json-schema.ts';
import { isMatterFile, type MatterFile } from './matter-file.ts';
import type { Problem } from './problem.ts';
import { checkShape, type Holed } from './shape.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/**
 * Reads and checks the catalogue's files, all of them whatever is wrong with one.
 *
 * @param directory the folder that holds `matters/` and `directory/`, such as `schema`.
 * @throws CatalogueError with every finding, when at least one is an error.
 */
export async function loadCatalogue(directory: string | URL): Promise<Catalogue> {
  const { files, findings } = await checkCatalogue(directory);
  if (!files) throw new CatalogueError(findings);
  return buildCatalogue(files, findings);
}

/** The same without building or throwing: everything there is to say, and the files if none of it is an error. */
export async function checkCatalogue(
  directory: string | URL,
): Promise<{ files: CatalogueFiles | null; findings: readonly Finding[] }> {
  const root = folder(directory);
  const files: YamlFile[] = [];
  const problems: Problem[] = [];
  const schemas = new Map<string, JsonSchema>();
  const read = <Value>(name: string, schemaName: string): Source<Value> => {
    const file = readYaml(root, name);
    files.push(file);
    problems.push(...unreadable(file));
    if (file.state !== 'READ') return { name, value: undefined, whole: false };
    const schema = schemas.get(schemaName) ?? schemaOf(root, schemaName);
    schemas.set(schemaName, schema);
    const shape = checkShape<Value>(name, file.value, schema);
    problems.push(...shape.problems);
    return { name, value: shape.value, whole: shape.problems.length === 0 };
  };

  const regions = read<RegionsFile>('directory/regions.yaml', 'directory/regions');
  const departments = read<DepartmentsFile>('directory/departments.yaml', 'directory/departments');
  const gridClasses = read<GridClassesFile>('directory/grid-classes.yaml', 'directory/grid-classes');
  const { names, misnamed } = matterFiles(root);
  const matters = names.map(name => read<MatterFile>(name, 'matters/matter-file'));

  if (regions.value) problems.push(...checkRegions(regions.name, regions.value));
  if (departments.value && regions.whole) {
    problems.push(...checkDepartments(departments.name, departments.value, regions.value!));
  }
  const city = Object.keys(regions.value?.city ?? {})[0] ?? '';
  problems.push(
    ...misnamed,
    ...checkMatters(
      matters.flatMap(({ name, value }) => (value ? [{ name, value }] : [])),
      {
        // What a broken file would have said is not held against those that refer to it.
        bureaus:
          departments.whole && regions.whole ? Object.keys(departments.value?.bureaus?.[city] ?? {}) : null,
        gridClasses: gridClasses.whole ? Object.keys(gridClasses.value?.classes ?? {}) : null,
      },
    ),
  );

  const broken =
    files.some(file => file.state !== 'READ') || problems.some(problem => problem.severity === 'ERROR');
  const values = {
    matters: matters.map(({ value }) => value),
    regions: regions.value,
    departments: departments.value,
    gridClasses: gridClasses.value,
  };
  return {
    // No error means no hole: what was checked is what the types say.
    files: broken ? null : (values as unknown as CatalogueFiles),
    findings: broken || problems.length > 0 ? await located(problems, files, root) : [],
  };
}

interface Source<Value> {
  readonly name: string;
  readonly value: Holed<Value> | undefined;
  /** Whether nothing is wrong with its shape. */
  readonly whole: boolean;
}

/** Reading lines takes a second parse; a good catalogue does not pay for it, nor for loading what does it. */
async function located(
  problems: readonly Problem[],
  files: readonly YamlFile[],
  root: URL,
): Promise<Finding[]> {
  const { locate } = await import('./locate.ts');
  return locate(problems, files, basename(fileURLToPath(root)));
}

/** `08-urban-gas.yaml`, in order of number; and YAML files of another name, which nobody would read. */
function matterFiles(root: URL): { names: string[]; misnamed: Problem[] } {
  const yaml = readdirSync(new URL('matters/', root))
    .filter(name => /\.ya?ml$/u.test(name))
    .map(name => `matters/${name}`)
    .sort();
  const [names, others] = [yaml.filter(isMatterFile), yaml.filter(name => !isMatterFile(name))];
  const problem = 'is not read: expected two digits, words in small letters and .yaml';
  return {
    names,
    misnamed: others.map(name => wholeFile(name, problem, 'rename it like 08-urban-gas.yaml')),
  };
}

function unreadable({ name, state }: YamlFile): Problem[] {
  if (state === 'MISSING') return [wholeFile(name, 'there is no such file', 'put it back')];
  if (state === 'NOT_UTF8') return [wholeFile(name, 'is not in UTF-8', 'save it as UTF-8')];
  return [];
}

function wholeFile(file: string, problem: string, remedy: string): Problem {
  return { severity: 'ERROR', file, path: [], at: 'VALUE', value: null, problem, remedy };
}

function schemaOf(root: URL, name: string): JsonSchema {
  return JSON.parse(readFileSync(new URL(`${name}.schema.json`, root), 'utf8')) as JsonSchema;
}

function folder(directory: string | URL): URL {
  const url = typeof directory === 'string' ? pathToFileURL(directory) : directory;
  return url.href.endsWith('/') ? url : new URL(`${url.href}/`);
}
