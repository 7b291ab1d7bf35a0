import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { memoryPlatform } from './memory-platform.ts';
import { endOf, page } from './walk.ts';

const platforms = [
  memoryPlatform(
    'CITY',
    Array.from({ length: 9 }, (_, n) => ({
      number: `XS${n}`,
      at: 1_721_966_400 - n,
      readable: true,
      branch: 0,
    })),
  ),
];

const INVALID = { extensions: { code: 'INVALID_CURSOR' } };
const RUBBISH = {
  ...INVALID,
  message: 'after: expected a cursor of this API, got something else; start again from the first page',
};

it('refuses the cursor of another filter', async () => {
  const cursor = endOf(await page(platforms, { first: 3, filter: { text: '垃圾' } }));
  const message = 'after: this cursor belongs to another list or filter; start again from the first page';
  await expect(page(platforms, { after: cursor })).rejects.toMatchObject({ ...INVALID, message });
  await expect(page(platforms, { after: cursor, filter: { text: '烧烤' } })).rejects.toMatchObject(INVALID);
});

it('takes the cursor of the same filter with another page size', async () => {
  const cursor = endOf(await page(platforms, { first: 3, filter: { text: '垃圾' } }));
  const rest = await page(platforms, { first: 50, after: cursor, filter: { text: '垃圾' } });
  expect(rest.edges).toHaveLength(6);
});

it('refuses any text that is no cursor', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async after => {
      await expect(page(platforms, { after })).rejects.toMatchObject(RUBBISH);
    }),
  ));

it('refuses any list that is no cursor’s, in a cursor’s own encoding', () =>
  fc.assert(
    fc.asyncProperty(fc.jsonValue(), async value => {
      const after = Buffer.from(JSON.stringify(value)).toString('base64url');
      await expect(page(platforms, { after })).rejects.toMatchObject(INVALID);
    }),
  ));

it('refuses a cursor whose parts are not what they should be, each', async () => {
  const cursor = endOf(await page(platforms, { first: 3 }))!;
  const parts: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  const wrong: [part: number, value: unknown][] = [
    [1, '1721966400'],
    [1, 1.5],
    [1, 9e14],
    [1, -9e14],
    // The last second before the year 10000 in UTC, which is in that year where the platforms are.
    [1, 253_402_300_799],
    [2, null],
    [3, ['TOWN']],
    [3, null],
    [4, ['grassroots:SJ1']],
    [4, [['grassroots:SJ1', 'soon']]],
    [4, [[1, null]]],
    [4, {}],
  ];
  for (const [part, value] of wrong) {
    const after = Buffer.from(JSON.stringify(parts.with(part, value))).toString('base64url');
    await expect(page(platforms, { after })).rejects.toMatchObject(RUBBISH);
  }
});
