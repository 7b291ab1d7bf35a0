/**
 * Which cells of an xlsx file are merged: the library that reads its values does not tell, and gives the cells of a range
 * but the first as empty ones. The file is an archive of XML (ECMA-376 Part 1, 18.3.1.55 mergeCell).
 */
import { posix } from 'node:path';
import type { Range } from './sheet.ts';

/** The ranges of each sheet, in the order of the workbook. */
export async function readMerges(bytes: Buffer): Promise<readonly (readonly Range[])[]> {
  const [{ unzipSync }, { Parser }] = await Promise.all([import('fflate'), import('saxen')]);
  const files = unzipSync(bytes, { filter: ({ name }) => /^xl\/.*\.(xml|rels)$/u.test(name) });

  /** The attributes of a part's elements of a name, whatever namespaces are called. */
  const elements = (part: string, wanted: string): Record<string, string>[] => {
    const found: Record<string, string>[] = [];
    const parser = new Parser().on('openTag', (name, attributes, decode) => {
      if (local(name) !== wanted) return;
      const pairs = Object.entries(attributes()).map(([key, value]) => [local(key), decode(value)]);
      found.push(Object.fromEntries(pairs));
    });
    if (files[part]) parser.parse(new TextDecoder().decode(files[part]));
    return found;
  };

  const targets = new Map(
    elements('xl/_rels/workbook.xml.rels', 'Relationship').map(({ Id, Target }) => [Id, Target!]),
  );
  return elements('xl/workbook.xml', 'sheet').map(({ id }) => {
    const part = posix.resolve('/xl', targets.get(id) ?? '').slice(1);
    return elements(part, 'mergeCell').map(({ ref }) => rangeOf(ref!));
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
