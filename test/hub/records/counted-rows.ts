/** What the rows of a platform's statistics have in common: three platforms, three spellings, one promise. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import { countedRow } from '../../../src/hub/records/counted-row.ts';
import { keyReaders, type StatisticsWords } from '../../../src/hub/records/statistics-words.ts';
import type { Dimension, Keys } from '../../../src/hub/situation/statistics.ts';
import { like } from './misfits.ts';

export const catalogue = await loadCatalogue(new URL('../../../schema/', import.meta.url));

/** A platform's words for a row, and for 12 events of which 7 are closed, one of them after 913 hours. */
export interface RowWords {
  WORDS: StatisticsWords;
  counts: Record<string, unknown>;
}

/** Reads a group of these keys, with counts that are readable. */
export const keyReader =
  (words: RowWords) =>
  <By extends Dimension>(by: By, keys: unknown) =>
    read(words, by, { [words.WORDS.fields.keys]: keys, ...words.counts });

function read<By extends Dimension>({ WORDS }: RowWords, by: By, row: unknown) {
  const { value, gaps } = countedRow<Keys[By]>(row, WORDS.fields, keys =>
    keyReaders(WORDS)[by](keys, catalogue, null),
  );
  return { ...value, gaps };
}

/** @param keys an example of each key that groups have. */
export function describeRows(words: RowWords, keys: Record<string, string>): void {
  const { WORDS, counts } = words;
  const whole = { [WORDS.fields.keys]: {}, ...counts };

  describe('a row', () => {
    it('is read with all its measures', () => {
      expect(read(words, 'NONE', whole)).toEqual({
        key: null,
        measures: {
          total: 12,
          voided: 1,
          closed: 7,
          transferred: 2,
          closedOnTime: 6,
          openOverdue: 3,
          hours: new Map([
            [5, 6],
            [913, 1],
          ]),
        },
        gaps: [],
      });
    });

    it.each(Object.keys(counts))('without a readable %s has no measures at all, and says so', name => {
      for (const rubbish of [undefined, null, '', -1, 1.5, '一', [], true, { '5': null }, { five: 1 }]) {
        const { measures, gaps } = read(words, 'NONE', { ...whole, [name]: rubbish });
        expect(measures).toBeNull();
        expect(gaps.length).toBeGreaterThan(0);
      }
    });

    it('is read without throwing, whatever the platform sends', () => {
      const rows = like({ [WORDS.fields.keys]: keys, ...counts });
      const dimensions = Object.keys(keyReaders(WORDS)) as Dimension[];
      fc.assert(
        fc.property(fc.oneof(rows, fc.anything()), fc.constantFrom(...dimensions), (row, by) => {
          const { measures, gaps } = read(words, by, row);
          if (measures === null) expect(gaps.length).toBeGreaterThan(0);
          else
            for (const [hours, count] of measures.hours)
              expect([hours, count].every(Number.isInteger)).toBe(true);
        }),
        { numRuns: 1_000 },
      );
    });
  });
}
