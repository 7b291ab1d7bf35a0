/**
 * `npm run matters -- import FILE`: says what a department's spreadsheet changes in the matter files, and with `--write`
 * changes it. It adds and changes matters; it takes none out, as a sheet of one department does not hold the others'.
 */
import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCatalogue } from '../hub/catalogue/files/load-catalogue.ts';
import { FindingsError } from '../hub/files/finding.ts';
import { type Desk, line } from './desk.ts';
import { WrongUse } from './run.ts';
import { applied } from './sheet/apply.ts';
import { mattersOf } from './sheet/matter-row.ts';
import { printJson, printText } from './sheet/print-import.ts';
import { readSpreadsheet } from './sheet/read-file.ts';
import { readRows } from './sheet/read-rows.ts';
import { resultFindings } from './sheet/result-findings.ts';
import { byCell } from './sheet/sheet-finding.ts';
import { verified } from './sheet/verify.ts';
import { namesOf } from './sheet/words.ts';
import { readMatterTexts, tryMatterTexts, writeMatterTexts } from './yaml/matter-texts.ts';

export async function importMatters(args: readonly string[], desk: Desk): Promise<number> {
  const { path, write, format } = asked(args);
  const file = basename(path);
  const bytes = contents(path);
  const { files, findings: before } = await checkCatalogue(desk.schema);
  if (!files) throw new FindingsError("the catalogue's", before);

  const { sheets, findings: inSheet, note } = await readSpreadsheet(bytes, file);
  if (note) line(desk, note, desk.err);
  const names = namesOf(files);
  const matters = new Map(mattersOf(files.matters).map(matter => [matter.code, matter]));
  const { changes, findings: inRows } = readRows(sheets, file, { matters, names });

  const texts = readMatterTexts(desk.schema);
  const result = applied(new Map([...texts].map(([code, { text }]) => [code, text])), changes, names);
  const changed = [...texts].flatMap(([code, { name, text }]) =>
    result.get(code) === text ? [] : [{ name, text: result.get(code)! }],
  );
  const tried = await tryMatterTexts(desk.schema, changed);
  const findings = [
    ...inSheet,
    ...inRows,
    ...resultFindings(tried.findings, before, changed, changes),
    ...(tried.files ? verified(files.matters, tried.files.matters, changes, names) : []),
  ].toSorted(byCell);
  const refused = findings.some(({ severity }) => severity === 'ERROR');

  const written = write && !refused;
  if (written) writeMatterTexts(desk.schema, changed);
  const report = { file, changes, findings, files: changed.map(({ name }) => name), refused, written };
  if (format === 'json') printJson(report, desk);
  else printText(report, desk);
  return refused ? 1 : 0;
}

function asked(args: readonly string[]) {
  const options = {
    write: { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
  } as const;
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { write, format } = values;
    if (positionals.length === 1 && (format === 'text' || format === 'json')) {
      return { path: resolve(positionals[0]!), write, format };
    }
  } catch (cause) {
    if (!(cause as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS_')) throw cause;
  }
  throw new WrongUse({
    en: 'expected: import FILE.xlsx (or FILE.csv) [--write] [--format text|json]',
    zh: '用法：import 文件.xlsx（或 文件.csv）[--write] [--format text|json]',
  });
}

function contents(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { message } = cause as NodeJS.ErrnoException;
    throw new WrongUse({
      en: `cannot read ${basename(path)} (${message})`,
      zh: `无法读取 ${basename(path)}（${message}）`,
    });
  }
}
