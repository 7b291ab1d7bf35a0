import { saidIn } from '../../hub/files/finding.ts';
import type { Language } from '../text.ts';
import type { Placed } from './placed.ts';

/**
 * As commands of GitHub Actions, which shows each as an annotation beside its line:
 * `::error file=schema/matters/08-urban-gas.yaml,line=52,col=45::codes.city "CF-08x": expected …; look …`
 *
 * Escaped as GitHub's own toolkit does it (actions/toolkit, packages/core/src/command.ts).
 */
export function asGithub(findings: readonly Placed[], language: Language): string {
  return findings.map(finding => `${commandOf(finding, language)}\n`).join('');
}

const BETWEEN = { en: [': ', '; '], zh: ['：', '；'] } as const satisfies Record<Language, unknown>;

function commandOf(finding: Placed, language: Language): string {
  const { severity, file, cell, line, column, path, value, problem, remedy } = saidIn(language, finding);
  const [colon, semicolon] = BETWEEN[language];
  const subject = [cell, path, value === null ? '' : JSON.stringify(value)].filter(Boolean).join(' ');
  const message = `${subject && subject + colon}${problem}${semicolon}${remedy}`;
  const properties = Object.entries({ file, line, col: column })
    .filter(([, given]) => given !== null)
    .map(([name, given]) => `${name}=${escapedProperty(`${given}`)}`);
  return `::${severity === 'ERROR' ? 'error' : 'warning'} ${properties.join(',')}::${escapedData(message)}`;
}

const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
