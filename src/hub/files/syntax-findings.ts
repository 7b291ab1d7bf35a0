import { type Document, isCollection, visit } from 'yaml';
import type { Finding } from './finding.ts';
import { oddLine } from './odd-line.ts';
import { parsed } from './parsed.ts';
import { notYaml, syntaxRemedy } from './syntax-remedy.ts';

type Found = Omit<Finding, 'file'>;

/**
 * What is wrong with a text that is not YAML: the first error, and further ones only where they do not follow from it;
 * one a line.
 *
 * @param fault in the words of the parser that refused it.
 */
export function syntaxFindings(text: string, fault: string): Found[] {
  const { document, position } = parsed(text);
  const lines = text.split('\n');
  const openings = openingsOf(document);
  const errors = [...document.errors, ...document.warnings].map(({ code, message, pos: [offset] }) => {
    return { code, message, offset: beginOfFault(openings, message, offset) };
  });
  const found = [...errors, ...missingAnchors(document)]
    .sort((a, b) => a.offset - b.offset)
    .map(({ code, message, offset }) => {
      const reported = position(offset);
      const line = oddLine(lines, reported.line!, code, message);
      const written = lines[line - 1]!;
      const column = line === reported.line ? reported.column : written.search(/\S/u) + 1;
      const value = written.trim();
      return {
        severity: 'ERROR',
        line,
        column,
        path: '',
        value,
        ...syntaxRemedy(code, message, written),
      } as const;
    })
    .filter(({ certain }, index) => certain || index === 0)
    .filter(({ line }, index, all) => all.findIndex(other => other.line === line) === index)
    .map(({ certain: _, ...finding }) => finding);
  return found.length > 0 ? found : [unseen(text, position) ?? wholeFile(fault)];
}

interface Opening {
  kind: 'FLOW' | 'QUOTE';
  begin: number;
  /** The text that the parser took it to have ends before this. */
  end: number;
}

/** Each quote and brace that opens something. Looked for once: a file may have as many errors as it has lines. */
function openingsOf(document: Document): Opening[] {
  const openings: Opening[] = [];
  visit(document, {
    Node(_, node) {
      const { range } = node;
      const flow = isCollection(node) && node.flow === true;
      if (!range || !(flow || ('type' in node && `${node.type}`.startsWith('QUOTE')))) return;
      openings.push({ kind: flow ? 'FLOW' : 'QUOTE', begin: range[0], end: range[2] });
    },
  });
  return openings;
}

/** What begins with a quote or a brace is found open where the parser gives up, far below. */
function beginOfFault(openings: readonly Opening[], message: string, offset: number): number {
  const open = /^Flow/u.test(message) ? 'FLOW' : 'QUOTE';
  const opening = openings.findLast(
    ({ kind, begin, end }) => kind === open && begin < offset && offset <= end,
  );
  return opening?.begin ?? offset;
}

/** Text that begins with * is an alias, which the parser takes without a word though there is nothing it names. */
function missingAnchors(document: Document) {
  const missing: { code: 'BAD_ALIAS'; message: string; offset: number }[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document)) return;
      missing.push({ code: 'BAD_ALIAS', message: 'unresolved alias', offset: alias.range![0] });
    },
  });
  return missing;
}

/** A character that only the parser of the gateway's start minds, as it comes with text that is copied from elsewhere. */
function unseen(text: string, position: ReturnType<typeof parsed>['position']): Found | null {
  const offset = text.search(/[^\P{Cc}\t\n\r\x85]|[\ufffe\uffff]/u);
  if (offset < 0) return null;
  const code = `U+${text.codePointAt(offset)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    ...{ severity: 'ERROR', ...position(offset), path: '', value: null },
    problem: { en: `holds a character that cannot be seen, ${code}`, zh: `含有不可见的字符 ${code}` },
    remedy: { en: 'take it out, or type the text anew', zh: '请删去该字符，或重新输入这段文字' },
  };
}

const wholeFile = (fault: string): Found => ({
  ...{ severity: 'ERROR', line: null, column: null, path: '', value: null },
  problem: notYaml(fault),
  remedy: { en: 'compare the file with one that works', zh: '请与一个正确的文件对照' },
});
