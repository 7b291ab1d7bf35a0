/**
 * What the library that reads the values of an xlsx file does not tell: which cells are merged, as it gives the cells of a
 * range but the first as empty ones, and which hold a formula without a result, as files of programs do that do not
 * compute. The file is an archive of XML (ECMA-376 Part 1, 18.3.1.55 mergeCell, 18.3.1.40 f).
 */
import { posix } from 'node:path';
import type { Range } from './sheet.ts';

export interface Marks {
  readonly merged: readonly Range[];
  readonly unresolved: readonly { row: number; column: number }[];
}

/** Those of each sheet, in the order of the workbook. */
export async function readMarks(bytes: Buffer): Promise<readonly Marks[]> {
  const [{ unzipSync }, { Parser }] = await Promise.all([import('fflate'), import('saxen')]);
  const files = unzipSync(bytes, { filter: ({ name }) => /^xl\/.*\.(xml|rels)$/u.test(name) });

  /** The elements of a part that have one of the names, whatever namespaces are called. */
  const elements = (part: string, ...wanted: string[]): Element[] => {
    const found: Element[] = [];
    const parser = new Parser().on('openTag', (name, attributes, decode) => {
      if (!wanted.includes(local(name))) return;
      const pairs = Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)]);
      found.push({ name: local(name), attributes: Object.fromEntries(pairs) });
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
      unresolved: unresolved(elements(part, 'c', 'f', 'v')),
    };
  });
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** @param inOrder each cell, behind it its formula and its value. */
function unresolved(inOrder: readonly Element[]): Marks['unresolved'] {
  return inOrder.flatMap(({ name, attributes: { r } }, at) => {
    const hasFormula = inOrder[at + 1]?.name === 'f';
    const hasValue = inOrder[at + 2]?.name === 'v';
    return name === 'c' && r !== undefined && hasFormula && !hasValue ? [cellAt(r)] : [];
  });
}

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
