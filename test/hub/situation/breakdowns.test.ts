import { describe, expect, it } from '@jest/globals';
import type { MatterKind } from '../../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { decideMatter } from '../../../src/hub/events/matter-decision.ts';
import { days, kinds, regions } from '../../../src/hub/situation/breakdowns.ts';
import type { Count } from '../../../src/hub/situation/count.ts';
import { NOTHING } from '../../../src/hub/situation/measures.ts';
import type { Dimension, Keys } from '../../../src/hub/situation/statistics.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';

const catalogue = await loadCatalogue(new URL('../../../schema/', import.meta.url));

function count<By extends Dimension>(groups: [PlatformCode, Keys[By], number][]): Count<By> {
  return {
    groups: groups.map(([origin, key, total]) => ({ origin, key, measures: { ...NOTHING, total } })),
    platforms: ['PROVINCE', 'CITY'],
    missing: [],
  };
}

const matter = (...codes: string[]): Keys['MATTER'] => ({
  matter: decideMatter(
    'CITY',
    codes.map(code => catalogue.matter(code)!),
    [],
  ),
  unmapped: null,
  category: null,
});

describe('by region', () => {
  it('an event of the region itself, of another or of none that is known is in none of those below', () => {
    const [county, other] = [catalogue.region('331102')!, catalogue.region('331181')!];
    const township = catalogue.region('331102001')!;
    const groups: [PlatformCode, Keys['REGION'], number][] = [
      ['CITY', township, 4],
      ['PROVINCE', township, 1],
      ['CITY', county, 2],
      ['CITY', other, 1],
      ['CITY', null, 3],
    ];
    const { items, itself } = regions(count<'REGION'>(groups), catalogue.children('331102'));
    expect(items.map(({ region }) => region)).toEqual(catalogue.children('331102'));
    expect(items.find(({ region }) => region === township)!.figures.total).toBe(5);
    expect(items.reduce((all, { figures }) => all + figures.total, 0)).toBe(5);
    expect(itself.total).toBe(6);
  });
});

describe('by kind', () => {
  const decided = matter('E-01-005');
  const undecided = matter('S-01-003', 'E-01-005');
  const unmapped = matter();
  const all = count<'MATTER'>([
    ['CITY', decided, 10],
    ['CITY', undecided, 5],
    ['CITY', unmapped, 4],
    ['PROVINCE', decided, 2],
  ]);
  const ofKind = (supervision: Count<'MATTER'>, enforcement: Count<'MATTER'>) =>
    new Map<MatterKind, Count<'MATTER'>>([
      ['SUPERVISION', supervision],
      ['ENFORCEMENT', enforcement],
    ]);

  it('what is of no kind is all without those of each kind, undecided or unmapped', () => {
    const {
      items,
      undecided: open,
      unmapped: strange,
    } = kinds(
      all,
      ofKind(
        count([['CITY', undecided, 1]]),
        count([
          ['CITY', decided, 9],
          ['CITY', unmapped, 1],
          ['PROVINCE', decided, 2],
        ]),
      ),
    );
    expect(items.map(({ kind, figures }) => [kind, figures.total])).toEqual([
      ['SUPERVISION', 1],
      ['ENFORCEMENT', 12],
    ]);
    expect(open.total).toBe(4);
    // Three without a matter, and one decided whose own kind could not be read.
    expect(strange.total).toBe(4);
  });
});

it('days come in their order, and one that could not be read is none', () => {
  const counted = count<'DAY'>([
    ['CITY', '2024-05-14', 1],
    ['CITY', null, 7],
    ['PROVINCE', '2024-05-13', 2],
    ['PROVINCE', '2024-05-14', 3],
  ]);
  expect(days(counted).map(({ day, figures }) => [day, figures.total])).toEqual([
    ['2024-05-13', 2],
    ['2024-05-14', 4],
  ]);
});
