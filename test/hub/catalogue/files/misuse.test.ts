import { describe, expect, it } from '@jest/globals';
import { checkCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';
import { formatFinding } from '../../../../src/hub/files/finding.ts';
import { writtenFiles } from '../../files/written-files.ts';
import { CATALOGUE_SLIPS, type Slip } from './slips.ts';

async function printed(slip: Slip[1]): Promise<string[]> {
  using catalogue = writtenFiles();
  slip(catalogue);
  const { findings } = await checkCatalogue(catalogue.directory);
  return findings.map(formatFinding);
}

describe.each(CATALOGUE_SLIPS)('A slip in %s is named with its place and its remedy', (_, slips) => {
  it.each(slips)('%s', async (_what, how, expected) => {
    expect(await printed(how)).toEqual(expected);
  });
});
