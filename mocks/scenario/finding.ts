/** Something wrong with a scenario file, and where it stands. */
export interface Finding {
  /** `mocks/scenarios/city-slow.yaml`. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** The key: `put.fault`. Empty where the file itself is meant. */
  path: string;
  problem: string;
}

/** A scenario that cannot be played; the message has a line for each finding, with its place. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const inOrder = findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(inOrder.map(formatFinding).join('\n'));
    this.findings = inOrder;
  }
}

const formatFinding = ({ file, line, column, path, problem }: Finding): string =>
  `${file}:${line}:${column}: ${path && `${path}: `}${problem}`;
