/** What there is to say about a row, in words. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { Column } from './columns.ts';
import type { Words } from './sheet-finding.ts';
import { KINDS } from './words.ts';

export const rowTwice = (first: string): Words => ({
  problem: { en: `the matter stands in ${first} already`, zh: `该事项与 ${first} 重复` },
  remedy: { en: 'take one of the two rows out', zh: '请删去其中一行' },
});

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

export const newNeeds = ({ title }: Column): Words => ({
  problem: { en: `a new matter needs ${title}`, zh: `新增事项须填“${title}”` },
  remedy: {
    en: 'fill it in; if the matter is not new, write its code',
    zh: '请填写；如非新增事项，请填写其事项编码',
  },
});

export const mustNotBeEmpty = ({ title }: Column): Words => ({
  problem: { en: `${title} is empty`, zh: `“${title}”为空` },
  remedy: { en: 'fill it in', zh: '请填写' },
});

export const notOfKind = ({ title }: Column, kind: MatterKind): Words => ({
  problem: {
    en: `a matter of ${kind.toLowerCase()} (${KINDS[kind]}) has no ${title}`,
    zh: `${KINDS[kind]}事项没有“${title}”`,
  },
  remedy: { en: 'clear the cell', zh: '请清空该单元格' },
});

export const against = (code: string): Words => ({
  problem: { en: `is not what the code ${code} says`, zh: `与事项编码 ${code} 不符` },
  remedy: {
    en: 'correct one of the two; a matter keeps its category and kind, and another one gets a code of its own',
    zh: '请更正其中之一；事项的类别和类型不能改变，另一事项须另编编码',
  },
});
