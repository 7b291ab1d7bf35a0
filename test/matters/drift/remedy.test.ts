import { expect, it } from '@jest/globals';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { endOf, placeOf } from '../../../src/matters/drift/remedy.ts';
import { SchemaTexts } from '../../../src/matters/edit/schema-texts.ts';
import { SCHEMA } from '../at-desk.ts';

it('a code has ended on the day that the platform ended it, or on the next where that day has events of it', () => {
  expect(endOf('2024-06-30T00:00:00+08:00')).toBe('2024-06-30');
  expect(endOf('2024-06-30T17:30:00+08:00')).toBe('2024-07-01');
  expect(endOf('2024-12-31T17:30:00+08:00')).toBe('2025-01-01');
});

it('a class that has another name is renamed in the list of classes, not in its matters', async () => {
  const [matter] = (await loadCatalogue(SCHEMA)).mattersByCode('GRASSROOTS', 'G10101');
  const drift = { platform: 'GRASSROOTS', code: 'G10101' } as Parameters<typeof placeOf>[0];
  const texts = new SchemaTexts(SCHEMA, 'schema');
  const difference = { of: 'name', here: '占道经营', there: '占道' } as const;
  expect(placeOf({ ...drift, difference }, matter!, texts)).toBe('schema/directory/grid-classes.yaml:6');
  expect(placeOf({ ...drift, difference: null }, matter!, texts)).toMatch(/^schema\/matters\/01-.+:\d+$/);
});
