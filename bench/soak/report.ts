/** One table of what became of the readers, and what of it must not be. */
import type { Ended, Kind } from './load.ts';

export interface Phase {
  name: string;
  ended: readonly Ended[];
  /** Data calls to the platforms. */
  calls: number;
  late: number;
  /** From the end of the faults to the first whole answers, ms. */
  recoveryMs: number;
  wrong: readonly string[];
}

const MOST_CALLS = 1.1;
const MOST_MEMORY = 1.25;

export function report(
  phases: readonly Phase[],
  memory: { level: number; after: number },
): { table: string; failures: string[] } {
  const [healthy] = phases;
  const rows = phases.map(phase => [phase.name, ...cells(phase, healthy!)]);
  const heads = [
    'scenario',
    'requests',
    'fresh',
    'stale',
    'partial',
    'shed',
    'p50',
    'p99',
    'calls/request',
    'calls',
    'whole after',
  ];
  const failures = phases.flatMap(phase => [...failuresOf(phase, healthy!)]);
  const grown = memory.after / memory.level;
  if (grown > MOST_MEMORY)
    failures.push(`memory: ${memory.level.toFixed(0)} MiB before, ${memory.after.toFixed(0)} MiB after`);
  const last = `memory ${memory.level.toFixed(0)} MiB before, ${memory.after.toFixed(0)} MiB after (×${grown.toFixed(2)})`;
  return { table: `${aligned([heads, ...rows])}\n${last}`, failures };
}

function cells({ ended, calls, recoveryMs }: Phase, healthy: Phase): string[] {
  const count = (kind: Kind) => String(ended.filter(one => one.kind === kind).length);
  const sorted = ended.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (part: number) => `${sorted[Math.floor(sorted.length * part)]?.toFixed(0)} ms`;
  return [
    String(ended.length),
    ...(['fresh', 'stale', 'partial', 'shed'] as const).map(count),
    at(0.5),
    at(0.99),
    (calls / ended.length).toFixed(2),
    `×${(calls / healthy.calls).toFixed(2)}`,
    `${(recoveryMs / 1_000).toFixed(1)} s`,
  ];
}

function* failuresOf({ name, ended, calls, late, wrong }: Phase, healthy: Phase): Generator<string> {
  const failed = ended.filter(({ kind }) => kind === 'failed').length;
  if (failed > 0) yield `${name}: ${failed} answers of another status than 200 and 503, or none`;
  if (late > 0) yield `${name}: ${late} answers after the deadline`;
  if (wrong.length > 0) yield `${name}: ${wrong.length} wrong values, such as: ${wrong[0]}`;
  if (calls > healthy.calls * MOST_CALLS) yield `${name}: ${calls} calls, ${healthy.calls} without faults`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows
    .map(row =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n');
}
