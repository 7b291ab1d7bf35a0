/**
 * `npm run matters -- import FILE`: says what a department's spreadsheet changes in the matter files, and with `--write`
 * changes it. It adds and changes matters; it takes none out, as a sheet of one department does not hold the others'.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkCatalogue, OF_THE_CATALOGUE } from '../hub/catalogue/files/load-catalogue.ts';
import { FindingsError } from '../hub/files/finding.ts';
import { type Desk, line } from './desk.ts';
import { checkedWith, writeEdits } from './edit/file-edits.ts';
import { SchemaTexts } from './edit/schema-texts.ts';
import { FINDINGS_FORMAT, type FindingsFormat } from './findings/print.ts';
import { command } from './given.ts';
import { pathShown } from './path-shown.ts';
import { WrongUse } from './run.ts';
import { applied } from './sheet/apply.ts';
import { mattersOf } from './sheet/matter-row.ts';
import { printImport } from './sheet/print-import.ts';
import { readSpreadsheet } from './sheet/read-file.ts';
import { readRows } from './sheet/read-rows.ts';
import { replacedCodes } from './sheet/replaced-codes.ts';
import { resultFindings } from './sheet/result-findings.ts';
import { byCell, type SheetFinding } from './sheet/sheet-finding.ts';
import { verified } from './sheet/verify.ts';
import { namesOf } from './sheet/words.ts';
import type { Text } from './text.ts';

export const importMatters = command(
  {
    name: 'import',
    about: {
      en: `Says what a spreadsheet changes in the matter files, and changes it with --write. It adds and changes matters and
takes none out; columns and rows that the sheet does not have stay. While one cell is wrong nothing is written.
An empty cell changes nothing; 删除 takes out what the matter has there. A row without a code is a new matter, or the one
of its name, category and kind. Codes that count in turn, or together:
  CF-050583（2024-07-01前）；CF-059001（2024-07-01起）    CF-050583；CF-059001
Exit code: 0 when nothing is wrong, 1 when something is, 2 for wrong use.`,
      zh: `列出表格给事项文件带来的变化，加 --write 时写入。只新增和修改事项，不删除；表中没有的列和行不受影响。
只要有一个单元格有误，就不写入任何文件。
单元格留空，原有内容不变；要去掉原有内容，填“删除”。未填编码的行是新增事项，与已有事项名称、类别、类型都相同的认作该事项。
先后换用或并用的编码写成：
  CF-050583（2024-07-01前）；CF-059001（2024-07-01起）    CF-050583；CF-059001
退出码：0 没有错误，1 有错误，2 命令写法有误。`,
    },
    words: [{ name: { en: 'FILE', zh: '文件' } }],
    options: {
      'replace-codes': {
        type: 'boolean',
        text: {
          en: 'let a code take the place of another: events that carry the other lose their matter',
          zh: '用表中的编码取代原编码，带有原编码的事件不再归入该事项',
        },
      },
      write: { type: 'boolean', text: { en: 'write what changes', zh: '写入变化' } },
      format: FINDINGS_FORMAT,
    },
  },
  async ({ write = false, 'replace-codes': replaceCodes = false, format = 'text' }, desk, given) =>
    await importFile(resolve(desk.cwd, given!), { write, replaceCodes, format }, desk),
);

interface Asked {
  write: boolean;
  replaceCodes: boolean;
  format: FindingsFormat;
}

async function importFile(path: string, { write, replaceCodes, format }: Asked, desk: Desk): Promise<number> {
  const file = pathShown(path, desk.cwd);
  const bytes = contents(path, file);
  const { files, findings: before } = await checkCatalogue(desk.schema, desk.called);
  if (!files) throw new FindingsError(OF_THE_CATALOGUE, before);

  const { sheets, findings: inSheet, note } = await readSpreadsheet(bytes, file);
  if (note) line(desk, note, desk.err);
  const names = namesOf(files);
  const matters = new Map(mattersOf(files.matters).map(matter => [matter.code, matter]));
  const { changes, findings: inRows, left } = readRows(sheets, file, { matters, names });

  const edits = applied(new SchemaTexts(desk.schema, desk.called), changes, names);
  const tried = await checkedWith(desk, edits);
  const faults = [
    ...inSheet,
    ...inRows,
    ...resultFindings(tried.findings, before, edits, changes),
    ...(tried.files ? verified(files.matters, tried.files.matters, changes, names) : []),
  ];
  const asked = replaceCodes ? [] : replacedCodes(changes, faults);
  const findings = distinct([...faults, ...asked]).toSorted(byCell);
  const refused = findings.some(({ severity }) => severity === 'ERROR');

  const written = write && !refused;
  if (written) writeEdits(desk.schema, edits);
  const changed = edits.map(({ file: name }) => name);
  printImport({ file, changes, findings, left, files: changed, refused, written }, format, desk);
  return refused ? 1 : 0;
}

/** Of merged cells the same is found in each of their rows. */
const distinct = (findings: readonly SheetFinding[]): SheetFinding[] => [
  ...new Map(findings.map(finding => [JSON.stringify(finding), finding])).values(),
];

function contents(path: string, shown: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new WrongUse(notReadable(shown, cause as NodeJS.ErrnoException));
  }
}

function notReadable(shown: string, { code, message }: NodeJS.ErrnoException): Text {
  switch (code) {
    case 'ENOENT':
      return {
        en: `there is no file ${shown}; correct the name, or say it in full: a relative one is read from the folder that npm was called in`,
        zh: `没有文件 ${shown}；请核对文件名或写完整路径，相对路径从运行命令时所在的文件夹算起`,
      };
    case 'EISDIR':
      return {
        en: `${shown} is a folder; name the spreadsheet in it`,
        zh: `${shown} 是文件夹；请写其中表格的文件名`,
      };
    default:
      return { en: `cannot read ${shown} (${message})`, zh: `无法读取 ${shown}（${message}）` };
  }
}
