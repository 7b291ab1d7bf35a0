import { expect, it } from '@jest/globals';
import { nextPage } from '../../../src/hub/records/page-number.ts';

it('goes on while the total says that more follow', () => {
  expect(nextPage(1, 50, 50, 120)).toBe('2');
  expect(nextPage(2, 50, 50, 120)).toBe('3');
  expect(nextPage(3, 50, 20, 120)).toBeNull();
  expect(nextPage(1, 50, 50, 50)).toBeNull();
});

it('ends at an empty page, whatever the total says', () => {
  expect(nextPage(1, 50, 0, 999_999_999)).toBeNull();
});
