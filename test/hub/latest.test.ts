import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latest } from '../../src/hub/latest.ts';

interface Clue {
  no: string | null;
  updated: number;
}
const speaks = (clues: Clue[]) =>
  latest(
    clues,
    clue => clue.updated,
    clue => clue.no,
  );

it('is the record updated last', () => {
  expect(
    speaks([
      { no: 'XS9', updated: 1 },
      { no: 'XS1', updated: 3 },
      { no: 'XS5', updated: 2 },
    ])?.no,
  ).toBe('XS1');
});

it('is the one with the greater number where they were updated at once', () => {
  expect(
    speaks([
      { no: 'XS1', updated: 1 },
      { no: 'XS3', updated: 1 },
      { no: 'XS2', updated: 1 },
    ])?.no,
  ).toBe('XS3');
});

it('is one with a number before one without', () => {
  expect(
    speaks([
      { no: null, updated: 1 },
      { no: 'XS1', updated: 1 },
    ])?.no,
  ).toBe('XS1');
});

it('is none of none', () => {
  expect(speaks([])).toBeUndefined();
});

it('is the same in whatever order they come, and leaves them in it', () => {
  const clues = fc.uniqueArray(
    fc.record({ no: fc.integer({ min: 1, max: 9 }).map(n => `XS${n}`), updated: fc.nat(2) }),
    { selector: ({ no }) => no },
  );
  fc.assert(
    fc.property(clues, clues => {
      const before = [...clues];
      expect(speaks(clues.toReversed())).toEqual(speaks(clues));
      expect(clues).toEqual(before);
    }),
  );
});
