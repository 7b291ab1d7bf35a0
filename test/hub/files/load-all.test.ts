/** What stops the start is said in one run, whichever of the files in `schema/` it stands in. */
import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { loadAll } from '../../../src/hub/files/load-all.ts';
import { loadIndicators } from '../../../src/hub/indicators/load-indicators.ts';
import { loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';
import { type WrittenFiles, writtenFiles } from './written-files.ts';

const load = ({ directory }: WrittenFiles) =>
  loadAll(loadCatalogue(directory), loadTimeLimits(directory), loadIndicators(directory));

async function refusal(files: WrittenFiles): Promise<string[]> {
  const error: Error = await load(files).then(
    () => new Error('nothing was refused'),
    thrown => thrown,
  );
  return error.message.split('\n');
}

describe('Files with mistakes', () => {
  it('are refused with the findings of the catalogue, the limits and the indicators at once', async () => {
    using files = writtenFiles();
    files.edit('matters/08-urban-gas.yaml', 'CF-080831', 'CF-08x');
    files.edit('limits/calendar.yaml', 'to: 2025-02-04', 'to: 2025-02-30');
    files.edit('indicators/indicators.yaml', 'value: 39.3', 'value: 39.3%');
    expect(await refusal(files)).toEqual([
      "The catalogue's and the time limits' and the indicators' files have 3 errors:",
      '  schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-08x": expected CF- and six digits; look the code up in the city\'s item directory',
      '  schema/limits/calendar.yaml:20:62 years.2025.holidays[1].to "2025-02-30": there is no such day; correct it',
      expect.stringMatching(
        /^ {2}schema\/indicators\/indicators\.yaml:\d+:\d+ value "39\.3%": expected a number; write digits only, without unit, comma or space$/,
      ),
    ]);
  });

  it('are refused as one loader would where the others are right', async () => {
    using files = writtenFiles();
    files.edit('limits/calendar.yaml', 'to: 2025-02-04', 'to: 2025-02-30');
    expect((await refusal(files))[0]).toBe("The time limits' files have 1 error:");
  });

  it('do not make indicators of a region wrong that a broken directory would have', async () => {
    using files = writtenFiles();
    files.edit('directory/regions.yaml', 'city:\n', 'town:\n');
    const [first, ...findings] = await refusal(files);
    expect(first).toMatch(/^The catalogue's files have \d+ errors?:$/);
    expect(new Set(findings.map(line => line.trim().split(':')[0]))).toEqual(
      new Set(['schema/directory/regions.yaml']),
    );
  });
});

it('Files without mistakes are read, each by its loader', async () => {
  using files = writtenFiles();
  const [{ regions }, { calendar }, indicators] = await load(files);
  expect([regions[0]!.code, calendar.from, indicators[0]!.code]).toEqual([
    '331100',
    '2024-01-01',
    expect.any(String),
  ]);
});

it('An error that nobody can mend in a file is thrown as it is', async () => {
  const broken = new Error('the disk is gone');
  using files = writtenFiles();
  files.edit('limits/calendar.yaml', 'to: 2025-02-04', 'to: 2025-02-30');
  const loading = loadAll(loadTimeLimits(files.directory), Promise.reject(broken));
  await expect(loading).rejects.toBe(broken);
});
