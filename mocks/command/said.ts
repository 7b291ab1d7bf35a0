/** The mocks' answers in words for a terminal. */
import type { Counted } from '../call-counts.ts';
import type { Told } from '../faults/faults.ts';
import { PLATFORM_NAMES, type PlatformName } from '../platform.ts';

interface Status {
  now: string;
  playing: {
    name: string;
    en: string;
    zh: string;
    made: number;
    of: number;
    failure: string | null;
  } | null;
  faults: Record<PlatformName, Told[]>;
  calls: Record<PlatformName, Counted>;
}

const SAID: Record<string, (answer: never) => string[]> = {
  put: (told: Told) => [`on: ${shown(told)}`],
  off: ({ off }: { off: number }) => [off === 1 ? '1 fault taken off' : `${off} faults taken off`],
  scenario: ({ playing, scenarios }: Pick<Status, 'playing'> & { scenarios: string[] }) =>
    playing ? played(playing) : ['no scenario is played', `there are ${scenarios.join(', ')}`],
  status: ({ now, playing, faults, calls }: Status) => [
    `clock       ${now}`,
    ...(playing ? played(playing) : []),
    ...PLATFORM_NAMES.flatMap(platform => [
      `${platform.padEnd(11)} ${total(calls[platform])} calls; ${faults[platform].length === 0 ? 'no faults' : 'faults:'}`,
      ...faults[platform].map(told => `            ${shown(told)}`),
    ]),
  ],
  calls: (calls: Record<PlatformName, Counted>) =>
    PLATFORM_NAMES.flatMap(platform =>
      Object.entries(calls[platform] ?? {}).flatMap(([kind, counts]) =>
        Object.entries(counts).map(
          ([call, count]) => `${platform.padEnd(11)} ${kind.padEnd(7)} ${`${count}`.padStart(6)}  ${call}`,
        ),
      ),
    ),
  edit: ({ no }: { no: string }) => [`changed: ${no}`],
  webhooks: ({ due, statuses }: { due: number; statuses: number[] }) => [
    `${due} due, ${statuses.length} sent${statuses.length > 0 ? `: ${statuses.join(', ')}` : ''}`,
  ],
  clock: ({ now }: { now: string }) => [now],
};

/** What the mocks answered to that command. */
export function said(command: string, answer: unknown): string {
  const lines = SAID[command]?.(answer as never) ?? ['done'];
  return lines.length > 0 ? lines.join('\n') : 'none';
}

const played = ({ name, en, zh, made, of, failure }: NonNullable<Status['playing']>): string[] => [
  `scenario    ${name}, ${failure ? `ended at ${failure}` : `step ${made} of ${of}`}`,
  `            ${en}`,
  `            ${zh}`,
];

function shown({ id, fault, parameters, struck, left }: Told): string {
  const said = Object.entries(parameters).filter(
    ([name, value]) => value !== null && !(name in UNSAID && value === UNSAID[name]),
  );
  const how = said.map(([name, value]) => ` ${name}=${value}`).join('');
  const rest = left === null ? '' : `, ${left} left`;
  return `#${id} ${fault}${how} (struck ${struck}${rest})`;
}

/** What goes without saying. */
const UNSAID: Record<string, unknown> = { call: 'data', probability: 1, seed: 1 };

const total = (counted: Counted): number =>
  Object.values(counted)
    .flatMap(counts => Object.values(counts))
    .reduce((sum, count) => sum + count, 0);
