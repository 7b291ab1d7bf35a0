import { expect, it } from '@jest/globals';
import { nextPage, pageNumber } from '../../../src/hub/records/page-number.ts';

it('goes on while the total says that more follow', () => {
  expect(nextPage(1, 50, 50, 120)).toBe('2');
  expect(nextPage(2, 50, 50, 120)).toBe('3');
  expect(nextPage(3, 50, 20, 120)).toBeNull();
  expect(nextPage(1, 50, 50, 50)).toBeNull();
});

it('ends at an empty page, whatever the total says', () => {
  expect(nextPage(1, 50, 0, 999_999_999)).toBeNull();
});

it('reads the number of a page that it named, and refuses any other', () => {
  expect(pageNumber(null)).toBe(1);
  expect(pageNumber(nextPage(1, 50, 50, 120))).toBe(2);
  for (const made of ['', '0', '-1', '1.5', '1e3', 'x', '9999999999'])
    expect(() => pageNumber(made)).toThrow('expected a cursor of this API, got something else');
});
