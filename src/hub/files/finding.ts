import type { Language, Text } from './text.ts';

/** One thing in the files of `schema/` that an integrator has to look at, with its place and what to do. */
export interface Finding {
  /** An `ERROR` stops the start, a `WARNING` does not. */
  readonly severity: 'ERROR' | 'WARNING';
  /** As its reader finds it: `schema/matters/08-urban-gas.yaml`. */
  readonly file: string;
  /** From 1; null where the whole file is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** The key, inside its item of a list: `codes.city`. Empty where there is none. */
  readonly path: string;
  /** What stands there, as written; null where something is missing or no single value is meant. */
  readonly value: string | null;
  readonly problem: Text;
  readonly remedy: Text;
}

/** A finding as it is said to someone. */
export type SaidFinding<Found extends Finding = Finding> = Omit<Found, 'problem' | 'remedy'> &
  Record<'problem' | 'remedy', string>;

export function saidIn<Found extends Finding>(language: Language, finding: Found): SaidFinding<Found> {
  return { ...finding, problem: finding.problem[language], remedy: finding.remedy[language] };
}

/** In English: `schema/matters/08-urban-gas.yaml:17:31 codes.city "CF-08x": expected CF- and six digits; look the code up …` */
export function formatFinding({
  severity,
  file,
  line,
  column,
  path,
  value,
  problem,
  remedy,
}: Finding): string {
  const place = line === null ? file : `${file}:${line}:${column}`;
  const subject = [place, path, value === null ? '' : JSON.stringify(value)].filter(Boolean).join(' ');
  return `${subject}: ${severity === 'WARNING' ? 'warning: ' : ''}${problem.en}; ${remedy.en}`;
}

/** Files cannot be used; the message is in English. `findings` holds everything that is wrong with all of them, warnings too. */
export class FindingsError extends Error {
  override readonly name = 'FindingsError';
  /** Whose files they are: `the catalogue's`, `目录`. */
  readonly what: Text;
  readonly findings: readonly Finding[];

  constructor(what: Text, findings: readonly Finding[]) {
    const errors = findings.filter(finding => finding.severity === 'ERROR').length;
    super(
      [
        `${what.en[0]!.toUpperCase()}${what.en.slice(1)} files have ${errors} ${errors === 1 ? 'error' : 'errors'}:`,
        ...findings.map(finding => `  ${formatFinding(finding)}`),
      ].join('\n'),
    );
    this.what = what;
    this.findings = findings;
  }
}
