import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Finding } from './finding.ts';
import { type Path, type Problem, pathText } from './problem.ts';
import { notYaml, syntaxRemedy } from './syntax-remedy.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Looks up the line and column of each problem in the text that it came from, and adds what is wrong with the YAML
 * itself. In order of file, line and column.
 *
 * @param root what the directory is called in front of a file's name, such as `schema`.
 */
export function locate(problems: readonly Problem[], files: readonly YamlFile[], root: string): Finding[] {
  const byFile = Map.groupBy(problems, problem => problem.file);
  const texts = new Map(files.map(file => [file.name, file.text]));
  const broken = files.filter(file => file.state === 'NOT_YAML');
  const findings = [
    ...broken.flatMap(file =>
      syntaxFindings(file.text, file.fault).map(found => ({ ...found, file: file.name })),
    ),
    // Files that are not there, or are not to be read, have problems too.
    ...[...byFile].flatMap(([name, found]) => placed(texts.get(name) ?? '', found)),
  ];
  return findings.map(found => ({ ...found, file: `${root}/${found.file}` })).sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function placed(text: string, problems: readonly Problem[]): Finding[] {
  const { document, position } = read(text);
  return problems.map(({ severity, file, path, at, value, problem, remedy }) => {
    const place = position(offsetOf(document.contents, path, at));
    return { severity, file, ...place, path: pathText(path), value, problem, remedy };
  });
}

/** The first error of a text, and further ones only where they do not follow from it; one a line. */
function syntaxFindings(text: string, fault: string): Omit<Finding, 'file'>[] {
  const { document, position } = read(text);
  const lines = text.split('\n');
  const errors = [...document.errors, ...document.warnings].map(({ code, message, pos: [offset] }) => {
    return { code, message, offset: quoteBegin(document, offset) ?? offset };
  });
  const found = [...errors, ...missingAnchors(document)]
    .sort((a, b) => a.offset - b.offset)
    .map(({ code, message, offset }) => {
      const { line, column } = position(offset);
      const value = lines[line! - 1]!.trim();
      return {
        severity: 'ERROR',
        line,
        column,
        path: '',
        value,
        ...syntaxRemedy(code, message, value),
      } as const;
    })
    .filter(({ certain }, index) => certain || index === 0)
    .filter(({ line }, index, all) => all.findIndex(other => other.line === line) === index)
    .map(({ certain: _, ...finding }) => finding);
  if (found.length > 0) return found;
  return [
    {
      severity: 'ERROR',
      line: null,
      column: null,
      path: '',
      value: null,
      problem: notYaml(fault),
      remedy: { en: 'compare the file with one that works', zh: '请与一个正确的文件对照' },
    },
  ];
}

function read(text: string) {
  const lineCounter = new LineCounter();
  const document: Document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter });
  const position = (offset: number | undefined): { line: number | null; column: number | null } => {
    if (offset === undefined) return { line: null, column: null };
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  return { document, position };
}

/** Where the quoted text begins whose end was looked for up to this place. */
function quoteBegin(document: Document, offset: number): number | undefined {
  let begin: number | undefined;
  visit(document, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range && range[0] < offset && offset <= range[1]) begin = range[0];
    },
  });
  return begin;
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

/** Where a key or value begins; undefined where the file is empty. */
function offsetOf(contents: unknown, path: Path, at: Problem['at']): number | undefined {
  let node = contents;
  let key: unknown;
  for (const step of path) {
    const parent = isAlias(node) ? undefined : node;
    const pair = isMap(parent)
      ? parent.items.find(item => isScalar(item.key) && item.key.value === step)
      : undefined;
    key = pair?.key;
    node = pair ? pair.value : isCollection(parent) ? parent.get(step, true) : undefined;
  }
  const begin = (found: unknown) => (isNode(found) ? found.range?.[0] : undefined);
  return at === 'KEY' ? (begin(key) ?? begin(node)) : (begin(node) ?? begin(key));
}
