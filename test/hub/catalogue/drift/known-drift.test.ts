import { expect, it } from '@jest/globals';
import { CODE_ALONE, type DirectoryItem } from '../../../../src/hub/catalogue/drift/directory-item.ts';
import { driftOf } from '../../../../src/hub/catalogue/drift/drift.ts';
import { type KnownDrift, seenOf, sortedOut } from '../../../../src/hub/catalogue/drift/known-drift.ts';
import { loadCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';
import { writtenFiles } from '../../files/written-files.ts';

const catalogue = await loadCatalogue(new URL('../../../../schema/', import.meta.url));
const classes: DirectoryItem[] = catalogue.gridClasses.map(({ code, nameZh }) => ({
  ...CODE_ALONE,
  code,
  name: nameZh,
}));
const BICYCLES = { ...CODE_ALONE, code: 'G10901', name: '共享单车乱停放' };

const drifts = (items: readonly DirectoryItem[]) =>
  driftOf({ platform: 'GRASSROOTS', lists: 'CLASSES', items, gaps: [] }, catalogue, '2024-07-26');

const known = (changes: Partial<KnownDrift> = {}): KnownDrift => ({
  platform: 'GRASSROOTS',
  code: 'G10901',
  kind: 'NEW',
  seen: '共享单车乱停放',
  reason: 'not ours',
  ...changes,
});

/** What is open, known and stale of the bicycles’ drift. */
const sorted = (...all: KnownDrift[]) => {
  const { open, known: found, stale } = sortedOut(drifts([...classes, BICYCLES]), 'GRASSROOTS', all);
  return [open.map(({ code }) => code), found.map(({ reason }) => reason), stale];
};

it('a drift is known by its platform, code, kind and what was seen, all of them', () => {
  expect(sorted()).toEqual([['G10901'], [], []]);
  expect(sorted(known())).toEqual([[], ['not ours'], []]);
  for (const other of [{ code: 'G10902' }, { kind: 'MISSING' }, { seen: '共享电单车乱停放' }] as const)
    expect(sorted(known(other))).toEqual([['G10901'], [], [known(other)]]);
  expect(sorted(known({ platform: 'CITY' }))).toEqual([['G10901'], [], []]);
});

it('what was seen of a drift tells its other faces apart', () => {
  const [first, ...others] = classes;
  const seen = (items: readonly DirectoryItem[]) => drifts(items).map(drift => [drift.kind, seenOf(drift)]);
  expect(seen([{ ...first!, name: '甲' }, ...others])).toEqual([['RENAMED', '甲']]);
  expect(seen([{ ...first!, live: false, changedAt: '2024-06-30T00:00:00+08:00' }, ...others])).toEqual([
    ['RETIRED', '2024-06-30'],
  ]);
  expect(seen(others)).toEqual([['MISSING', 'none']]);
});

it('nothing is known where the folder has no file of it', async () => {
  using files = writtenFiles();
  files.remove('directory/known-drift.yaml');
  expect((await loadCatalogue(files.directory)).knownDrift).toEqual([]);
});
