import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { latest } from '../../../src/hub/records/latest.ts';

interface Clue {
  no: string;
  updated: number;
}
const speaks = (clues: Clue[]) => {
  const numbered = clues.map(record => ({ number: record.no, record }));
  return (latest(numbered, record => (record as Clue).updated)?.record ?? null) as Clue | null;
};

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

it('is none of none', () => {
  expect(speaks([])).toBeNull();
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
