import { closest } from '../../files/closest.ts';
import type { Path, Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import { type EnforcementItem, type MatterFile, numberOf, type SupervisionItem } from './matter-file.ts';

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
  const all = files.flatMap(items);
  return [
    ...files.flatMap(file => [...checkCategory(file, directory), ...checkItems(file, directory)]),
    ...shared('ERROR', files.map(categoryCode), first => [
      `is also the category of schema/${first.file}`,
      'give this one a code of its own',
    ]),
    ...shared('ERROR', all.map(matterCode), first => [
      `is also the code of a matter in schema/${first.file}`,
      'give this one a number of its own',
    ]),
    // Legal (design: many-to-one), yet rarely meant: an event that carries such a code stays undecided. Grid classes
    // are coarser than matters, and shared as a rule.
    ...(['province', 'city'] as const).flatMap(platform =>
      shared('WARNING', all.map(nativeCode(platform)), first => [
        `is also the code of ${first.of}`,
        'an event that carries it cannot be decided; correct it unless both are meant',
      ]),
    ),
  ];
}

function* checkCategory({ name, value }: NamedMatterFile, { bureaus }: Directory): Generator<Problem> {
  const { code, department } = value.category ?? {};
  if (code !== undefined && code !== numberOf(name)) {
    const problem = `expected ${numberOf(name)}, as the file's name begins`;
    yield wrong(name, ['category', 'code'], code, problem, 'correct the code, or rename the file');
  }
  yield* checkDepartment(name, ['category', 'department'], department, bureaus);
  if (value.supervision?.length === 0 && value.enforcement?.length === 0) {
    const finding = wrong(name, ['category'], null, 'has no matters', 'write one, or take the file out');
    yield { ...finding, severity: 'WARNING' };
  }
}

function* checkItems(file: NamedMatterFile, { bureaus, gridClasses }: Directory): Generator<Problem> {
  const { name } = file;
  for (const { item, path } of items(file)) {
    const { code, codes } = item;
    if (code !== undefined && code.slice(2, 4) !== numberOf(name)) {
      const like = `${code.slice(0, 2)}${numberOf(name)}${code.slice(4)}`;
      const remedy = `write it like ${like}, or move the matter to its category's file`;
      yield wrong(name, [...path, 'code'], code, `expected a code of category ${numberOf(name)}`, remedy);
    }
    yield* checkDepartment(name, [...path, 'department'], item.department, bureaus);
    if (codes?.grassroots !== undefined && gridClasses?.includes(codes.grassroots) === false) {
      const remedy = `look it up in ${GRID_CLASSES}, or add it there`;
      yield wrong(name, [...path, 'codes', 'grassroots'], codes.grassroots, 'no such grid class', remedy);
    }
    const { min, max } = ('penalty' in item ? item.penalty?.fine : undefined) ?? {};
    if (min !== undefined && max !== undefined && min > max) {
      const at = [...path, 'penalty', 'fine', 'min'];
      yield wrong(name, at, `${min}`, `expected at most the max, ${max}`, 'correct one of the two');
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
  const remedy = meant
    ? `did you mean ${meant}? All are in ${BUREAUS}`
    : `look it up in ${BUREAUS}, or add it there`;
  yield wrong(file, path, kind, 'the city has no such bureau', remedy);
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
  /** What it is the value of. */
  readonly of?: string | undefined;
}

function categoryCode({ name, value }: NamedMatterFile): PlacedValue {
  return { file: name, path: ['category', 'code'], value: value.category?.code };
}

function matterCode({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'code'], value: item.code };
}

function nativeCode(platform: 'province' | 'city') {
  return ({ file, item, path }: PlacedItem): PlacedValue => {
    return { file, path: [...path, 'codes', platform], value: item.codes?.[platform], of: item.code };
  };
}

/** Each value that stood somewhere before, said at the later place in words about the first. */
function shared(
  severity: Problem['severity'],
  values: readonly PlacedValue[],
  say: (first: PlacedValue) => [problem: string, remedy: string],
): Problem[] {
  const firsts = new Map<string, PlacedValue>();
  return values.flatMap(placed => {
    if (placed.value === undefined) return [];
    const first = firsts.get(placed.value);
    if (first) return [{ ...wrong(placed.file, placed.path, placed.value, ...say(first)), severity }];
    firsts.set(placed.value, placed);
    return [];
  });
}

function wrong(file: string, path: Path, value: string | null, problem: string, remedy: string): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
