import type { Finding } from '../../hub/files/finding.ts';

/** What a change of the files brings, among all that is said of them after it. Lines move when something is added further up. */
export function newFindings(after: readonly Finding[], before: readonly Finding[]): Finding[] {
  const known = new Set(before.map(identity));
  return after.filter(finding => !known.has(identity(finding)));
}

const identity = ({ file, path, value, problem }: Finding): string =>
  JSON.stringify([file, path, value, problem]);
