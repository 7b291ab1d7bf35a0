import { expect, it } from '@jest/globals';
import { pathShown } from '../../src/matters/path-shown.ts';

it.each([
  ['/work/city/schema', 'schema'],
  ['/work/city/a/schema', 'a/schema'],
  ['/work/city', '.'],
  ['/work/city/..schema', '..schema'],
  ['/work/county/schema/', '/work/county/schema'],
  ['/work', '/work'],
])('%s is shown in /work/city as %s', (path, shown) => {
  expect(pathShown(path, '/work/city')).toBe(shown);
});
