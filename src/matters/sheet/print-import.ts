/** Says what a spreadsheet changes, matter by matter, and what is wrong with it. */
import { type Desk, line, painted, says } from '../desk.ts';
import { asJson } from '../findings/json.ts';
import { type FindingsFormat, printFindings } from '../findings/print.ts';
import { asText } from '../findings/text.ts';
import type { Text } from '../text.ts';
import { type FieldChange, type MatterChange, takenOut } from './change.ts';
import { TAKE_OUT } from './columns.ts';
import { type Place, placeName, type SheetFinding } from './sheet-finding.ts';

export interface ImportReport {
  /** The spreadsheet. */
  readonly file: string;
  readonly changes: readonly MatterChange[];
  readonly findings: readonly SheetFinding[];
  /** Cells that say nothing where the matter has a value, which stays. */
  readonly left: readonly Place[];
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
    if (report.left.length > 0) line(desk, leftWords(report.left));
    line(desk, summary(report));
    if (report.written && report.changes.length > 0) for (const next of afterwards(report)) line(desk, next);
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
function forPrograms({ changes, findings, left, ...report }: ImportReport, { language }: Desk) {
  const plain = changes.map(({ code, isNew, place, fields }) => ({
    code,
    isNew,
    cell: placeName(place),
    fields: fields.map(({ column, value = null, before, after, place: at }) => {
      return { title: column.title, path: column.path.join('.'), cell: placeName(at), before, after, value };
    }),
  }));
  return { ...report, changes: plain, left: left.map(placeName), ...asJson(findings, language) };
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

function summary({ file, changes, findings, files, refused, written }: ImportReport): Text {
  const added = changes.filter(({ isNew }) => isNew).length;
  const edited = changes.length - added;
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length;
  const out = changes.flatMap(({ fields }) => fields.map(takenOut)).reduce((sum, count) => sum + count, 0);
  const counts = {
    en: `${edited} changed, ${added} new${out ? `, ${out} ${out === 1 ? 'value' : 'values'} taken out` : ''}, in ${files.length} ${files.length === 1 ? 'file' : 'files'}`,
    zh: `修改 ${edited} 个事项，新增 ${added} 个${out ? `，去掉 ${out} 项原有内容` : ''}，涉及 ${files.length} 个文件`,
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

const CELLS_NAMED = 3;

/** An empty cell may have been emptied to take its value out. */
function leftWords(left: readonly Place[]): Text {
  const cells = [...new Set(left.map(placeName))];
  const named = cells.slice(0, CELLS_NAMED);
  const more = cells.length > named.length;
  return {
    en: `${cells.length === 1 ? '1 cell says' : `${cells.length} cells say`} nothing where there is a value, which stays: ${named.join(', ')}${more ? ', …' : ''}; to take it out write ${TAKE_OUT}`,
    zh: `${cells.length} 个单元格未填，原有内容不变：${named.join('、')}${more ? ' 等' : ''}；要去掉原有内容，请填“${TAKE_OUT}”`,
  };
}

/** What there is to do once it is written. */
function afterwards({ changes }: ImportReport): Text[] {
  const added = changes.filter(({ isNew }) => isNew).map(({ code, place }) => `${placeName(place)} ${code}`);
  const diff = 'npm run matters -- diff HEAD';
  return [
    ...(added.length === 0
      ? []
      : [
          {
            en: `codes of the new matters, to be filled in: ${added.join(', ')}`,
            zh: `新增事项的编码，请填入表中：${added.join('、')}`,
          },
        ]),
    { en: `what changes for readers and events: ${diff}`, zh: `对使用者和事件的影响：${diff}` },
  ];
}
