/** What there is to say about a row, in words. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { Text } from '../text.ts';
import type { Column } from './columns.ts';
import type { Words } from './sheet-finding.ts';
import { KINDS } from './words.ts';

export const NOT_A_MATTER: Words = {
  problem: { en: 'the row is not read: it holds nothing but this', zh: '该行只有这一项内容，不读取' },
  remedy: { en: 'if it is a matter, fill in the other columns', zh: '如为事项，请填写其他各列' },
};

export const MUST_NOT_BE_EMPTY: Words = {
  problem: { en: 'must not be empty', zh: '不能为空' },
  remedy: { en: 'fill it in', zh: '请填写' },
};

export const CANNOT_BE_TAKEN_OUT: Words = {
  problem: { en: 'cannot be taken out: every such matter has it', zh: '这一项不能删除' },
  remedy: { en: 'write what it should say, or leave the cell empty', zh: '请填写内容，或留空不改' },
};

/** The category or the kind contradicts the code. */
export const OF_ANOTHER: Words = {
  problem: { en: 'is not what the code of the matter says', zh: '与事项编码不符' },
  remedy: {
    en: 'correct one of the two; a matter keeps its category and kind, and another matter gets a code of its own',
    zh: '请更正其中之一；事项的类别和类型不能改变，如为另一事项，须另编编码',
  },
};

export const rowTwice = (first: string): Words => ({
  problem: { en: `the matter stands in ${first} already`, zh: `该事项与 ${first} 重复` },
  remedy: { en: 'take one of the two rows out', zh: '请删去其中一行' },
});

export const SEVERAL_ROWS: Words = {
  problem: {
    en: 'is merged over several rows that would all be this matter',
    zh: '跨多行合并，这几行成了同一事项',
  },
  remedy: {
    en: 'write all of a matter in one row; another matter gets a code of its own',
    zh: '一个事项的内容请写在同一行；如为另一事项，须另编编码',
  },
};

export const noSuchCode = (meant: string | null): Words => ({
  problem: { en: 'is not the code of a matter', zh: '不是事项编码' },
  remedy: meant
    ? {
        en: `did you mean ${meant}? For a new matter leave the cell empty`,
        zh: `是否指 ${meant}？新增事项请将编码留空`,
      }
    : {
        en: 'write it like E-08-001, or leave the cell empty for a new matter',
        zh: '应如 E-08-001；新增事项请将编码留空',
      },
});

/** A total, or who filled the sheet in. */
export const BELOW_THE_MATTERS: Words = {
  problem: { en: 'is not a matter', zh: '该行不是事项' },
  remedy: {
    en: 'take the row out: totals and who filled the sheet in are not read',
    zh: '请删去该行：合计、填报人等表尾不读入',
  },
};

export const noCategory = (category: string): Words => ({
  problem: { en: `there is no category ${category}`, zh: `没有 ${category} 这一类别` },
  remedy: {
    en: `correct the code, or write schema/matters/${category}-….yaml with its category first`,
    zh: `请更正编码，或先建立 schema/matters/${category}-….yaml 并写明类别`,
  },
});

/** @param more what either kind needs besides, where it is not known which it is. */
export const newNeeds = (
  columns: readonly Column[],
  more: ReadonlyMap<MatterKind, readonly Column[]>,
): Words => {
  const listed = (needed: readonly Column[], language: keyof Text) =>
    needed
      .map(({ title }) => (language === 'en' ? title : `“${title}”`))
      .join(language === 'en' ? ', ' : '、');
  const ofKinds = [...more].filter(([, needed]) => needed.length > 0);
  return {
    problem: {
      en: [
        `a new matter needs ${listed(columns, 'en')}`,
        ...ofKinds.map(([kind, needed]) => `one of ${kind.toLowerCase()} ${listed(needed, 'en')} too`),
      ].join(', '),
      zh: [
        `新增事项须填${listed(columns, 'zh')}`,
        ...ofKinds.map(([kind, needed]) => `${KINDS[kind]}事项还须填${listed(needed, 'zh')}`),
      ].join('；'),
    },
    remedy: {
      en: 'fill it in; if the matter is not new, write its code',
      zh: '请填写；如非新增事项，请填写其事项编码',
    },
  };
};

export const takenFor = (code: string): Words => ({
  problem: {
    en: `has no code, and is read as ${code}, which has this name`,
    zh: `未填编码，按名称认作 ${code}`,
  },
  remedy: {
    en: `write ${code} in the cell; if it is another matter, give it a name of its own`,
    zh: `请填写编码 ${code}；如为另一事项，请另取名称`,
  },
});

export const severalOfName = (codes: readonly string[]): Words => ({
  problem: { en: `${codes.join(' and ')} both have this name`, zh: `${codes.join('、')} 都是这个名称` },
  remedy: { en: 'write the code of the one that is meant', zh: '请填写所指事项的编码' },
});

export const nameTwice = (first: string): Words => ({
  problem: { en: `the new matter in ${first} has the same name`, zh: `与 ${first} 的新增事项同名` },
  remedy: {
    en: 'take one of the two rows out, or give it a name of its own',
    zh: '请删去其中一行，或另取名称',
  },
});

export const recoded = (code: string): Words => ({
  problem: {
    en: `is no code yet, and ${code} has the same name: is ${code} to get another code?`,
    zh: `没有这个编码，而 ${code} 与之同名：是否要改编码？`,
  },
  remedy: {
    en: `a sheet changes no code of a matter: write ${code}, and change the code in its YAML file if it must be; if it is another matter, give it a name of its own`,
    zh: `表格不能改事项编码：请填回 ${code}，确须改编码的在其 YAML 文件中修改；如为另一事项，请另取名称`,
  },
});

export const notOfKind = (kind: MatterKind): Words => ({
  problem: {
    en: `a matter of ${kind.toLowerCase()} (${KINDS[kind]}) has none`,
    zh: `${KINDS[kind]}事项没有这一项`,
  },
  remedy: { en: 'clear the cell', zh: '请清空该单元格' },
});
