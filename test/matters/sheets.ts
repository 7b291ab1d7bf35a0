/** A folder for spreadsheets with a catalogue of its own, and spreadsheets as departments send them. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { SheetData } from 'write-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import type { SaidFinding } from '../../src/hub/files/finding.ts';
import { type Placed, placeOf } from '../../src/matters/findings/placed.ts';
import { matters, type Ran, SCHEMA } from './at-desk.ts';

export interface Office {
  schema: URL;
  path(name: string): string;
  /** The matter files by name, as they stand. */
  yaml(): Record<string, string>;
  /** Changes a matter file by hand. */
  rewrite(name: string, change: (text: string) => string): void;
  run(...argv: string[]): Promise<Ran>;
  /** What the import of a sheet finds, a line each: `a.csv:2:10 B2 事项名称: must not be empty; fill it in`. */
  findings(name: string, ...argv: string[]): Promise<string[]>;
  [Symbol.dispose](): void;
}

/** @param only the categories that its catalogue has; all unless said */
export function office(...only: string[]): Office {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-office-'));
  const schema = pathToFileURL(`${join(folder, 'schema')}/`);
  for (const part of ['matters/', 'directory/']) {
    cpSync(new URL(part, SCHEMA), new URL(part, schema), { recursive: true });
  }
  for (const name of readdirSync(new URL('matters/', schema))) {
    const left = only.length > 0 && name.endsWith('.yaml') && !only.includes(name.slice(0, 2));
    if (left) rmSync(new URL(`matters/${name}`, schema));
  }
  const file = (name: string) => new URL(`matters/${name}`, schema);
  return {
    schema,
    path: name => join(folder, name),
    yaml: () =>
      Object.fromEntries(
        readdirSync(new URL('matters/', schema)).map(name => [name, readFileSync(file(name), 'utf8')]),
      ),
    rewrite: (name, change) => writeFileSync(file(name), change(readFileSync(file(name), 'utf8'))),
    run: (...argv) => matters(argv, { schema }),
    findings: async (name, ...argv) => {
      const { out } = await matters(['import', join(folder, name), '--format', 'json', ...argv], { schema });
      return (JSON.parse(out).findings as SaidFinding<Placed>[]).map(finding => {
        const { severity, path, value, problem, remedy } = finding;
        const subject = [placeOf(finding), path, value === null ? '' : JSON.stringify(value)];
        const said = severity === 'WARNING' ? `warning: ${problem}` : problem;
        return `${subject.filter(Boolean).join(' ')}: ${said}; ${remedy}`;
      });
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}

/** The rows of an exported csv file: the note, the titles, the matters. */
export const csvRows = (path: string): string[][] =>
  parse(readFileSync(path), { bom: true, relax_column_count: true });

/** As Excel saves them, in UTF-8 unless said. */
export function writeCsv(path: string, rows: readonly (readonly string[])[]): void {
  writeFileSync(
    path,
    stringify([...rows] as string[][], { bom: true, record_delimiter: 'windows', quoted_match: /\n/ }),
  );
}

export async function writeSheet(path: string, rows: SheetData, sheet = '表1'): Promise<void> {
  await writeXlsx(rows, { sheet }).toFile(path);
}

/** Changes a part of an xlsx file by hand, such as `xl/worksheets/sheet1.xml`. */
export function rewritePart(path: string, part: string, change: (xml: string) => string): void {
  const parts = unzipSync(readFileSync(path));
  parts[part] = strToU8(change(strFromU8(parts[part]!)));
  writeFileSync(path, zipSync(parts));
}

/** Rows of texts under titles, by title: `{ 事项编码: 'E-08-001', 市平台编码: 'CF-080831' }`. */
export function table(...rows: Record<string, string>[]): string[][] {
  const titles = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return [titles, ...rows.map(row => titles.map(title => row[title] ?? ''))];
}

/** What differs between two states of the matter files, line by line: `-08-urban-gas.yaml: …`. */
export function lineChanges(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys(after).flatMap(name => {
    const [old, now] = [before[name]!.split('\n'), after[name]!.split('\n')];
    const gone = leftover(old, now).map(line => `-${line.trim()}`);
    return [...gone, ...leftover(now, old).map(line => `+${line.trim()}`)];
  });
}

function leftover(lines: string[], others: string[]): string[] {
  const left = [...others];
  return lines.filter(line => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
