import { expect, it } from '@jest/globals';
import { lineOfCode, matterAt, NoSuchMatter } from '../../../src/matters/edit/items.ts';
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
  expect(lineOfCode(text, 'E-08-002', 'city')).toBe(line('codes: {}'));
  expect(lineOfCode(text, 'E-08-002', 'province')).toBe(line('- zh: code comes'));
  expect(() => lineOfCode(text, 'E-08-009', 'city')).toThrow(NoSuchMatter);
});
