/** The differences of two catalogues as their readers will meet them. */
import { isDeepStrictEqual } from 'node:util';
import type { Category, Matter, Region } from '../../hub/catalogue/catalogue.ts';
import type { CatalogueChanges, Changes } from '../../hub/catalogue/catalogue-changes.ts';
import { PLATFORM_CODES } from '../../upstream/platform-code.ts';
import { PROCEDURE, REGION_LEVEL } from '../domain-words.ts';
import type { Text } from '../text.ts';
import { codesInWords } from './codes-in-words.ts';

/** Something that was added, taken out or changed, with a sentence for each difference. */
export interface Difference {
  sign: '+' | '-' | '~';
  code: string;
  name: Text;
  says: Text[];
}

export interface Part {
  title: Text;
  differences: Difference[];
}

/** The parts of the catalogue in which something is different. */
export function inWords(changes: CatalogueChanges): Part[] {
  const { matters, categories, regions, departments, gridClasses } = changes;
  const parts = [
    { title: { en: 'Matters', zh: '事项' }, differences: differences(matters, matterInWords, newMatter) },
    { title: { en: 'Categories', zh: '类别' }, differences: differences(categories, categoryInWords) },
    { title: { en: 'Departments', zh: '部门' }, differences: differences(departments, namedInWords) },
    { title: { en: 'Regions', zh: '区划' }, differences: differences(regions, regionInWords) },
    {
      title: { en: 'Grid classes', zh: '网格事件类别' },
      differences: differences(gridClasses, namedInWords),
    },
  ];
  return parts.filter(part => part.differences.length > 0);
}

interface Named {
  code: string;
  nameZh: string;
  nameEn: string | null;
}

function differences<Entry extends Named>(
  { added, removed, changed }: Changes<Entry>,
  inWords: (before: Entry, after: Entry) => Text[],
  whatIsNew: (entry: Entry) => Text[] = () => [],
): Difference[] {
  const difference = (sign: Difference['sign'], entry: Entry, says: Text[]): Difference => {
    return { sign, code: entry.code, name: namesOf(entry), says };
  };
  return [
    ...added.map(entry => difference('+', entry, whatIsNew(entry))),
    ...removed.map(entry => difference('-', entry, [])),
    ...changed.map(({ before, after }) => difference('~', after, inWords(before, after))),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export const namesOf = ({ nameZh, nameEn }: Named): Text => ({ en: nameEn ?? nameZh, zh: nameZh });

const NONE = Object.fromEntries(PLATFORM_CODES.map(platform => [platform, []])) as unknown as Matter['codes'];

const newMatter = ({ codes }: Matter): Text[] => codesInWords(NONE, codes);

function matterInWords(before: Matter, after: Matter): Text[] {
  const differs = (key: keyof Matter) => !isDeepStrictEqual(before[key], after[key]);
  return [
    ...namedInWords(before, after),
    ...moved({ en: 'category', zh: '类别' }, before.category, after.category),
    ...moved({ en: 'department in charge', zh: '主管部门' }, before.department, after.department),
    ...codesInWords(before.codes, after.codes),
    ...changed({ en: 'legal basis', zh: '法律依据' }, before.legalBasis, after.legalBasis),
    ...(differs('penalty') ? penaltyInWords(before, after) : []),
    ...(differs('supervision') ? supervisionInWords(before, after) : []),
    ...(differs('delegable') ? [after.delegable ? MAY : MAY_NOT] : []),
  ];
}

const MAY: Text = { en: 'townships may now be given the power', zh: '现可赋权乡镇（街道）' };
const MAY_NOT: Text = { en: 'townships may no longer be given the power', zh: '不再可赋权乡镇（街道）' };

function penaltyInWords({ penalty: before }: Matter, { penalty: after }: Matter): Text[] {
  return [
    ...changed({ en: 'penalty', zh: '处罚内容' }, before?.text, after?.text),
    ...changed({ en: 'basis of the penalty', zh: '处罚依据' }, before?.basis, after?.basis),
    ...changed({ en: 'least fine', zh: '罚款下限' }, yuan(before?.fineMin), yuan(after?.fineMin)),
    ...changed({ en: 'greatest fine', zh: '罚款上限' }, yuan(before?.fineMax), yuan(after?.fineMax)),
    ...changed({ en: 'procedure', zh: '办案程序' }, procedureOf(before), procedureOf(after)),
  ];
}

const yuan = (sum: number | null | undefined): Text | null =>
  sum == null ? null : { en: `${sum} yuan`, zh: `${sum} 元` };

const procedureOf = (penalty: Matter['penalty']): Text | null => penalty && PROCEDURE[penalty.procedure];

function supervisionInWords({ supervision: before }: Matter, { supervision: after }: Matter): Text[] {
  return [
    ...changed({ en: 'who is inspected', zh: '监管对象' }, before?.object, after?.object),
    ...changed({ en: 'how', zh: '监管方式' }, before?.methods.join('、'), after?.methods.join('、')),
    ...changed({ en: 'how often', zh: '监管频次' }, before?.frequency, after?.frequency),
  ];
}

function categoryInWords(before: Category, after: Category): Text[] {
  return [
    ...namedInWords(before, after),
    ...moved({ en: 'department in charge', zh: '主管部门' }, before.department, after.department),
    ...changed({ en: 'remark', zh: '备注' }, before.note, after.note),
  ];
}

function regionInWords(before: Region, after: Region): Text[] {
  const place = ({ longitude, latitude }: Region) => `${longitude}, ${latitude}`;
  return [
    ...namedInWords(before, after),
    ...changed({ en: 'level', zh: '层级' }, REGION_LEVEL[before.level], REGION_LEVEL[after.level]),
    ...changed({ en: 'place', zh: '位置' }, place(before), place(after)),
  ];
}

function namedInWords(before: Named, after: Named): Text[] {
  return [
    ...changed({ en: 'name in Chinese', zh: '中文名称' }, before.nameZh, after.nameZh),
    ...changed({ en: 'name in English', zh: '英文名称' }, before.nameEn, after.nameEn),
  ];
}

type Value = string | Text | null | undefined;

function changed(what: Text, before: Value, after: Value): Text[] {
  if (isDeepStrictEqual(before ?? null, after ?? null)) return [];
  const [was, is] = [said(before), said(after)];
  return [
    {
      en: `${what.en}: ${is.en}, formerly ${was.en}`,
      zh: `${what.zh}：${is.zh}（原为${/^[\x21-\x7e]/.test(was.zh) ? ' ' : ''}${was.zh}）`,
    },
  ];
}

/** A text that somebody wrote stands in quotes. */
function said(value: Value): Text {
  if (value == null) return { en: 'none', zh: '无' };
  return typeof value === 'object' ? value : { en: `“${value}”`, zh: `“${value}”` };
}

function moved(what: Text, before: Named, after: Named): Text[] {
  if (before.code === after.code) return [];
  const [was, is] = [namesOf(before), namesOf(after)];
  return [
    {
      en: `${what.en}: ${after.code} ${is.en}, formerly ${before.code} ${was.en}`,
      zh: `${what.zh}：${after.code} ${is.zh}（原为 ${before.code} ${was.zh}）`,
    },
  ];
}
