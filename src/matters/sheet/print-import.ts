/** Says what a spreadsheet changes, matter by matter, and what is wrong with it. */
import { type Desk, line, painted, says } from '../desk.ts';
import { asJson } from '../findings/json.ts';
import { type FindingsFormat, printFindings } from '../findings/print.ts';
import { asText } from '../findings/text.ts';
import type { FieldChange, MatterChange } from './change.ts';
import { placeName, type SheetFinding } from './sheet-finding.ts';

export interface ImportReport {
  /** The spreadsheet. */
  readonly file: string;
  readonly changes: readonly MatterChange[];
  readonly findings: readonly SheetFinding[];
  /** Of the catalogue, that are to change: `matters/08-urban-gas.yaml`. */
  readonly files: readonly string[];
  readonly refused: boolean;
  readonly written: boolean;
}

export function printImport(report: ImportReport, format: FindingsFormat, desk: Desk): void {
  if (format === 'json') {
    line(desk, JSON.stringify(forPrograms(report, desk), null, 2));
  } else if (format === 'github') {
    printFindings(report.findings, format, summary(report), desk);
  } else {
    for (const change of report.changes) printChange(change, desk);
    if (report.findings.length > 0) line(desk, asText(report.findings, desk.language, desk.err), desk.err);
    line(desk, summary(report));
  }
}

function printChange(change: MatterChange, desk: Desk): void {
  line(
    desk,
    `${painted(desk.out, 'bold', heading(change, desk))}  ${painted(desk.out, 'dim', placeName(change.place))}`,
  );
  for (const field of change.fields) line(desk, fieldLine(field, change.isNew, desk));
}

/** Everything that the text says, and the values as they would stand in YAML. */
function forPrograms({ changes, findings, ...report }: ImportReport, { language }: Desk) {
  const plain = changes.map(({ code, isNew, place, fields }) => ({
    code,
    isNew,
    cell: placeName(place),
    fields: fields.map(({ column, value = null, before, after, place: at }) => {
      return { title: column.title, path: column.path.join('.'), cell: placeName(at), before, after, value };
    }),
  }));
  return { ...report, changes: plain, ...asJson(findings, language) };
}

function heading({ code, isNew, nameZh }: MatterChange, desk: Desk): string {
  const name = `${code} ${nameZh}`;
  return isNew ? says(desk, { en: `new: ${name}`, zh: `新增 ${name}` }) : name;
}

function fieldLine({ column, before, after }: FieldChange, isNew: boolean, desk: Desk): string {
  const none = says(desk, { en: '(none)', zh: '（无）' });
  const title = says(desk, { en: `${column.title} ${column.path.join('.')}: `, zh: `${column.title}：` });
  const now = painted(desk.out, 'green', after || none);
  return `  ${title}${isNew ? now : `${painted(desk.out, 'red', before || none)} → ${now}`}`;
}

function summary({ file, changes, findings, files, refused, written }: ImportReport) {
  const added = changes.filter(({ isNew }) => isNew).length;
  const edited = changes.length - added;
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length;
  const counts = {
    en: `${edited} changed, ${added} new, in ${files.length} ${files.length === 1 ? 'file' : 'files'}`,
    zh: `修改 ${edited} 个事项，新增 ${added} 个，涉及 ${files.length} 个文件`,
  };
  if (refused) {
    return {
      en: `${file}: ${errors} ${errors === 1 ? 'error' : 'errors'}, nothing is written (${counts.en})`,
      zh: `${file}：有 ${errors} 处错误，未写入（${counts.zh}）`,
    };
  }
  if (changes.length === 0) return { en: `${file}: nothing changes`, zh: `${file}：没有变化` };
  if (written) return { en: `${file}: written, ${counts.en}`, zh: `${file}：已写入，${counts.zh}` };
  return {
    en: `${file}: ${counts.en}; nothing is written yet, add --write`,
    zh: `${file}：${counts.zh}；尚未写入，确认后请加 --write`,
  };
}
