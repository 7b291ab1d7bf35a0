import { type Finding, saidIn } from '../../hub/files/finding.ts';
import { columns, painted, type Screen } from '../desk.ts';
import type { Language, Text } from '../text.ts';

const LABELS = {
  ERROR: { en: 'error', zh: '错误' },
  WARNING: { en: 'warning', zh: '警告' },
  why: { en: 'why', zh: '原因' },
  remedy: { en: 'remedy', zh: '处理' },
} as const satisfies Record<string, Text>;

/**
 * For people, a few lines a finding: its place, as editors and terminals make a link of it; the key with what stands
 * there; why it does not do; and what to do. Each ends with an empty line.
 */
export function asText(findings: readonly Finding[], language: Language, screen: Screen): string {
  return findings.map(finding => block(finding, language, screen)).join('\n');
}

function block(finding: Finding, language: Language, screen: Screen): string {
  const { severity, file, line, column, path, value, problem, remedy } = saidIn(language, finding);
  const place = line === null ? file : `${file}:${line}:${column}`;
  const subject = [path, value === null ? '' : painted(screen, 'bold', value)].filter(Boolean).join(' ');
  const label = painted(screen, severity === 'ERROR' ? 'red' : 'yellow', LABELS[severity][language]);
  const rows = [
    ...(subject
      ? [
          [label, subject],
          [LABELS.why[language], problem],
        ]
      : [[label, problem]]),
    [LABELS.remedy[language], painted(screen, 'green', remedy)],
  ];
  return `${painted(screen, 'dim', place)}\n${columns(rows.map(([name, said]) => [`  ${name}`, said!]))}\n`;
}
