import { median } from '../median.ts';
import type { Asked } from './gateway.ts';
import type { Held } from './used.ts';

/** What is called flat: no size takes more than so many times what the smallest takes. */
const FLAT = 1.3;

export type Sample = Omit<Asked, 'data'>;

export interface Measured {
  sizes: number[];
  /** By question, then by size in the order of `sizes`. */
  samples: Map<string, Sample[][]>;
  held: Held[];
}

/**
 * Four tables, a column a size: the gateway's own time (p50, ms; that of the whole answer in brackets), its
 * processor time (p50, ms), its calls to platforms (p50), its memory (MiB).
 */
export function report({ sizes, samples, held }: Measured): string {
  const heading = (what: string) => [what, ...sizes.map(size => size.toLocaleString('en')), 'ratio', ''];
  const p50 = (columns: Sample[][], what: keyof Sample) =>
    columns.map(column => median(column.map(sample => sample[what])));
  const questions = [...samples];
  return [
    [
      heading('own time (whole), ms'),
      ...questions.map(([question, columns]) => {
        const whole = p50(columns, 'grossMs');
        return row(
          question,
          p50(columns, 'netMs'),
          (ms, at) => `${ms.toFixed(2)} (${whole[at]!.toFixed(1)})`,
        );
      }),
    ],
    [
      heading('processor time, ms'),
      ...questions.map(([question, columns]) => row(question, p50(columns, 'cpuMs'), ms => ms.toFixed(2))),
    ],
    [
      heading('calls to platforms'),
      ...questions.map(([question, columns]) => row(question, p50(columns, 'calls'), String)),
    ],
    [
      heading('memory, MiB'),
      ...(['heap', 'peak'] as const).map(what =>
        row(
          NAMES[what],
          held.map(each => each[what] / 2 ** 20),
          mib => mib.toFixed(1),
        ),
      ),
    ],
  ]
    .map(table)
    .join('\n\n');
}

const NAMES = { heap: 'heap when collected', peak: 'peak of the process' };

function row(name: string, values: number[], text: (value: number, at: number) => string): string[] {
  const ratio = Math.max(...values) / values[0]!;
  return [name, ...values.map(text), ratio.toFixed(2), ratio <= FLAT ? 'flat' : `above ${FLAT}`];
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map(cells => cells[at]!.length)));
  const line = (cells: string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!))).join('   ');
  return rows.map(line).join('\n').replace(/ +$/gm, '');
}
