import { closest } from './closest.ts';
import type { EnforcementItem, MatterFile, SupervisionItem } from './matter-file.ts';
import type { Path, Problem } from './problem.ts';
import type { Holed } from './shape.ts';

/** What matters may refer to; null where the file that says so is broken, and nothing can be said. */
export interface Directory {
  /** Kinds of the city's bureaus. */
  readonly bureaus: readonly string[] | null;
  readonly gridClasses: readonly string[] | null;
}

export interface NamedMatterFile {
  readonly name: string;
  readonly value: Holed<MatterFile>;
}

const BUREAUS = 'schema/directory/departments.yaml';
const GRID_CLASSES = 'schema/directory/grid-classes.yaml';

/** What no schema can say: that files agree with each other, with the directories, and with themselves. */
export function checkMatters(files: readonly NamedMatterFile[], directory: Directory): Problem[] {
  return [
    ...files.flatMap(file => [...checkCategory(file, directory), ...checkItems(file, directory)]),
    ...sharedValues(files.map(categoryCode), 'ERROR', first => [
      `is also the category of ${first}`,
      'give this one a code of its own',
    ]),
    ...sharedValues(files.flatMap(items).map(code), 'ERROR', first => [
      `is also the code of a matter in ${first}`,
      'give this one a number of its own',
    ]),
    // Legal (design: many-to-one), yet rarely meant: an event that carries such a code stays undecided. Grid classes
    // are coarser than matters, and shared as a rule.
    ...(['province', 'city'] as const).flatMap(platform =>
      sharedValues(files.flatMap(items).map(nativeCode(platform)), 'WARNING', first => [
        `is also the code of a matter in ${first}`,
        'an event with this code cannot be decided; correct it unless both are meant',
      ]),
    ),
  ];
}

function* checkCategory({ name, value }: NamedMatterFile, { bureaus }: Directory): Generator<Problem> {
  const { code, department } = value.category ?? {};
  const path = ['category', 'code'];
  if (code !== undefined && !name.startsWith(`matters/${code}-`)) {
    yield error(
      name,
      path,
      code,
      `expected ${name.slice('matters/'.length, 'matters/'.length + 2)}, as the file's name begins`,
      'correct the code, or rename the file',
    );
  }
  yield* checkDepartment(name, ['category', 'department'], department, bureaus);
  if (value.supervision?.length === 0 && value.enforcement?.length === 0) {
    yield {
      ...error(name, ['category'], null, 'has no matters', 'write one, or take the file out'),
      severity: 'WARNING',
    };
  }
}

function* checkItems(file: NamedMatterFile, { bureaus, gridClasses }: Directory): Generator<Problem> {
  const category = file.value.category?.code;
  for (const { item, path } of items(file)) {
    if (item.code !== undefined && category !== undefined && item.code.slice(2, 4) !== category) {
      yield error(
        file.name,
        [...path, 'code'],
        item.code,
        `expected a code of category ${category}`,
        `write it like ${item.code.slice(0, 2)}${category}${item.code.slice(4)}, or move the matter to its category's file`,
      );
    }
    yield* checkDepartment(file.name, [...path, 'department'], item.department, bureaus);
    const gridClass = item.codes?.grassroots;
    if (gridClass !== undefined && gridClasses && !gridClasses.includes(gridClass)) {
      yield error(
        file.name,
        [...path, 'codes', 'grassroots'],
        gridClass,
        'no such grid class',
        `look it up in ${GRID_CLASSES}, or add it there`,
      );
    }
    const { min, max } = ('penalty' in item ? item.penalty?.fine : undefined) ?? {};
    if (min !== undefined && max !== undefined && min > max) {
      yield error(
        file.name,
        [...path, 'penalty', 'fine', 'min'],
        `${min}`,
        `expected at most the max, ${max}`,
        'correct one of the two; both are in yuan',
      );
    }
  }
}

function* checkDepartment(
  file: string,
  path: Path,
  kind: string | undefined,
  bureaus: readonly string[] | null,
): Generator<Problem> {
  if (kind === undefined || !bureaus || bureaus.includes(kind)) return;
  const meant = closest(kind, bureaus);
  yield error(
    file,
    path,
    kind,
    'the city has no such bureau',
    meant ? `did you mean ${meant}? All are in ${BUREAUS}` : `look it up in ${BUREAUS}`,
  );
}

interface PlacedItem {
  readonly file: string;
  readonly item: Holed<SupervisionItem> | Holed<EnforcementItem>;
  readonly path: Path;
}

function items({ name, value }: NamedMatterFile): PlacedItem[] {
  return (['supervision', 'enforcement'] as const).flatMap(section =>
    (value[section] ?? []).flatMap((item, index) =>
      item ? [{ file: name, item, path: [section, index] }] : [],
    ),
  );
}

interface PlacedValue {
  readonly file: string;
  readonly path: Path;
  readonly value: string | undefined;
}

function categoryCode({ name, value }: NamedMatterFile): PlacedValue {
  return { file: name, path: ['category', 'code'], value: value.category?.code };
}

function code({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'code'], value: item.code };
}

function nativeCode(platform: 'province' | 'city') {
  return ({ file, item, path }: PlacedItem): PlacedValue => {
    return { file, path: [...path, 'codes', platform], value: item.codes?.[platform] };
  };
}

/** Each value that stood somewhere before, said at the later place with the file of the first. */
function sharedValues(
  values: readonly PlacedValue[],
  severity: Problem['severity'],
  say: (first: string) => [problem: string, remedy: string],
): Problem[] {
  const first = new Map<string, string>();
  return values.flatMap(({ file, path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before !== undefined) return [{ ...error(file, path, value, ...say(before)), severity }];
    first.set(value, `schema/${file}`);
    return [];
  });
}

function error(file: string, path: Path, value: string | null, problem: string, remedy: string): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
