import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Finding } from './finding.ts';
import { type Path, type Problem, pathText } from './problem.ts';
import { syntaxRemedy } from './syntax-remedy.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Looks up the line and column of each problem in the text that it came from, and adds what is wrong with the YAML
 * itself. In order of file, line and column.
 *
 * @param root what the directory is called in front of a file's name, such as `schema`.
 */
export function locate(problems: readonly Problem[], files: readonly YamlFile[], root: string): Finding[] {
  const byFile = Map.groupBy(problems, problem => problem.file);
  const broken = files.filter(file => !file.readable && file.encoding === 'UTF-8');
  const findings = [...new Set([...byFile.keys(), ...broken.map(file => file.name)])].flatMap(name => {
    const file = files.find(candidate => candidate.name === name);
    return locateIn(file?.text ?? '', byFile.get(name) ?? []).map(found => ({
      ...found,
      file: `${root}/${name}`,
    }));
  });
  return findings.sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

type Placed = Omit<Finding, 'file'>;

function locateIn(text: string, problems: readonly Problem[]): Placed[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter });
  const position = (offset: number | undefined) => {
    if (offset === undefined) return { line: null, column: null };
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  const syntax = document.errors.map((error): Placed => {
    const { line, column } = position(error.pos[0]);
    const written = text.split('\n')[line! - 1]!.trim();
    return { severity: 'ERROR', line, column, path: '', value: written, ...syntaxRemedy(error, written) };
  });
  const shape = problems.map(({ severity, path, at, value, problem, remedy }): Placed => {
    return {
      severity,
      ...position(offsetOf(document.contents, path, at)),
      path: pathText(path),
      value,
      problem,
      remedy,
    };
  });
  return [...syntax, ...shape];
}

/** Where a key or value begins; undefined where the file is empty. */
function offsetOf(contents: unknown, path: Path, at: Problem['at']): number | undefined {
  let node = contents;
  let key: unknown;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === step);
      [key, node] = [pair?.key, pair?.value];
    } else {
      [key, node] = [
        undefined,
        isNode(node) && 'get' in node
          ? (node as { get(step: unknown, keep: true): unknown }).get(step, true)
          : undefined,
      ];
    }
  }
  const start = (found: unknown) => (isNode(found) ? (found as Node).range?.[0] : undefined);
  return at === 'KEY' ? (start(key) ?? start(node)) : (start(node) ?? start(key));
}
