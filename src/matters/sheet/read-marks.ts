/**
 * What the library that reads the values of an xlsx file does not tell: which cells are merged, as it gives the cells of a
 * range but the first as empty ones, which hold a formula without a result, as files of programs do that do not compute,
 * and which hold an error, as it gives them as empty ones too. The file is an archive of XML (ECMA-376 Part 1, 18.3.1.55
 * mergeCell, 18.3.1.40 f, 18.3.1.4 c).
 */
import { posix } from 'node:path';
import type { Cell, Range } from './sheet.ts';

export interface Marks {
  readonly merged: readonly Range[];
  /** Formulas without a result, and errors. */
  readonly failed: readonly { row: number; column: number; cell: Cell }[];
}

/** Those of each sheet, in the order of the workbook. */
export async function readMarks(bytes: Buffer): Promise<readonly Marks[]> {
  const [{ unzipSync }, { Parser }] = await Promise.all([import('fflate'), import('saxen')]);
  const files = unzipSync(bytes, { filter: ({ name }) => /^xl\/.*\.(xml|rels)$/u.test(name) });

  /** The elements of a part that have one of the names, whatever namespaces are called. */
  const elements = (part: string, ...wanted: string[]): Element[] => {
    const found: Element[] = [];
    let open: Element | null = null;
    const parser = new Parser()
      .on('openTag', (name, attributes, decode) => {
        open = null;
        if (!wanted.includes(local(name))) return;
        const pairs = Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)]);
        open = { name: local(name), attributes: Object.fromEntries(pairs), text: '' };
        found.push(open);
      })
      .on('text', (text, decode) => {
        if (open) open.text += decode(text);
      });
    if (files[part]) parser.parse(new TextDecoder().decode(files[part]));
    return found;
  };

  const targets = new Map(
    elements('xl/_rels/workbook.xml.rels', 'Relationship').map(({ attributes: { Id, Target } }) => [
      Id,
      Target!,
    ]),
  );
  return elements('xl/workbook.xml', 'sheet').map(({ attributes: { id } }) => {
    const part = posix.resolve('/xl', targets.get(id) ?? '').slice(1);
    return {
      merged: elements(part, 'mergeCell').map(({ attributes: { ref } }) => rangeOf(ref!)),
      failed: failed(elements(part, 'c', 'f', 'v')),
    };
  });
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands behind its opening, before another element opens. */
  text: string;
}

/** @param inOrder each cell, behind it its formula and its value. */
function failed(inOrder: readonly Element[]): Marks['failed'] {
  return inOrder.flatMap(({ name, attributes: { r, t } }, at) => {
    if (name !== 'c' || r === undefined) return [];
    const hasFormula = inOrder[at + 1]?.name === 'f';
    const value = inOrder[at + (hasFormula ? 2 : 1)];
    if (value?.name !== 'v') return hasFormula ? [{ ...cellAt(r), cell: NO_RESULT }] : [];
    return t === 'e' ? [{ ...cellAt(r), cell: { type: 'ERROR', text: value.text.trim() } as const }] : [];
  });
}

const NO_RESULT: Cell = { type: 'FORMULA', text: '' };

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** `C5:C9`. */
function rangeOf(ref: string): Range {
  const [first, last = first] = ref.split(':').map(cellAt);
  return { top: first!.row, left: first!.column, bottom: last!.row, right: last!.column };
}

function cellAt(name: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/u.exec(name.replaceAll('$', ''))!;
  const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}
