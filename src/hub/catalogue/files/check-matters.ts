import { WIRED } from '../../../generated/platforms.ts';
import { PLATFORM_NAMES, type PlatformName } from '../../../upstream/platform-code.ts';
import { closest } from '../../files/closest.ts';
import { CORRECT_ONE, didYouMean, type Words } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import { checkDays, overlap, type PlacedCode, placedCodes } from './check-codes.ts';
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
    ...shared('ERROR', files.map(categoryCode), first => ({
      problem: {
        en: `is also the code of the category ${first.of}`,
        zh: `同时是“${first.of}”类的编码`,
      },
      remedy: { en: 'give this one a code of its own', zh: '请另取编码' },
    })),
    ...shared('ERROR', all.map(matterCode), first => ({
      problem: {
        en: `is also the code of the matter ${first.of}`,
        zh: `同时是事项“${first.of}”的编码`,
      },
      remedy: { en: 'give this one a number of its own', zh: '请另取序号' },
    })),
    // Legal, yet nobody can tell the two apart.
    ...KINDS.flatMap(kind =>
      shared('WARNING', all.filter(({ path }) => path[0] === kind).map(matterName), first => ({
        problem: { en: `is also the name of ${first.of}`, zh: `与 ${first.of} 同名` },
        remedy: {
          en: 'name it otherwise, or take one of the two out',
          zh: '请改用不同的名称，或删去其中之一',
        },
      })),
    ),
    // Legal (design: many-to-one), yet rarely meant where a platform's codes are no coarser than matters: an event that
    // carries such a code stays undecided.
    ...PLATFORM_NAMES.filter(platform => !WIRED[platform].codesShared).flatMap(platform =>
      sharedCodes(all.map(item => codesOf(item, platform))),
    ),
  ];
}

function* checkCategory({ name, value }: NamedMatterFile, { bureaus }: Directory): Generator<Problem> {
  const { code, department } = value.category ?? {};
  if (code !== undefined && code !== numberOf(name)) {
    yield wrong(name, ['category', 'code'], code, {
      problem: {
        en: `expected ${numberOf(name)}, as the file's name begins`,
        zh: `应为 ${numberOf(name)}，与文件名开头一致`,
      },
      remedy: { en: 'correct the code, or rename the file', zh: '请更正编码，或修改文件名' },
    });
  }
  yield* checkDepartment(name, ['category', 'department'], department, bureaus);
  if (value.supervision?.length === 0 && value.enforcement?.length === 0) {
    const finding = wrong(name, ['category'], null, {
      problem: { en: 'has no matters', zh: '该类没有事项' },
      remedy: { en: 'write one, or take the file out', zh: '请填写事项，或删去该文件' },
    });
    yield { ...finding, severity: 'WARNING' };
  }
}

function* checkItems(file: NamedMatterFile, { bureaus, gridClasses }: Directory): Generator<Problem> {
  const { name } = file;
  for (const { item, path } of items(file)) {
    const { code } = item;
    if (code !== undefined && code.slice(2, 4) !== numberOf(name)) {
      const like = `${code.slice(0, 2)}${numberOf(name)}${code.slice(4)}`;
      yield wrong(name, [...path, 'code'], code, {
        problem: {
          en: `expected a code of category ${numberOf(name)}`,
          zh: `应为第 ${numberOf(name)} 类的事项编码`,
        },
        remedy: {
          en: `write it like ${like}, or move the matter to its category's file`,
          zh: `请改为 ${like} 的形式，或将该事项移到所属类的文件`,
        },
      });
    }
    yield* checkDepartment(name, [...path, 'department'], item.department, bureaus);
    for (const platform of PLATFORM_NAMES) yield* checkDays(codesOf({ file: name, item, path }, platform));
    for (const placed of codesOf({ file: name, item, path }, 'grassroots')) {
      if (gridClasses?.includes(placed.code) !== false) continue;
      yield wrong(name, placed.path, placed.code, {
        problem: { en: 'no such grid class', zh: '没有这个网格事件类别' },
        remedy: {
          en: `look it up in ${GRID_CLASSES}, or add it there`,
          zh: `请在 ${GRID_CLASSES} 中查对，或先加入该文件`,
        },
      });
    }
    const { min, max } = ('penalty' in item ? item.penalty?.fine : undefined) ?? {};
    if (min !== undefined && max !== undefined && min > max) {
      const at = [...path, 'penalty', 'fine', 'min'];
      yield wrong(name, at, `${min}`, {
        problem: { en: `expected at most the max, ${max}`, zh: `下限应不高于上限 ${max}` },
        remedy: CORRECT_ONE,
      });
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
  yield wrong(file, path, kind, {
    problem: { en: 'the city has no such bureau', zh: '市本级没有这个部门' },
    remedy: meant
      ? {
          en: `${didYouMean(meant).en} All are in ${BUREAUS}`,
          zh: `${didYouMean(meant).zh}全部部门见 ${BUREAUS}`,
        }
      : { en: `look it up in ${BUREAUS}, or add it there`, zh: `请在 ${BUREAUS} 中查对，或先加入该文件` },
  });
}

const KINDS = ['supervision', 'enforcement'] as const;

interface PlacedItem {
  readonly file: string;
  readonly item: Holed<SupervisionItem> | Holed<EnforcementItem>;
  readonly path: Path;
}

function items({ name, value }: NamedMatterFile): PlacedItem[] {
  return KINDS.flatMap(section =>
    (value[section] ?? []).flatMap((item, index) =>
      item ? [{ file: name, item, path: [section, index] }] : [],
    ),
  );
}

interface PlacedValue {
  readonly file: string;
  readonly path: Path;
  readonly value: string | undefined;
  /** Whose it is. */
  readonly of: string | undefined;
}

function categoryCode({ name, value }: NamedMatterFile): PlacedValue {
  return { file: name, path: ['category', 'code'], value: value.category?.code, of: value.category?.zh };
}

function matterCode({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'code'], value: item.code, of: item.zh };
}

function matterName({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'zh'], value: item.zh, of: item.code };
}

function codesOf({ file, item, path }: PlacedItem, platform: PlatformName): PlacedCode[] {
  return placedCodes(item.codes?.[platform], { file, path: [...path, 'codes', platform], of: item.code });
}

/** Each code that another matter has too, for some of the same days; said at the later place about the first. */
function sharedCodes(matters: readonly PlacedCode[][]): Problem[] {
  const before = new Map<string, PlacedCode[]>();
  return matters.flatMap(codes => {
    const found = codes.flatMap(placed => {
      const first = before.get(placed.code)?.find(other => overlap(other, placed));
      if (!first) return [];
      const words = alsoCodeOf(first);
      const { file, path } = first;
      return [
        {
          ...wrong(placed.file, placed.path, placed.code, words),
          severity: 'WARNING' as const,
          other: { file, path },
        },
      ];
    });
    for (const placed of codes) before.set(placed.code, [...(before.get(placed.code) ?? []), placed]);
    return found;
  });
}

const alsoCodeOf = ({ of }: PlacedCode): Words => ({
  problem: { en: `is also the code of ${of}`, zh: `同时是 ${of} 的编码` },
  remedy: {
    en: 'an event that carries it cannot be decided; correct it unless both are meant',
    zh: '带有该编码的事件无法判定事项，如非有意请更正',
  },
});

/** Each value that stood somewhere before, said at the later place in words about the first. */
function shared(
  severity: Problem['severity'],
  values: readonly PlacedValue[],
  say: (first: PlacedValue) => Words,
): Problem[] {
  const firsts = new Map<string, PlacedValue>();
  return values.flatMap(placed => {
    if (placed.value === undefined) return [];
    const first = firsts.get(placed.value);
    if (first) {
      const { file, path } = first;
      return [
        { ...wrong(placed.file, placed.path, placed.value, say(first)), severity, other: { file, path } },
      ];
    }
    firsts.set(placed.value, placed);
    return [];
  });
}

function wrong(file: string, path: Path, value: string | null, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
