import { describe, expect, it } from '@jest/globals';
import { CODE_ALONE } from '../../../src/hub/catalogue/drift/directory-item.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { mistakenCodes } from '../../../src/matters/drift/mistaken.ts';
import { writtenFiles } from '../../hub/files/written-files.ts';

const FILE = 'matters/01-city-appearance-and-sanitation.yaml';

/** What is taken for mistaken at S-01-002 where the two matters have these codes of the city's, and it calls JG-010107 so. */
async function mistaken({
  first = 'JG-010107',
  second = 'JG-010107',
  name = null as string | null,
  lists = 'ITEMS' as 'ITEMS' | 'CLASSES',
}) {
  using files = writtenFiles();
  files.edit(FILE, 'city: JG-010107', `city: ${first}`);
  files.edit(FILE, 'city: JG-010136', `city: ${second}`);
  const catalogue = await loadCatalogue(files.directory);
  const directory = { platform: 'CITY', lists, items: [{ ...CODE_ALONE, code: 'JG-010107', name }] } as const;
  return mistakenCodes(catalogue.matter('S-01-002')!, directory, catalogue).map(
    ({ code, of }) => `${code} of ${of.code}`,
  );
}

describe('a code that is also another matter’s', () => {
  it('is probably mistaken', async () => {
    expect(await mistaken({})).toEqual(['JG-010107 of S-01-001']);
  });

  it('is not where they have it on other days', async () => {
    const second = '[{ code: JG-010107, from: 2024-07-01 }]';
    expect(await mistaken({ first: '[{ code: JG-010107, to: 2024-07-01 }]', second })).toEqual([]);
    expect(await mistaken({ first: '[{ code: JG-010107, to: 2024-07-02 }]', second })).toHaveLength(1);
  });

  it('is not where the platform calls it by the matter’s own name: the other one has it by mistake', async () => {
    expect(await mistaken({ name: '对城市道路两侧和公共场所容貌秩序的监督检查' })).toEqual([]);
  });

  it('is not replaced beside one that is the matter’s alone, which would go with it', async () => {
    expect(await mistaken({ second: '[JG-010107, JG-010136]' })).toEqual([]);
  });

  it('is no mistake of a class, which matters share', async () => {
    expect(await mistaken({ lists: 'CLASSES' })).toEqual([]);
  });
});
