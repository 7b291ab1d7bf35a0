import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildCatalogue, type CatalogueFiles } from './build-catalogue.ts';
import type { Catalogue } from './catalogue.ts';
import { checkDepartments, checkRegions } from './check-directory.ts';
import { checkMatters } from './check-matters.ts';
import type { DepartmentsFile, GridClassesFile, RegionsFile } from './directory-files.ts';
import { CatalogueError, type Finding } from './finding.ts';
import type { JsonSchema } from './json-schema.ts';
import type { MatterFile } from './matter-file.ts';
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
  const read = <Value>(name: string, schema: JsonSchema): Holed<Value> | undefined => {
    const file = readYaml(root, name);
    files.push(file);
    problems.push(...unreadable(file));
    if (!file.readable) return undefined;
    const shaped = checkShape<Value>(name, file.value, schema);
    problems.push(...shaped.problems);
    return shaped.value;
  };

  const regions = read<RegionsFile>('directory/regions.yaml', schemaOf(root, 'directory/regions'));
  const departments = read<DepartmentsFile>(
    'directory/departments.yaml',
    schemaOf(root, 'directory/departments'),
  );
  const gridClasses = read<GridClassesFile>(
    'directory/grid-classes.yaml',
    schemaOf(root, 'directory/grid-classes'),
  );
  const { names, misnamed } = matterFiles(root);
  problems.push(...misnamed);
  const matterSchema = schemaOf(root, 'matters/matter-file');
  const matters = names.map(name => ({ name, value: read<MatterFile>(name, matterSchema) }));

  if (regions) problems.push(...checkRegions('directory/regions.yaml', regions));
  if (departments)
    problems.push(...checkDepartments('directory/departments.yaml', departments, regions ?? null));
  const city = Object.keys(regions?.city ?? {})[0];
  const bureaus = city === undefined ? undefined : departments?.bureaus?.[city];
  problems.push(
    ...checkMatters(
      matters.flatMap(({ name, value }) => (value ? [{ name, value }] : [])),
      {
        bureaus: bureaus ? Object.keys(bureaus) : null,
        gridClasses: gridClasses?.classes ? Object.keys(gridClasses.classes) : null,
      },
    ),
  );

  const sound = files.every(file => file.readable) && !problems.some(problem => problem.severity === 'ERROR');
  return {
    findings:
      sound && problems.length === 0
        ? []
        : (await import('./locate.ts')).locate(problems, files, basename(fileURLToPath(root))),
    // No problem means no hole: what was checked is what the types say.
    files: sound
      ? ({
          matters: matters.map(({ value }) => value),
          regions,
          departments,
          gridClasses,
        } as unknown as CatalogueFiles)
      : null,
  };
}

/** `08-urban-gas.yaml`, in order of number; and YAML files of another name, which nobody would read. */
function matterFiles(root: URL): { names: string[]; misnamed: Problem[] } {
  const yaml = readdirSync(new URL('matters/', root))
    .filter(name => /\.ya?ml$/u.test(name))
    .sort();
  const named = (name: string) => /^[0-9]{2}-[a-z0-9-]+\.yaml$/u.test(name);
  return {
    names: yaml.filter(named).map(name => `matters/${name}`),
    misnamed: yaml
      .filter(name => !named(name))
      .map(name =>
        wholeFile(
          `matters/${name}`,
          'is not read: expected two digits, words in small letters and .yaml',
          'rename it like 08-urban-gas.yaml',
        ),
      ),
  };
}

function unreadable({ name, encoding }: YamlFile): Problem[] {
  if (encoding === 'MISSING') return [wholeFile(name, 'there is no such file', 'put it back')];
  if (encoding === 'OTHER')
    return [wholeFile(name, 'is not in UTF-8', "save it as UTF-8 (in an editor's save-as dialogue)")];
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
