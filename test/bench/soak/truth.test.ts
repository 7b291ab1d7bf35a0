import { expect, it } from '@jest/globals';
import { page } from '../../../bench/soak/questions.ts';
import { type Truth, truthFrom, wrongIn } from '../../../bench/soak/truth.ts';

const situation = { figures: { total: 1, closed: 0, missing: [] } };
const listed = (title: string, number: string | null = 'XS1') => ({
  events: {
    pageInfo: { hasNextPage: false, endCursor: null },
    nodes: [{ id: 'city:XS1', status: 'CLOSED', title, city: number && { number } }],
  },
});
const truth = (title: string): Promise<Truth> =>
  truthFrom(async ({ query }) => (query.includes('situation(') ? { situation } : listed(title)));

it('holds for right what a record said before, after and between several changes, and nothing else', async () => {
  const truths = { before: await truth('溪边'), after: await truth('溪边（改）（改）') };
  const wrong = (title: string) => [...wrongIn(page(null), listed(title), truths)];
  for (const title of ['溪边', '溪边（改）', '溪边（改）（改）']) expect(wrong(title)).toEqual([]);
  expect(wrong('溪边（改）（改）（改）')).toHaveLength(1);
  expect(wrong('江边（改）')).toEqual([
    'city:XS1 was CLOSED 溪边 and is CLOSED 溪边（改）（改）, the answer says CLOSED 江边（改）',
  ]);
});

it('takes what is missing for missing, and another record’s number for wrong', async () => {
  const truths = { before: await truth('溪边'), after: await truth('溪边') };
  const wrong = (number: string | null) => [...wrongIn(page(null), listed('溪边', number), truths)];
  expect(wrong(null)).toEqual([]);
  expect(wrong('XS2')).toEqual(['city:XS1 city was XS1 and is XS1, the answer says XS2']);
});
