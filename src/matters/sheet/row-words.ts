/** What there is to say about a row, in words. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
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

export const noCategory = (category: string): Words => ({
  problem: { en: `there is no category ${category}`, zh: `没有 ${category} 这一类别` },
  remedy: {
    en: `correct the code, or write schema/matters/${category}-….yaml with its category first`,
    zh: `请更正编码，或先建立 schema/matters/${category}-….yaml 并写明类别`,
  },
});

export const newNeeds = (columns: readonly Column[]): Words => ({
  problem: {
    en: `a new matter needs ${columns.map(({ title }) => title).join(', ')}`,
    zh: `新增事项须填${columns.map(({ title }) => `“${title}”`).join('、')}`,
  },
  remedy: {
    en: 'fill it in; if the matter is not new, write its code',
    zh: '请填写；如非新增事项，请填写其事项编码',
  },
});

export const thereAlready = (code: string): Words => ({
  problem: { en: `${code} has the same name`, zh: `与 ${code} 同名` },
  remedy: {
    en: `write ${code} if that is meant, or give the new matter a name of its own`,
    zh: `如指该事项，请填写编码 ${code}；如为新增事项，请另取名称`,
  },
});

export const notOfKind = (kind: MatterKind): Words => ({
  problem: {
    en: `a matter of ${kind.toLowerCase()} (${KINDS[kind]}) has none`,
    zh: `${KINDS[kind]}事项没有这一项`,
  },
  remedy: { en: 'clear the cell', zh: '请清空该单元格' },
});
