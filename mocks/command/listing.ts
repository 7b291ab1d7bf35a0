/** What is said without asking any mock: the help, and every fault and scenario there is. */
import type { Fault } from '../faults/fault.ts';
import { STRIKES } from '../faults/order.ts';
import type { Parameters } from '../faults/parameter.ts';
import { FAULTS } from '../faults/table.ts';
import { PLATFORM_NAMES } from '../platform.ts';
import { scenarioNames, sentencesOf } from '../scenario/scenario-files.ts';
import { COMMANDS } from './request.ts';

export const HELP = [
  'What testers do to mocks that run (npm run mocks, or npm start):',
  '',
  ...Object.values(COMMANDS).map(usage => `  npm run mock -- ${usage}`),
  '',
  `PLATFORM is one of ${PLATFORM_NAMES.join(', ')}. The mocks are looked for at MOCK_PORT_BASE (4001) and the`,
  'ports after it; with --url ADDRESS at that of any one of them. --json prints the answer as it came.',
].join('\n');

export const lists = (command: string, words: string[]): boolean => command === 'list' && words.length === 0;

export function listed(): string {
  const faults = Object.entries(FAULTS as unknown as Record<string, Fault>).flatMap(([name, fault]) => [
    name,
    `  ${fault.en}`,
    `  ${fault.zh}`,
    ...parameters(fault.parameters),
    '',
  ]);
  const scenarios = scenarioNames().flatMap(name => {
    const { en, zh } = sentencesOf(name);
    return [name, `  ${en}`, `  ${zh}`, ''];
  });
  return [
    'FAULTS (npm run mock -- put PLATFORM FAULT [key=value …])',
    '',
    ...faults,
    'and of every fault that strikes single calls:',
    ...parameters(STRIKES),
    '',
    'SCENARIOS (npm run mock -- scenario NAME)',
    '',
    ...scenarios,
  ].join('\n');
}

const parameters = (all: Parameters): string[] =>
  Object.entries(all).map(
    ([name, kind]) => `  ${`${name}=${kind.default ?? ''}`.padEnd(20)} ${kind.says}: ${kind.expected(null)}`,
  );
