import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import { mergedSchema } from '../../src/schema.ts';
import type { AnyAnswer } from '../guantong/running.ts';
import { difference } from './difference.ts';
import { type Federation, federation } from './federation.ts';
import { knownValues } from './known-values.ts';
import type { KnownValues } from './random-input.ts';
import { randomOperation } from './random-operation.ts';

const OPERATIONS = new URL('../../schema/operations/', import.meta.url);
const files = (await readdir(OPERATIONS)).sort();

/** What the ready operations are asked with, besides their defaults. */
const VARIABLES: Record<string, Record<string, unknown>[]> = {
  'event.graphql': [
    { id: 'city:XS20240726002939' },
    { id: 'province:RW20240711003050' },
    { id: 'grassroots:SJ20240319001653' },
    { id: 'grassroots:SJ19990101000001' },
    { id: 'no id' },
  ],
  'timeline.graphql': [{ id: 'city:XS20240726002939' }],
  'events.graphql': [
    { first: 50 },
    { first: 5, filter: { region: '331102', kind: 'ENFORCEMENT' } },
    { after: 'nonsense' },
  ],
  'events-by-ids.graphql': [
    { ids: ['city:XS20240726002939', 'grassroots:SJ19990101000001', 'province:RW20240711003050'] },
  ],
  'matter.graphql': [{ code: 'S-01-001' }, { code: 'E-99-999' }],
  'matters.graphql': [{ first: 50, filter: { onPlatforms: ['CITY'] } }],
  'screen.graphql': [{ region: '331102', from: '2024-07-01T00:00:00+08:00' }],
  'discrepancies.graphql': [{ first: 50 }],
  'inspection.graphql': [{ region: '331102', first: 50 }],
  'coordination.graphql': [],
};

/** How many are drawn, and from which seed on; a failure names the seed that draws it again. */
const GENERATED = Number(process.env.FEDERATION_OPERATIONS ?? 300);
const SEED = Number(process.env.FEDERATION_SEED ?? 1);
const AT_ONCE = 50;

let both: Federation;
let known: KnownValues;
beforeAll(async () => {
  both = await federation();
  known = await knownValues(both.oneProcess);
});
afterAll(async () => {
  await both[Symbol.asyncDispose]();
});

describe.each(files)('the operation in %s', file => {
  it.each([{}, ...(VARIABLES[file] ?? [])])(
    'has one answer in a federation and in one process, with %j',
    async variables => {
      const query = await readFile(new URL(file, OPERATIONS), 'utf8');
      const { alone, federated } = await answers(query, variables);
      expect(apart(alone, federated)).toBeNull();
      const [one, other] = [alone.extensions, federated.extensions];
      expect(difference(one.sources, other.sources, 'extensions.sources')).toBeNull();
      // Of more than an answer names, which are named goes by which came first.
      if (one.diagnostics?.length === MOST_DIAGNOSTICS) return;
      expect(
        difference(sorted(one.diagnostics), sorted(other.diagnostics), 'extensions.diagnostics'),
      ).toBeNull();
    },
  );
});

describe('an operation that the schema allows', () => {
  const schema = mergedSchema();
  const chunks = Array.from({ length: Math.ceil(GENERATED / AT_ONCE) }, (_, at) => SEED + at * AT_ONCE);

  it.each(chunks)(
    `has one answer in a federation and in one process, for ${AT_ONCE} from seed %i on`,
    async first => {
      for (let seed = first; seed < Math.min(first + AT_ONCE, SEED + GENERATED); seed++) {
        const { query, variables } = randomOperation(schema, known, seed);
        expect(validate(schema, parse(query))).toEqual([]);
        const { alone, federated } = await answers(query, variables);
        const found = apart(alone, federated) ?? foreign(alone, federated);
        if (found) {
          throw new Error(
            `FEDERATION_SEED=${seed}: in one process and in a federation\n${found}\n${query}\n${JSON.stringify(variables)}`,
          );
        }
      }
    },
    60_000,
  );
});

describe('an event that its origin does not know, of a document that refers to it', () => {
  // Of the days of one such document.
  const LIST = /* GraphQL */ `
    query ($after: String) {
      documents(
        first: 50
        after: $after
        filter: { issuedFrom: "2024-04-01T00:00:00+08:00", issuedTo: "2024-05-01T00:00:00+08:00" }
      ) { nodes { number event { id SELECTED } } pageInfo { hasNextPage endCursor } }
    }
  `;

  async function events(selected: string): Promise<[alone: Listed, federated: Listed][]> {
    const pairs: [Listed, Listed][] = [];
    let after: string | null = null;
    do {
      const page: Both = await answers(LIST.replace('SELECTED', selected), { after });
      expect([page.alone.errors, page.federated.errors]).toEqual([[], []]);
      const [alone, federated] = [page.alone.data.documents, page.federated.data.documents];
      pairs.push(...alone.nodes.map((node: Listed, at: number) => [node, federated.nodes[at]]));
      after = alone.pageInfo.hasNextPage ? alone.pageInfo.endCursor : null;
    } while (after !== null);
    return pairs;
  }

  it('is null without an error where a field is selected that every event has', async () => {
    const pairs = await events('title');
    expect(pairs.some(([alone]) => alone.event === null)).toBe(true);
    expect(pairs.filter(([alone, federated]) => difference(alone, federated))).toEqual([]);
  });

  // The one difference in data that is left: nothing makes the router ask the hub, which alone could tell.
  it('has its id in a federation, where that is all that is selected', async () => {
    const different = (await events('')).filter(([alone, federated]) => difference(alone, federated));
    expect(different.length).toBeGreaterThan(0);
    for (const [alone, federated] of different) {
      expect(alone.event).toBeNull();
      expect(federated.event).toEqual({ id: expect.stringMatching(/^grassroots:SJ\d+$/) });
    }
  });
});

interface Listed {
  number: string;
  event: { id: string } | null;
}

interface Both {
  alone: AnyAnswer;
  federated: AnyAnswer;
}

/** Asked of both at once, since they are processes of their own. */
async function answers(query: string, variables: Record<string, unknown>): Promise<Both> {
  const [alone, federated] = await Promise.all([
    both.oneProcess.query(query, variables),
    both.ask(query, variables),
  ]);
  return { alone, federated };
}

const MOST_DIAGNOSTICS = 50;

const sorted = (diagnostics: readonly unknown[] = []): string[] =>
  diagnostics.map(one => JSON.stringify(one)).toSorted();

/** Where two answers differ in status, data, or in the places and codes of their errors. */
function apart(alone: AnyAnswer, federated: AnyAnswer): string | null {
  // Of an answer without data the router knows an error's place as far as the root field: what was below is gone.
  const depth = alone.data === null ? 1 : Number.POSITIVE_INFINITY;
  const places = ({ errors }: AnyAnswer) =>
    errors.map(({ path, extensions }) => `${path?.slice(0, depth).join('.')} ${extensions.code}`).toSorted();
  return (
    difference(alone.status, federated.status, 'status') ??
    difference(alone.data, federated.data) ??
    difference(places(alone), places(federated), 'errors')
  );
}

/**
 * What the router says of the platforms that one process does not say. It may say less: of a document's event it takes
 * the id from the document, and does not ask the event's origin.
 */
function foreign(alone: AnyAnswer, federated: AnyAnswer): string | null {
  const { sources = {}, diagnostics = [] } = federated.extensions;
  for (const [platform, source] of Object.entries(sources)) {
    const found = difference(alone.extensions.sources?.[platform], source, `extensions.sources.${platform}`);
    if (found) return found;
  }
  const told = new Set(alone.extensions.diagnostics?.map(one => JSON.stringify(one)));
  const untold = diagnostics.find(one => !told.has(JSON.stringify(one)));
  return untold ? `extensions.diagnostics: nothing and ${JSON.stringify(untold)}` : null;
}
