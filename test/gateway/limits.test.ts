import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { runningGateway } from './running-gateway.ts';

async function refused(query: string): Promise<string[]> {
  await using gateway = await runningGateway();
  const { status, body } = await gateway.query(query);
  if (status === 200) return [];
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  return body.errors.map(({ message, extensions }: { message: string; extensions: { code: string } }) => {
    expect(extensions).toEqual({ code: 'QUERY_TOO_EXPENSIVE' });
    return message;
  });
}

/** `{ tea { supplier { teas { supplier { … name } } } } }` with this many levels. */
function nested(levels: number): string {
  let query = 'name';
  for (let level = levels - 1; level > 1; level--) query = `${level % 2 ? 'teas' : 'supplier'} { ${query} }`;
  return `{ tea { ${query} } }`;
}

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

describe('an operation may have, by default,', () => {
  it.each([
    [
      '15 levels of fields',
      nested(15),
      `query Deep ${nested(16)}`,
      'Operation "Deep" has 16 levels of fields; the limit is 15. Select less deeply, or ask for the rest in a second request.',
    ],
    [
      '30 aliases',
      `{ tea { ${times(30, i => `a${i}: name`)} } }`,
      `{ tea { ${times(31, i => `a${i}: name`)} } }`,
      'The operation has 31 aliases; the limit is 30. Ask for several of a kind with one list field.',
    ],
    [
      '20 fields at its first level',
      `{ ${times(20, () => 'hello')} }`,
      `{ ${times(20, () => 'hello')} ... { twice } }`,
      'The operation has 21 fields at its first level; the limit is 20. Split it into several requests.',
    ],
    [
      '50 directives',
      `{ tea { ${times(50, () => 'name @include(if: true)')} } }`,
      `{ tea { ${times(51, () => 'name @include(if: true)')} } }`,
      'The operation has 51 directives; the limit is 50. Leave out those that are not needed, or use two operations.',
    ],
    [
      '2000 fields',
      `{ tea { ${times(9, () => '...F')} } } fragment F on Tea { ${times(222, () => 'name')} }`,
      `{ tea { ${times(10, () => '...F')} } } fragment F on Tea { ${times(222, () => 'name')} }`,
      'The operation has 2221 fields, fragments spread; the limit is 2000. Select less, or split it into several requests.',
    ],
  ])('%s', async (_, most, more, message) => {
    expect(await refused(most)).toEqual([]);
    expect(await refused(more)).toEqual([message]);
  });

  it('5000 tokens', async () => {
    expect(await refused(`{ wished(wish: {name: "${'x'.repeat(100_000)}"}) }`)).toEqual([]);
    expect(await refused(`{ ${times(5_000, () => 'hello')} }`)).toEqual([
      'The document has more than the 5000 tokens (names, punctuators and values) that are the limit. Select less, send one operation at a time, or move values into variables.',
    ]);
  });
});

it('lets GraphiQL read the schema', async () => {
  expect(await refused(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }))).toEqual([]);
});

it('names every limit that is passed', async () => {
  expect(await refused(`{ ${times(31, i => `a${i}: hello`)} }`)).toHaveLength(2);
});

it('is not fooled by fragments that multiply, and measures them in no time', async () => {
  const chain = times(60, i => `fragment F${i} on Supplier { ...F${i + 1} ...F${i + 1} }`);
  const messages = await refused(
    `{ tea { supplier { ...F0 } } } ${chain} fragment F60 on Supplier { name city }`,
  );
  expect(messages).toEqual([expect.stringMatching(/^The operation has 2305843009213694000 fields/)]);
});

it('refuses what is nested too deeply to be read at all', async () => {
  const messages = await refused(`{ fails(how: ${'['.repeat(4_900)}`);
  expect(messages).toEqual([
    'The document or its variables are nested too deeply to be read; fields may be 15 levels deep. Select less deeply, or ask for the rest in a second request.',
  ]);
});

it('refuses what selects the same fields too often to be checked', async () => {
  expect(await refused(`{ ${times(1_200, () => 'tea { name }')} }`)).toEqual([
    'The document selects the same fields too often to be checked. Select each field once in each place.',
  ]);
});

it('takes other limits from its options', async () => {
  await using gateway = await runningGateway({ limits: { ...DEFAULT_LIMITS, depth: 1 } });
  expect((await gateway.query('{ tea { name } }')).status).toBe(400);
  expect((await gateway.query('{ hello }')).status).toBe(200);
});
