import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { writtenFiles } from '../files/written-files.ts';

const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';

/** The city split an item on 1 July, reused the former code a month later, and retired another item. */
export async function datedCatalogue() {
  using files = writtenFiles();
  files.edit(
    LITTER,
    'city: CF-010335',
    `city: [{ code: CF-010335, to: 2024-07-01 }, { code: CF-019001, from: 2024-07-01 }, { code: CF-019002, from: 2024-07-01 }]`,
  );
  files.edit(LITTER, 'city: CF-010304', 'city: [{ code: CF-010335, from: 2024-08-01 }]');
  files.edit(LITTER, 'city: CF-010273', 'city: [{ code: CF-010273, to: 2024-06-30 }]');
  return await loadCatalogue(files.directory);
}
