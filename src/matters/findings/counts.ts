import type { Finding } from '../../hub/files/finding.ts';
import type { Text } from '../text.ts';

export function tally(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'ERROR').length;
  return { errors, warnings: findings.length - errors };
}

/** `2 errors and 1 warning in 2 files`. */
export function counts(findings: readonly Finding[]): Text {
  const { errors, warnings } = tally(findings);
  const files = new Set(findings.map(({ file }) => file)).size;
  const named = [
    { count: errors, en: 'error', zh: '处错误' },
    { count: warnings, en: 'warning', zh: '处警告' },
  ].filter(({ count }) => count > 0);
  return {
    en: `${named.map(({ count, en }) => counted(count, en)).join(' and ')} in ${counted(files, 'file')}`,
    zh: `${files} 个文件中有 ${named.map(({ count, zh }) => `${count} ${zh}`).join('、')}`,
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
