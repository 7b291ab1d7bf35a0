import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { log } from '../../src/grassroots/log.ts';
import * as mapping from '../../src/grassroots/mapping.ts';
import { sourceOf, testimony } from '../../src/grassroots/testimony.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { comparedWith } from '../hub/discrepancies/agreeing.ts';
import { inOrder, like, misfits, SPINE } from '../hub/records/misfits.ts';
import { entryMisfits } from '../hub/timeline/entry.ts';
import { WORKED_EXAMPLE } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const NUMBER = 'SJ20240513000123';
const RUNS = { numRuns: 1_000 };
const EXAMPLE = { ...WORKED_EXAMPLE, zflx: '1', sfyq: '0' };

/** Whatever a record is, it is read without throwing, and what is read is of the schema's types. */
function isOfTheSchema(record: unknown): void {
  const { value } = mapping.spine(record, NUMBER, catalogue);
  expect(misfits('Event', value, SPINE)).toEqual([]);
  const section = mapping.section(record, NUMBER, catalogue).value;
  expect(misfits('GrassrootsSection', section)).toEqual([]);
  expect(inOrder((section.feedbacks ?? []).map(({ at }) => at ?? null))).toBe(true);
  expect(entryMisfits(log(record).value)).toEqual([]);
  const stated = testimony({ record, number: NUMBER }, [{ record, number: NUMBER }], catalogue).value;
  for (const discrepancy of comparedWith(stated)) expect(misfits('Discrepancy', discrepancy)).toEqual([]);
  expect(mapping.updatedAtOf(record)).toEqual(expect.any(Number));
  expect(typeof mapping.isOwn(record).value).toBe('boolean');
  expect(sourceOf(record).value?.event.id ?? '').not.toContain('undefined');
  for (const read of [mapping.numberOf(record), mapping.reportedSecondOf(record)])
    expect(read === null || ['string', 'number'].includes(typeof read)).toBe(true);
}

describe('whatever the grassroots system sends', () => {
  it('is read as values of the schema’s types, where it is no record at all', () => {
    fc.assert(fc.property(fc.anything(), isOfTheSchema), RUNS);
  });

  it('is read as values of the schema’s types, where parts of a record are rubbish', () => {
    fc.assert(fc.property(like(EXAMPLE), isOfTheSchema), RUNS);
  });
});
