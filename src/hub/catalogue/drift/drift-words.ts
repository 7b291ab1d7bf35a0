/** What a drift is, in words for an integrator: in English and Chinese. */
import type { Text } from '../../files/text.ts';
import type { Catalogue } from '../catalogue.ts';
import type { DirectoryItem } from './directory-item.ts';
import type { Drift, DriftKind } from './drift.ts';

export const DRIFT_KIND: Readonly<Record<DriftKind, Text>> = {
  NEW: { en: 'new', zh: '新增' },
  RENAMED: { en: 'renamed', zh: '更名' },
  RETIRED: { en: 'retired', zh: '停用' },
  RECODED: { en: 're-coded', zh: '换码' },
  SPLIT: { en: 'split', zh: '拆分' },
  MISSING: { en: 'missing', zh: '缺失' },
  ATTRIBUTE: { en: 'attribute', zh: '属性不一致' },
};

const ATTRIBUTE: Readonly<Record<NonNullable<Drift['difference']>['of'], Text>> = {
  name: { en: 'name', zh: '名称' },
  kind: { en: 'kind', zh: '事项类型' },
  category: { en: 'category', zh: '类' },
  department: { en: 'department', zh: '主管部门' },
  delegable: { en: 'delegable to townships', zh: '可否赋权乡镇（街道）' },
  legalBasis: { en: 'legal basis', zh: '法律依据' },
  end: { en: 'end', zh: '停用之日' },
};

const VALUE: Readonly<Record<string, Text>> = {
  true: { en: 'yes', zh: '是' },
  false: { en: 'no', zh: '否' },
  SUPERVISION: { en: 'SUPERVISION', zh: '监管事项' },
  ENFORCEMENT: { en: 'ENFORCEMENT', zh: '执法事项' },
};

/** What has happened and what it does, in a sentence without the code and name that it is about. */
export function driftWords(drift: Drift, catalogue: Catalogue): Text {
  const { kind, difference, successors, row } = drift;
  switch (kind) {
    case 'NEW':
      return {
        en: 'in use there, and no matter maps to it: events that carry it have no matter',
        zh: '平台已启用，尚无事项与之对应，带有该编码的事件无法归入事项',
      };
    case 'RENAMED':
      return {
        en: `is called ${difference!.there} there; the catalogue says ${difference!.here}`,
        zh: `平台名称为“${difference!.there}”，目录名称为“${difference!.here}”`,
      };
    case 'RETIRED':
      return {
        en: `the platform has ended it${since(row, 'en')}; the catalogue still has it`,
        zh: `平台已停用该编码${since(row, 'zh')}，目录仍在使用`,
      };
    case 'MISSING':
      return { en: 'is not in the platform’s directory', zh: '平台目录中没有该编码' };
    case 'RECODED': {
      const [after] = successors;
      return {
        en: `has another code there, ${after!.code}${since(after!, 'en')}: events that carry that one have no matter`,
        zh: `平台编码已变更为 ${after!.code}${since(after!, 'zh')}，带有新编码的事件无法归入事项`,
      };
    }
    case 'SPLIT': {
      const each = (separator: string) =>
        successors.map(({ code, name }) => `${code} ${name}`).join(separator);
      return {
        en: `was split there into ${each(' and ')}: events that carry these have no matter`,
        zh: `平台已拆分为 ${each('、')}，带有新编码的事件无法归入事项`,
      };
    }
    case 'ATTRIBUTE': {
      const { of, here, there } = difference!;
      if (of === 'end')
        return {
          en: `has no matter here from ${here} on, and the platform ended it on ${there}: events between have none`,
          zh: `本目录 ${here} 起不再对应，平台 ${there} 才停用，其间的事件无法归入事项`,
        };
      const said = (value: string, language: keyof Text) => valueWords(of, value, catalogue)[language];
      return {
        en: `${ATTRIBUTE[of].en}: ${said(there, 'en')} there; ${said(here, 'en')} in the catalogue`,
        zh: `${ATTRIBUTE[of].zh}：平台为“${said(there, 'zh')}”，目录为“${said(here, 'zh')}”`,
      };
    }
    default:
      return kind satisfies never;
  }
}

/** ` on 2024-06-30`: the day on which the row last changed. */
function since(row: DirectoryItem | null, language: keyof Text): string {
  const day = row?.changedAt?.slice(0, 10);
  if (!day) return '';
  return language === 'en' ? ` (${day})` : `（${day}）`;
}

function valueWords(of: string, value: string, catalogue: Catalogue): Text {
  const named = (thing: { nameZh: string; nameEn: string | null } | undefined): Text => ({
    en: [value, thing?.nameEn].filter(Boolean).join(' '),
    zh: [value, thing?.nameZh].filter(Boolean).join(' '),
  });
  if (of === 'category') return named(catalogue.category(value));
  if (of === 'department') return named(catalogue.department(value));
  return VALUE[value] ?? { en: value, zh: value };
}
