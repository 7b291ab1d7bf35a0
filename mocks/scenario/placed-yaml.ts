/** A YAML file whose every value knows where it stands. All scalars are texts as written, so that `08` stays what it is. */
import { createRequire } from 'node:module';
import { type Finding, ScenarioError } from './finding.ts';

// Where the first scenario is read, and not in the way of every start.
const require = createRequire(import.meta.url);
const yaml = () => require('yaml') as typeof import('yaml');

export type Path = readonly (string | number)[];

export interface PlacedYaml {
  value: unknown;
  /** What is wrong with the value at that path, or with its key where the value itself is missing. */
  finding(path: Path, problem: string): Finding;
}

/** @throws ScenarioError where the text is no YAML */
export function readPlaced(file: string, text: string): PlacedYaml {
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, lineCounter });
  const placed = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line, column: col };
  };
  if (document.errors.length > 0) {
    throw new ScenarioError(
      document.errors.map(({ message, pos: [offset] }) => ({
        ...placed(offset),
        path: '',
        problem: `this is no YAML: ${message}`,
      })),
    );
  }
  return {
    value: document.toJS() ?? null,
    finding: (path, problem) => ({
      ...placed(offsetOf(document.contents, path)),
      path: path.filter(part => typeof part === 'string').join('.'),
      problem,
    }),
  };
}

/** Where the key begins that leads there, or the item of a list; of what is not there, what it would be in. */
function offsetOf(contents: unknown, path: Path): number {
  const { isCollection, isMap, isNode, isScalar } = yaml();
  let node = contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && `${key.value}` === `${part}`)
      : undefined;
    if (!pair && !isCollection(node)) return offset;
    const next = pair ? pair.value : isCollection(node) ? node.get(part, true) : undefined;
    const begin = pair?.key ?? next;
    if (!isNode(begin)) return offset;
    offset = begin.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
