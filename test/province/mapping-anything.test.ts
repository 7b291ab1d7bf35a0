import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { delegation, delegationChange } from '../../src/province/delegation.ts';
import { evaluationIndex } from '../../src/province/evaluation-index.ts';
import { log } from '../../src/province/log.ts';
import * as mapping from '../../src/province/mapping.ts';
import { plan } from '../../src/province/plan.ts';
import { scenario } from '../../src/province/scenario.ts';
import { task } from '../../src/province/task.ts';
import { sourceOf, testimony } from '../../src/province/testimony.ts';
import { comparedWith } from '../hub/discrepancies/agreeing.ts';
import { like, misfits, SPINE } from '../hub/records/misfits.ts';
import { entryMisfits } from '../hub/timeline/entry.ts';
import { workedEvent } from './event.ts';
import { exampleOf } from './examples.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const NUMBER = 'ZF20240514000019';
const RUNS = { numRuns: 1_000 };
const EXAMPLE = {
  ...workedEvent(),
  oversights: [{ oversightNo: 'DB1', level: '1', issueTime: '2024-03-25 09:00:00', closeTime: null }],
  taskNo: 'JC20240318000007',
};

/** Whatever a record is, it is read without throwing, and what is read is of the schema's types. */
function isOfTheSchema(record: unknown): void {
  const { value } = mapping.spine(record, NUMBER, catalogue);
  expect(misfits('Event', value, SPINE)).toEqual([]);
  expect(entryMisfits(log(record).value)).toEqual([]);
  const stated = testimony({ record, number: NUMBER }, [{ record, number: NUMBER }], catalogue).value;
  for (const discrepancy of comparedWith(stated)) expect(misfits('Discrepancy', discrepancy)).toEqual([]);
  const { task, ...section } = mapping.section(record, NUMBER, catalogue).value;
  expect(misfits('ProvinceSection', { ...section, task: null })).toEqual([]);
  // Its details are asked for when somebody reads them.
  if (task) expect(misfits('InspectionTask', task, ['taskNo', 'planNo'])).toEqual([]);
  expect(mapping.updatedAtOf(record)).toEqual(expect.any(Number));
  expect(typeof mapping.isOwn(record).value).toBe('boolean');
  expect(sourceOf(record).value?.event.id ?? '').not.toContain('undefined');
  for (const read of [mapping.numberOf(record), mapping.reportedSecondOf(record)])
    expect(read === null || ['string', 'number'].includes(typeof read)).toBe(true);
}

describe('whatever the province sends', () => {
  it('is read as values of the schema’s types, where it is no record at all', () => {
    fc.assert(fc.property(fc.anything(), isOfTheSchema), RUNS);
  });

  it('is read as values of the schema’s types, where parts of a record are rubbish', () => {
    fc.assert(fc.property(like(EXAMPLE), isOfTheSchema), RUNS);
  });
});

describe.each<[string, string, (record: unknown) => { value: object }]>([
  ['InspectionPlan', 'planList', record => plan(record, NUMBER, catalogue)],
  ['InspectionTask', 'taskList', record => task(record, NUMBER, catalogue)],
  ['Delegation', 'delegationList', record => delegation(record, catalogue)],
  ['DelegationChange', 'delegationChangeList', record => delegationChange(record, catalogue)],
  ['IntegratedScenario', 'scenarioList', record => scenario(record, NUMBER, catalogue)],
  ['EvaluationIndex', 'indexList', record => evaluationIndex(record, catalogue)],
])('whatever the province sends as %s', (type, call, read) => {
  const isOfTheSchema = (record: unknown) => expect(misfits(type, read(record).value)).toEqual([]);

  it('is read as values of the schema’s types, where it is no record at all', () => {
    fc.assert(fc.property(fc.anything(), isOfTheSchema), RUNS);
  });

  it('is read as values of the schema’s types, where parts of a record are rubbish', () => {
    fc.assert(fc.property(like(exampleOf(call)), isOfTheSchema), RUNS);
  });
});
