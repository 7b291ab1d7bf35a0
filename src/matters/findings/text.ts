import { type SaidFinding, saidIn } from '../../hub/files/finding.ts';
import { columns, harmless, painted, type Screen } from '../desk.ts';
import type { Language, Text } from '../text.ts';
import { type Placed, placeOf } from './placed.ts';

const LABELS = {
  ERROR: { en: 'error', zh: '错误' },
  WARNING: { en: 'warning', zh: '警告' },
  why: { en: 'why', zh: '原因' },
  remedy: { en: 'remedy', zh: '处理' },
} as const satisfies Record<string, Text>;

/**
 * For people, a few lines a finding: its place, as editors and terminals make a link of it; the key with what stands
 * there; why it does not do; and what to do. Of a spreadsheet the cell is named, and the title of its column. Each ends with an empty line.
 */
export function asText(findings: readonly Placed[], language: Language, screen: Screen): string {
  const blocks = findings.map(finding => rowsOf(saidIn(language, finding), language, screen));
  // All at once, so that the labels of all are of one width.
  const lines = columns(blocks.flat()).split('\n');
  return findings
    .map((finding, index) => {
      const place = painted(screen, 'dim', harmless(placeOf(finding)));
      return [place, ...lines.splice(0, blocks[index]!.length), ''].join('\n');
    })
    .join('\n');
}

type Row = [label: string, said: string];

function rowsOf(
  { severity, path, value, problem, remedy }: SaidFinding,
  language: Language,
  screen: Screen,
): Row[] {
  const label = (name: keyof typeof LABELS) => `  ${LABELS[name][language]}`;
  const first = painted(screen, severity === 'ERROR' ? 'red' : 'yellow', label(severity));
  const shown = value === null ? '' : painted(screen, 'bold', harmless(JSON.stringify(value)));
  const subject = [harmless(path), shown].filter(Boolean).join(' ');
  const why: Row[] = subject
    ? [
        [first, subject],
        [label('why'), problem],
      ]
    : [[first, problem]];
  return [...why, [label('remedy'), painted(screen, 'green', remedy)]];
}
