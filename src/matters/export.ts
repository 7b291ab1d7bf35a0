/** `npm run matters -- export FILE`: the matters as a spreadsheet, one a row, in columns that an official knows. */
import { writeFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { checkCatalogue, OF_THE_CATALOGUE } from '../hub/catalogue/files/load-catalogue.ts';
import { FindingsError } from '../hub/files/finding.ts';
import { type Desk, line } from './desk.ts';
import { command } from './given.ts';
import { WrongUse } from './run.ts';
import { COLUMNS } from './sheet/columns.ts';
import { cellsOf, mattersOf } from './sheet/matter-row.ts';
import { type Names, namesOf, understood } from './sheet/words.ts';
import { csv, type Table, xlsx } from './sheet/write-sheet.ts';
import type { Text } from './text.ts';

const NOTE =
  '说明：本表为构造数据，非官方目录：法律依据真实，事项编码为虚构。请勿改动标题行；编码列须保持“文本”格式；留空表示不改，要去掉原有内容请填“删除”。';

const WRITERS: Readonly<Record<string, (table: Table) => Promise<Buffer>>> = { '.xlsx': xlsx, '.csv': csv };

export const exportMatters = command(
  {
    name: 'export',
    about: {
      en: `Writes the matters as a spreadsheet, one a row, for a department to fill in and "import" to read. In an xlsx file the
codes are formatted as text; a csv file that Excel opens and saves loses long codes.
Exit code: 0 when it is written, 1 when the files have errors, 2 for wrong use.`,
      zh: `把事项导出为表格，一行一个，供部门填写后用 import 读入。xlsx 中的编码列已设为文本格式；csv 用 Excel 打开再保存会损坏长编码。
退出码：0 已写出，1 文件有错误，2 命令写法有误。`,
    },
    words: [{ name: { en: 'FILE', zh: '文件' } }],
    options: {
      category: {
        type: 'string',
        text: { en: 'the matters of one, by code or name', zh: '只导出一个类，写编码或名称' },
      },
      kind: {
        type: 'string',
        text: { en: 'supervision (监管) or enforcement (处罚) alone', zh: '只导出监管或处罚事项' },
      },
    },
  },
  async ({ category, kind }, desk, given) =>
    await exportFile(resolve(desk.cwd, given!), category, kind, desk),
);

async function exportFile(
  path: string,
  category: string | undefined,
  kind: string | undefined,
  desk: Desk,
): Promise<number> {
  const write = writer(path);
  const { files, findings } = await checkCatalogue(desk.schema, desk.called);
  if (!files) throw new FindingsError(OF_THE_CATALOGUE, findings);

  const names = namesOf(files);
  const onlyCategory = one('CATEGORY', '--category', category, names);
  const onlyKind = one('KIND', '--kind', kind && (KIND_WORDS[kind.toUpperCase()] ?? kind), names);
  const matters = mattersOf(files.matters).filter(
    matter =>
      (onlyCategory === null || matter.category.code === onlyCategory) &&
      (onlyKind === null || matter.kind === onlyKind),
  );
  const rows = matters.map(matter => cellsOf(matter, names));
  const bytes = await write({ name: '事项', note: NOTE, columns: COLUMNS, rows });
  try {
    // What a department has filled in is not written over.
    writeFileSync(path, bytes, { flag: 'wx' });
  } catch (cause) {
    throw notWritable(path, cause as NodeJS.ErrnoException);
  }
  line(desk, {
    en: `${basename(path)}: ${rows.length} ${rows.length === 1 ? 'matter' : 'matters'}`,
    zh: `${basename(path)}：${rows.length} 个事项`,
  });
  return 0;
}

const KIND_WORDS: Readonly<Record<string, string>> = { SUPERVISION: '监管', ENFORCEMENT: '处罚' };

function writer(path: string): (table: Table) => Promise<Buffer> {
  const kind = extname(path).toLowerCase();
  if (Object.hasOwn(WRITERS, kind)) return WRITERS[kind]!;
  throw new WrongUse({
    en: `cannot write ${basename(path)}: expected a name that ends in .xlsx or .csv`,
    zh: `无法写出 ${basename(path)}：文件名应以 .xlsx 或 .csv 结尾`,
  });
}

/** What an option names; null where it is not given. */
function one(type: 'CATEGORY' | 'KIND', option: string, given: string | undefined, names: Names): unknown {
  if (given === undefined) return null;
  const read = understood(type, given, names);
  if ('value' in read) return read.value;
  const say = ({ problem, remedy }: { problem: Text; remedy: Text }, language: keyof Text, colon: string) =>
    `${option} "${given}"${colon}${problem[language]}${language === 'en' ? '; ' : '；'}${remedy[language]}`;
  throw new WrongUse({ en: say(read, 'en', ': '), zh: say(read, 'zh', '：') });
}

function notWritable(path: string, { code, message }: NodeJS.ErrnoException): WrongUse {
  if (code === 'EEXIST') {
    return new WrongUse({
      en: `${basename(path)} is there already; choose another name, or take it away first`,
      zh: `${basename(path)} 已存在；请换一个文件名，或先移走该文件`,
    });
  }
  if (code === 'ENOENT') {
    return new WrongUse({
      en: `there is no folder ${dirname(path)}; make it first, or correct the name`,
      zh: `没有文件夹 ${dirname(path)}；请先建立，或核对路径`,
    });
  }
  return new WrongUse({
    en: `cannot write ${basename(path)} (${message})`,
    zh: `无法写出 ${basename(path)}（${message}）`,
  });
}
