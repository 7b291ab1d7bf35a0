/** The one way in which all commands print findings. */
import { type Desk, line, type Screen } from '../desk.ts';
import type { Text } from '../text.ts';
import type { Option } from '../usage.ts';
import { asGithub } from './github.ts';
import { asJson } from './json.ts';
import type { Placed } from './placed.ts';
import { asText } from './text.ts';

/** Of a command whose findings may be of interest to programs. */
export const FINDINGS_FORMAT = {
  type: 'string',
  choices: ['text', 'json', 'github'],
  text: {
    en: 'for people (text), for programs (json), as annotations of GitHub Actions (github)',
    zh: '供人阅读（text）、供程序读取（json）、作为 GitHub Actions 的批注（github）',
  },
} as const satisfies Option;

export type FindingsFormat = (typeof FINDINGS_FORMAT.choices)[number];

/**
 * @param conclusion what it comes to, said behind them; a program counts for itself.
 * @param screen where people read them; programs always read what was asked for.
 */
export function printFindings(
  findings: readonly Placed[],
  format: FindingsFormat,
  conclusion: Text,
  desk: Desk,
  screen: Screen = desk.out,
): void {
  if (format === 'json') {
    line(desk, JSON.stringify(asJson(findings, desk.language), null, 2));
  } else if (format === 'github') {
    desk.out.write(asGithub(findings, desk.language));
    line(desk, conclusion, desk.err);
  } else {
    if (findings.length > 0) line(desk, asText(findings, desk.language, screen), screen);
    line(desk, conclusion, screen);
  }
}
