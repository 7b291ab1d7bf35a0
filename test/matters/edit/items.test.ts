import { expect, it } from '@jest/globals';
import { lineOf, matterAt, NoSuchMatter } from '../../../src/matters/edit/items.ts';
import { FILE } from './file.ts';

const line = (text: string) => FILE.slice(0, FILE.indexOf(text)).split('\n').length;

it('a line is found in its matter', () => {
  expect(matterAt(FILE, line('code: E-08-001'))).toBe('E-08-001');
  expect(matterAt(FILE, line('delegable'))).toBe('E-08-001');
  expect(matterAt(FILE, line('- zh: code comes'))).toBe('E-08-002');
  expect(matterAt(FILE, line('codes: {}'))).toBe('E-08-002');
  expect(matterAt(FILE, line('category'))).toBe(null);
});

it('a matter’s code of a platform is found, or else where the matter begins', () => {
  const text = FILE.replace('codes: {}', 'codes: { city: CF-1 }');
  expect(lineOf(text, 'E-08-002', ['codes', 'city'])).toBe(line('codes: {}'));
  expect(lineOf(text, 'E-08-002', ['codes', 'province'])).toBe(line('- zh: code comes'));
  expect(() => lineOf(text, 'E-08-009', ['codes', 'city'])).toThrow(NoSuchMatter);
});
