/** What integrators are told of every mistake that the files can hold, in both languages. */
import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import type { Finding, FindingsError } from '../../src/hub/files/finding.ts';
import { loadAll } from '../../src/hub/files/load-all.ts';
import { loadIndicators } from '../../src/hub/indicators/load-indicators.ts';
import { loadTimeLimits } from '../../src/hub/limits/load-time-limits.ts';
import { checkFiles } from '../../src/matters/check.ts';
import { LANGUAGES, type Text } from '../../src/matters/text.ts';
import { CATALOGUE_SLIPS } from '../hub/catalogue/files/slips.ts';
import { type WrittenFiles, writtenFiles } from '../hub/files/written-files.ts';
import { INDICATOR_SLIPS, inRow } from '../hub/indicators/slips.ts';
import { CALENDAR_SLIPS, type Edit, LIMIT_SLIPS } from '../hub/limits/slips.ts';
import { OTHERS } from '../three-platforms.ts';
import { messagesIn, messagesInSchema, says } from './messages.ts';

const folder = ({ directory }: WrittenFiles) => pathToFileURL(`${directory}/`);

const edits = (file: string, made: Edit[]) => (files: WrittenFiles) => {
  for (const edit of made) files.edit(file, ...edit);
};

const SLIPS: [what: string, how: (files: WrittenFiles) => void][] = [
  ...CATALOGUE_SLIPS.flatMap(([, slips]) => slips.map(([what, how]): [string, typeof how] => [what, how])),
  ...LIMIT_SLIPS.map(([what, edit]): [string, ReturnType<typeof edits>] => [
    what,
    edits('limits/limits.yaml', [edit]),
  ]),
  ...CALENDAR_SLIPS.map(([what, made]): [string, ReturnType<typeof edits>] => [
    what,
    edits('limits/calendar.yaml', made),
  ]),
  ...INDICATOR_SLIPS.map(([what, how]): [string, typeof how] => [`an indicator with ${what}`, how]),
];

/** What those do not meet. */
const FURTHER: typeof SLIPS = [
  [
    'keys of the other kind of matter',
    edits('matters/08-urban-gas.yaml', [
      [
        '    delegable: true',
        '    object: 企业\n    methods: []\n    frequency: 每年\n    fine: {}\n    procedure: SIMPLE\n    delegable: true',
      ],
      ['    frequency: 每季度一次', '    frequency: 每季度一次\n    delegable: true'],
    ]),
  ],
  [
    'codes of another form',
    edits('matters/08-urban-gas.yaml', [
      ['  code: 08', '  code: gas'],
      ['JG-080629', 'JG-x'],
      ['code: E-08-001', 'code: E-8-1'],
      ['3302085487001', '3306085487001'],
    ]),
  ],
  ...OTHERS.map((name): [string, ReturnType<typeof edits>] => [
    `codes of another form at the ${name}`,
    edits('matters/08-urban-gas.yaml', [
      ['city: JG-080629', `city: JG-080629, ${name}: x`],
      ['city: CF-080831', `city: CF-080831, ${name}: x`],
    ]),
  ]),
  [
    'a kind of team of another form, and a region of another form that has bureaus',
    edits('directory/departments.yaml', [
      ['township_team: { kind: ZFD', 'township_team: { kind: ZF'],
      ['  331171:', '  33117:'],
    ]),
  ],
  ['a city of another form', edits('directory/regions.yaml', [['  331100:', '  331101:']])],
  ['a city without bureaus', edits('directory/departments.yaml', [['  331100:', '  331199:']])],
  ['an indicator of a region of another form', inRow('MEETINGS', "region: '331100'", 'region: 丽水')],
  ['a year that is left out', edits('limits/calendar.yaml', [['  2024:', '  2023:']])],
  [
    'a number that may be as small as it likes, and is too great',
    files => {
      files.edit('limits/limits.schema.json', '"minimum": 1, "maximum": 720', '"maximum": 720');
      files.edit('limits/limits.yaml', 'limit: { hours: 4 }', 'limit: { hours: 1000 }');
    },
  ],
];

type Slip = (typeof SLIPS)[number];

const told = new Map<Slip[1], Promise<readonly Finding[]>>();

/** What is said of a slip, in both languages; asked once. How it is printed is for the test of `check` to see. */
function toldOf(how: Slip[1]): Promise<readonly Finding[]> {
  const ask = async () => {
    using files = writtenFiles();
    how(files);
    return (await checkFiles({ schema: folder(files), called: 'schema' })).findings;
  };
  const asked = told.get(how) ?? ask();
  told.set(how, asked);
  return asked;
}

/** What a command says in front of the findings of files that it cannot do without. */
async function whoseFiles(): Promise<Text> {
  using files = writtenFiles();
  for (const file of ['matters/08-urban-gas.yaml', 'limits/limits.yaml', 'indicators/indicators.yaml'])
    files.write(file, '');
  const loading = [loadCatalogue, loadTimeLimits, loadIndicators].map(load => load(files.directory));
  const refused: FindingsError = await loadAll(...loading).then(
    () => Promise.reject(new Error('nothing was refused')),
    error => error,
  );
  return refused.what;
}

const EVERY: Slip[] = [...SLIPS, ...FURTHER];
const HAN = expect.stringMatching(/\p{Script=Han}/u);
const LATIN = expect.stringMatching(/^[^\p{Script=Han}]*[a-z]/u);
const BOTH = { en: LATIN, zh: HAN };

describe('A finding', () => {
  it.each(EVERY)('of %s is said in Chinese as in English', async (_, how) => {
    const findings = await toldOf(how);
    expect(findings).not.toEqual([]);
    expect(findings).toEqual(findings.map(finding => ({ ...finding, problem: BOTH, remedy: BOTH })));
  });

  it.each(LANGUAGES)('can say nothing that is not met here, in %s', async language => {
    const findings = await Promise.all(EVERY.map(([, how]) => toldOf(how)));
    const all = findings.flat().flatMap(({ problem, remedy }) => [problem[language], remedy[language]]);
    all.push((await whoseFiles())[language]);
    const messages = [
      ...globSync('src/hub/{files,catalogue/files,limits,indicators}/*.ts').flatMap(file =>
        messagesIn(file, language),
      ),
      ...globSync('schema/*/*.schema.json').flatMap(file => messagesInSchema(file, language)),
    ];
    expect(messages.length).toBeGreaterThan(150);
    expect(messages.filter(message => !all.some(text => says(text, message)))).toEqual([]);
  });
});
