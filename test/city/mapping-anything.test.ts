import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listedDispute } from '../../src/city/dispute.ts';
import { listedDocument } from '../../src/city/documents.ts';
import { forum } from '../../src/city/forums.ts';
import { log } from '../../src/city/log.ts';
import * as mapping from '../../src/city/mapping.ts';
import { sourceOf, testimony } from '../../src/city/testimony.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { comparedWith } from '../hub/discrepancies/agreeing.ts';
import { inOrder, like, misfits, SPINE } from '../hub/records/misfits.ts';
import { entryMisfits } from '../hub/timeline/entry.ts';
import { type Clue, workedClue } from './clue.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const NUMBER = 'XS20240513000087';
const RUNS = { numRuns: 1_000 };
const EXAMPLE = {
  ...workedClue(),
  co_departments: [{ code: '331102ZFJ', name: '莲都区综合行政执法局' }],
  feedbacks: [
    { id: '1', at: '2024-07-26T12:00:00+08:00', final: true, outcome: 'rectified', attachments: ['b.jpg'] },
  ],
  verification: { outcome: 'failed', at: '2024-07-26T13:00:00+08:00', by: '吴**', text: '未清理' },
  dispute: { dispute_no: 'ZY1', state: 'resolved', parties: ['331102ZFJ'], outcome: 'assigned' },
  consultations: [{ consultation_no: 'HS1', departments: ['331102ZFJ'], question: '由谁处理' }],
};

/** Whatever a record is, it is read without throwing, and what is read is of the schema's types. */
function isOfTheSchema(record: unknown): void {
  const { value } = mapping.spine(record, NUMBER, catalogue);
  expect(misfits('Event', value, SPINE)).toEqual([]);
  const section = mapping.section(record, NUMBER, [NUMBER], catalogue).value;
  expect(misfits('CitySection', section)).toEqual([]);
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

const { clue_no, source, region_code, item_code, item_name, documents, dispute } = EXAMPLE as Clue;
const [document] = documents as unknown[];
const LISTED_DOCUMENT = { clue_no, source, region_code, document };
const LISTED_DISPUTE = { clue_no, source, region_code, item_code, item_name, dispute };
const FORUM = {
  forum_no: 'YS02',
  name: '争议协调会议',
  meetings: [{ meeting_no: 'HY1', held_on: '2024-03-20', topic: '职责边界', departments: ['331102ZFJ'] }],
};

/** The same of what stands in the lists. */
function listsAreOfTheSchema(record: unknown): void {
  expect(misfits('EnforcementDocument', listedDocument(record, catalogue).value)).toEqual([]);
  expect(misfits('Dispute', listedDispute(record, catalogue).value)).toEqual([]);
  expect(misfits('Forum', forum(record, catalogue).value)).toEqual([]);
}

describe('whatever the city sends', () => {
  it('is read as values of the schema’s types, where it is no record at all', () => {
    fc.assert(fc.property(fc.anything(), isOfTheSchema), RUNS);
  });

  it('is read as values of the schema’s types, where parts of a record are rubbish', () => {
    fc.assert(fc.property(like(EXAMPLE), isOfTheSchema), RUNS);
  });

  it('is read as values of the schema’s types in the lists of documents, disputes and forums', () => {
    fc.assert(fc.property(fc.anything(), listsAreOfTheSchema), RUNS);
    const near = fc.oneof(like(LISTED_DOCUMENT), like(LISTED_DISPUTE), like(FORUM));
    fc.assert(fc.property(near, listsAreOfTheSchema), RUNS);
  });
});
