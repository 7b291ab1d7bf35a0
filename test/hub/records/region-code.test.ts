import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regionCode } from '../../../src/hub/records/region-code.ts';

it.each([
  ['331102001000', '331102001'],
  ['331102000000', '331102'],
  ['331102001', '331102001'],
  ['331102000', '331102'],
  ['331102', '331102'],
  ['331100', '331100'],
  ['331100000000', '331100'],
  ['331102001005', '331102001005'],
  ['331000000', '331000'],
  ['33110', '33110'],
  ['330000', '330000'],
  ['000', '000'],
  ['', ''],
  ['331102001000 ', '331102001000 '],
])('%j is %j in its shortest legal form', (sent, code) => expect(regionCode(sent)).toBe(code));

it('is the same for each form of one region', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100_000, max: 999_999 }),
      fc.integer({ min: 1, max: 999 }),
      (county, town) => {
        const township = `${county}${String(town).padStart(3, '0')}`;
        expect([township, `${township}000`].map(regionCode)).toEqual([township, township]);
        const forms = [`${county}`, `${county}000`, `${county}000000`];
        expect(new Set(forms.map(regionCode))).toEqual(new Set([`${county}`]));
      },
    ),
  );
});
