/** Every mistake that the file of indicators can hold, word for word. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FindingsError, formatFinding } from '../../../src/hub/files/finding.ts';
import { loadIndicators } from '../../../src/hub/indicators/load-indicators.ts';
import { type WrittenFiles, writtenFiles } from '../files/written-files.ts';
import { FILE, INDICATOR_SLIPS, inRow } from './slips.ts';

async function printed(slip: (files: WrittenFiles) => void): Promise<string[]> {
  using files = writtenFiles();
  slip(files);
  const error = await loadIndicators(files.directory).catch(thrown => thrown);
  expect(error).toBeInstanceOf(FindingsError);
  return (error as FindingsError).findings.map(finding =>
    formatFinding(finding).replace(/^(schema\/\S+?):\d+:\d+ /, '$1 '),
  );
}

describe.each(INDICATOR_SLIPS)('An indicator with %s', (_, slip, expected) => {
  it(`stops the start: ${expected.length} finding(s), each with its remedy`, async () => {
    const found = await printed(slip);
    expect(found.map(text => text.replace(`schema/${FILE} `, '').replace(/^: /, ''))).toEqual(expected);
  });
});

it('every finding comes at once, with its line', async () => {
  using files = writtenFiles();
  inRow('MEETINGS', 'period: 2024-YTD', 'period: 2024-YDT')(files);
  inRow('GRID_EVENTS', '    unit: EVENT', '    value: 1659\n    unit: EVENT')(files);
  const error: Error = await loadIndicators(files.directory).catch(thrown => thrown);
  expect(error.message.split('\n').map(line => line.split(':', 3).slice(0, 2).join(':').trim())).toEqual([
    "The indicators' files have 2 errors:",
    expect.stringMatching(/^schema\/indicators\/indicators\.yaml:\d+$/),
    expect.stringMatching(/^schema\/indicators\/indicators\.yaml:\d+$/),
  ]);
});

it('a file that is not there is a finding like any other', async () => {
  const found = await printed(files => files.remove(FILE));
  expect(found).toEqual([`schema/${FILE}: there is no such file; put it back`]);
});

it('another report’s figures stand beside these without a line of code', async () => {
  using files = writtenFiles();
  const text = readFileSync(`${files.directory}/${FILE}`, 'utf8');
  files.write(
    FILE,
    `${text.replace('periods:\n', 'periods:\n  2025-H1: { zh: 2025年1-6月, from: 2025-01-01, to: 2025-06-30 }\n')}  - code: DRONE_PATROLS
    zh: 无人机巡查
    en: Patrols by drone
    value: 12
    unit: SESSION
    region: '331100'
    period: 2025-H1
    as_of: 2025-06-30
    basis: REPORTED
    source: 丽综执复〔2025〕1号：开展无人机巡查12场
`,
  );
  const indicators = await loadIndicators(files.directory);
  expect(indicators.at(-1)).toMatchObject({
    code: 'DRONE_PATROLS',
    value: 12,
    periodFrom: '2025-01-01',
    periodTo: '2025-06-30',
  });
});
