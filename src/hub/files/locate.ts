import { isAlias, isCollection, isMap, isNode, isScalar } from 'yaml';
import { cutTexts } from './cut-text.ts';
import type { Finding } from './finding.ts';
import { type Parsed, parsed } from './parsed.ts';
import { type Path, type Problem, pathText } from './problem.ts';
import { syntaxFindings } from './syntax-findings.ts';
import type { Text } from './text.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Looks up the line and column of each problem in the text that it came from, and adds what is wrong with the YAML
 * itself. In order of file, line and column.
 *
 * @param root what the directory is called in front of a file's name, such as `schema`.
 */
export function locate(problems: readonly Problem[], files: readonly YamlFile[], root: string): Finding[] {
  const known = new Map<string, Parsed>();
  const texts = new Map(files.map(file => [file.name, file.text]));
  const placeOf = (file: string, path: Path, at: Problem['at']) => {
    // Files that are not there, or are not to be read, have problems too.
    const { document, position } = known.get(file) ?? parsed(texts.get(file) ?? '');
    known.set(file, { document, position });
    return position(offsetOf(document.contents, path, at));
  };
  const broken = files.filter(file => file.state === 'NOT_YAML');
  const findings = [
    ...broken.flatMap(file =>
      syntaxFindings(file.text, file.fault).map(found => ({ ...found, file: file.name })),
    ),
    ...files.flatMap(file =>
      file.state === 'READ' ? cutTexts(file.text).map(found => ({ ...found, file: file.name })) : [],
    ),
    ...problems.map(({ severity, file, path, at, value, problem, remedy, other }) => ({
      ...{ severity, file, ...placeOf(file, path, at), path: pathText(path), value, problem },
      remedy: other
        ? withPlace(remedy, `${root}/${other.file}:${placeOf(other.file, other.path, 'VALUE').line}`)
        : remedy,
    })),
  ];
  return findings.map(found => ({ ...found, file: `${root}/${found.file}` })).sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** In the remedy, since a problem is the same wherever the other one moves. */
const withPlace = (remedy: Text, place: string): Text => ({
  en: `see ${place}; ${remedy.en}`,
  zh: `另一处见 ${place}；${remedy.zh}`,
});

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
