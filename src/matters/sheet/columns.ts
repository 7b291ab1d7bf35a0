/** The columns of a sheet of matters, in order: what an official calls them, and where their values stand in YAML. */
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import { PLATFORMS } from '../../platform-modules.ts';
import { PLATFORM_NAMES } from '../../upstream/platform-code.ts';

export type ColumnType =
  | 'CODE'
  | 'TEXT'
  | 'YUAN'
  | 'LIST'
  | 'PROCEDURE'
  | 'YES_NO'
  | 'BUREAU'
  | 'CATEGORY'
  | 'KIND';

export interface Column {
  readonly title: string;
  /** What else departments call it. */
  readonly names: readonly string[];
  readonly type: ColumnType;
  /** From the item down to its value; empty where it says which item it is. */
  readonly path: readonly string[];
  /** The kind of matters that have it; null for both. */
  readonly only: MatterKind | null;
  /** Whether a matter that may have it must. */
  readonly required: boolean;
  /** In characters of half width. */
  readonly width: number;
}

type Rest = Partial<Pick<Column, 'names' | 'only' | 'required'>>;

const column = (title: string, type: ColumnType, path: string, width: number, rest: Rest = {}): Column => ({
  title,
  type,
  path: path === '' ? [] : path.split('.'),
  width,
  names: [],
  only: null,
  required: true,
  ...rest,
});

const SUPERVISION = 'SUPERVISION';
const ENFORCEMENT = 'ENFORCEMENT';

/** Which matter a row is of. */
export const CODE = column('事项编码', 'CODE', '', 11, {
  names: ['事项代码', '事项编号', '编码', '代码'],
  required: false,
});
export const NAME = column('事项名称', 'TEXT', 'zh', 48, { names: ['名称', '中文名称'] });
export const CATEGORY = column('类别', 'CATEGORY', '', 20, {
  names: ['事项类别', '所属类别', '执法领域', '所属领域', '领域'],
});
export const KIND = column('事项类型', 'KIND', '', 10, { names: ['类型', '监管/处罚', '监管或处罚'] });

export const COLUMNS: readonly Column[] = [
  CODE,
  NAME,
  column('英文名称', 'TEXT', 'en', 40, { names: ['英文名', '事项英文名称'] }),
  CATEGORY,
  KIND,
  column('主管部门', 'BUREAU', 'department', 26, {
    names: ['主管单位', '牵头部门', '责任部门', '实施部门', '部门'],
    required: false,
  }),
  column('法律依据', 'TEXT', 'basis', 40, { names: ['依据', '设定依据', '执法依据', '法律法规依据'] }),
  column('检查对象', 'TEXT', 'object', 30, { names: ['监管对象', '监督检查对象'], only: SUPERVISION }),
  column('检查方式', 'LIST', 'methods', 24, { names: ['监管方式', '监督检查方式'], only: SUPERVISION }),
  column('检查频次', 'TEXT', 'frequency', 14, {
    names: ['监管频次', '监督检查频次', '频次'],
    only: SUPERVISION,
  }),
  column('处罚内容', 'TEXT', 'penalty.text', 48, {
    names: ['处罚措施', '处罚种类和幅度'],
    only: ENFORCEMENT,
  }),
  column('处罚依据', 'TEXT', 'penalty.basis', 40, { names: ['处罚法律依据'], only: ENFORCEMENT }),
  column('罚款下限（元）', 'YUAN', 'penalty.fine.min', 15, {
    names: ['罚款下限', '最低罚款（元）', '最低罚款'],
    only: ENFORCEMENT,
    required: false,
  }),
  column('罚款上限（元）', 'YUAN', 'penalty.fine.max', 15, {
    names: ['罚款上限', '最高罚款（元）', '最高罚款'],
    only: ENFORCEMENT,
    required: false,
  }),
  column('处罚程序', 'PROCEDURE', 'penalty.procedure', 11, {
    names: ['办案程序', '适用程序', '程序'],
    only: ENFORCEMENT,
  }),
  column('可否赋权乡镇（街道）', 'YES_NO', 'delegable', 21, {
    names: ['可否赋权乡镇', '能否赋权乡镇', '能否赋权乡镇（街道）', '是否赋权乡镇（街道）', '可否赋权'],
    only: ENFORCEMENT,
  }),
  ...PLATFORM_NAMES.map(platform => {
    const [title, ...names] = PLATFORMS[platform].codes.columns;
    const { columnWidth } = PLATFORMS[platform].codes;
    return column(title, 'CODE', `codes.${platform}`, columnWidth, { names, required: false });
  }),
];

/** What a cell says when the matter is to lose what it has there. */
export const TAKE_OUT = '删除';

/** What may be either, and is asked: the article that gives a penalty, or what it says. */
export const AMBIGUOUS: Readonly<Record<string, readonly string[]>> = { 罚则: ['处罚内容', '处罚依据'] };

/** What sheets of departments have besides, and nobody needs here. */
export const PASSED_OVER: readonly string[] = ['序号', '备注', '说明'];

export const appliesTo = ({ only }: Column, kind: MatterKind): boolean => only === null || only === kind;
