import { PLATFORM_NAMES } from '../../../upstream/platform-code.ts';
import { closest } from '../../files/closest.ts';
import { CORRECT_ONE, didYouMean } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import { checkDays } from './check-codes.ts';
import { checkTwins } from './check-twins.ts';
import { numberOf } from './matter-file.ts';
import { codesOf, items, type NamedMatterFile, wrong } from './placed-items.ts';

/** What matters may refer to; null where the file that says so is broken, and nothing can be said. */
export interface Directory {
  /** Kinds of the city's bureaus. */
  readonly bureaus: readonly string[] | null;
  readonly gridClasses: readonly string[] | null;
}

const BUREAUS = 'schema/directory/departments.yaml';
const GRID_CLASSES = 'schema/directory/grid-classes.yaml';

/** What no schema can say: that files agree with each other, with the directories, and with themselves. */
export function checkMatters(files: readonly NamedMatterFile[], directory: Directory): Problem[] {
  return [
    ...files.flatMap(file => [...checkCategory(file, directory), ...checkItems(file, directory)]),
    ...checkTwins(files),
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
