/** Slips in the file of indicators, and what is said of them, word for word. */
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { WrittenFiles } from '../files/written-files.ts';

export const FILE = 'indicators/indicators.yaml';

const edit = (from: string, to: string) => (files: WrittenFiles) => files.edit(FILE, from, to);

/** Changes a line of the first row of a code. */
export const inRow = (code: string, from: string, to: string) => (files: WrittenFiles) => {
  const text = readFileSync(`${files.directory}/${FILE}`, 'utf8');
  const begin = text.indexOf(`- code: ${code}\n`);
  const end = text.indexOf('\n  - code: ', begin);
  const row = text.slice(begin, end < 0 ? undefined : end);
  if (begin < 0 || row.split(from).length !== 2)
    throw new Error(`${code}: expected ${from} once; correct the test`);
  files.edit(FILE, row, row.replace(from, to));
};

export const INDICATOR_SLIPS: [what: string, how: (files: WrittenFiles) => void, said: string[]][] = [
  [
    'a code of another form',
    inRow('MEETINGS', 'code: MEETINGS', 'code: meetings'),
    ['code "meetings": expected capitals, digits and underscores; write it like GRID_EVENTS'],
  ],
  [
    'a value with its unit',
    inRow('PLAN_REDUCTION_RATE', 'value: 39.3', 'value: 39.3%'),
    ['value "39.3%": expected a number; write digits only, without unit, comma or space'],
  ],
  [
    'a reported one without its value',
    inRow('MEETINGS', '    value: 15\n', ''),
    ['indicators[14]: a REPORTED indicator has a value; add value, as it was printed'],
  ],
  [
    'a reported one without its day',
    inRow('MEETINGS', '    as_of: 2024-07-26\n', ''),
    ['indicators[14]: a REPORTED indicator has a day; add as_of: the report’s own where it names no other'],
  ],
  [
    'a computed one with a value',
    inRow('GRID_EVENTS', '    unit: EVENT', '    value: 1659\n    unit: EVENT'),
    [
      'value "1659": a COMPUTED indicator has none: it is what it is today; take the line out, or write REPORTED',
    ],
  ],
  [
    'a computed one that nothing computes',
    edit('- code: CATEGORIES', '- code: CLASSES'),
    [
      'indicators: no COMPUTED indicator has the code CATEGORIES, which is computed here; add it, or take its line out of src/hub/indicators/computed.ts',
      'code "CLASSES": expected one of PLATFORMS, CATEGORIES, SUPERVISION_ITEMS, ENFORCEMENT_ITEMS, GRID_EVENTS, COUNTIES; write REPORTED and its value, or how to compute it in src/hub/indicators/computed.ts',
    ],
  ],
  [
    'a computed one of a county',
    inRow('GRID_EVENTS', "region: '331100'", "region: '331102'"),
    ['region "331102": expected the city, 331100; only figures of the city are computed'],
  ],
  [
    'a region that there is not',
    inRow('MEETINGS', "region: '331100'", "region: '331199'"),
    ['region "331199": no such region; look it up in schema/directory/regions.yaml'],
  ],
  [
    'a period that is none of those above',
    inRow('MEETINGS', 'period: 2024-YTD', 'period: 2024-YDT'),
    ['period "2024-YDT": no such period; did you mean 2024-YTD?'],
  ],
  [
    'a period that is like none of them',
    inRow('MEETINGS', 'period: 2024-YTD', 'period: spring'),
    [
      'period "spring": no such period; write one of 2023, 2024, CUM, 2024-YTD, 2024-H1, 2024-Q1, 2024-Q2, or add it there',
    ],
  ],
  [
    'a period of another form',
    edit('  2024-H1: {', '  2024-first-half: {'),
    [
      'periods.2024-first-half: expected a key of the form CUM, 2024, 2024-YTD, 2024-H1 or 2024-Q1; correct it',
    ],
  ],
  [
    'a day that there is not',
    edit('from: 2024-04-01, to: 2024-06-30', 'from: 2024-04-01, to: 2024-06-31'),
    ['periods.2024-Q2.to "2024-06-31": there is no such day; correct it'],
  ],
  [
    'a period that ends before it begins',
    edit('from: 2024-04-01, to: 2024-06-30', 'from: 2024-04-01, to: 2024-03-30'),
    ['periods.2024-Q2.to "2024-03-30": is before 2024-04-01; correct one of the two'],
  ],
  [
    'a day in other words',
    inRow('LEGAL_EXAM_PASSED', 'as_of: 2023-12-31', 'as_of: 31.12.2023'),
    ['as_of "31.12.2023": expected a day; write it like 2024-07-26'],
  ],
  [
    'a unit that the schema does not have',
    inRow('MEETINGS', 'unit: MEETING', 'unit: MEETINGS'),
    [
      expect.stringMatching(
        /^unit "MEETINGS": expected one of PERCENT, RANK, .+; did you mean MEETING\?$/,
      ) as never,
    ],
  ],
  [
    'the same figure twice',
    inRow('TRAINING_ATTENDANCES', 'code: TRAINING_ATTENDANCES', 'code: TRAININGS'),
    ['code "TRAININGS": stands twice for this region, period and day; take one of the two out'],
  ],
  [
    'no source',
    inRow('MEETINGS', '    source: 丽综执复〔2024〕25号：已召开各类会议15次\n', ''),
    ['indicators[14]: the key "source" is missing; add it: The document and its words, in Chinese 来源'],
  ],
];
