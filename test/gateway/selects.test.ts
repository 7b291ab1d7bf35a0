import { describe, expect, it } from '@jest/globals';
import { type OperationDefinitionNode, parse } from 'graphql';
import { selectsOf } from '../../src/gateway/selects.ts';
import { runningGateway } from './running-gateway.ts';
import { shopSchema } from './shop.ts';

const schema = shopSchema();

/** The fields selected on each of `types`, sorted. */
function selected(query: string, ...types: string[]): Record<string, string[]> {
  const document = parse(query);
  const selects = selectsOf(schema, document, document.definitions[0] as OperationDefinitionNode);
  return Object.fromEntries(types.map(type => [type, [...selects(type)].sort()]));
}

describe('an operation selects on a type', () => {
  it('the fields that it asks for anywhere', () => {
    expect(
      selected('{ tea { name supplier { city teas { leaf } } } }', 'Query', 'Tea', 'Supplier', 'Cup'),
    ).toEqual({
      Query: ['tea'],
      Tea: ['leaf', 'name', 'supplier'],
      Supplier: ['city', 'teas'],
      Cup: [],
    });
  });

  it('those of the fragments that it spreads, and not of others', () => {
    const fragments = 'fragment A on Tea { ...B } fragment B on Tea { leaf } fragment C on Tea { price }';
    expect(selected(`query One { tea { ...A } } query Two { tea { ...C } } ${fragments}`, 'Tea')).toEqual({
      Tea: ['leaf'],
    });
  });

  it('by their own names, whatever they are called in the answer', () => {
    expect(selected('{ tea { title: name } }', 'Tea')).toEqual({ Tea: ['name'] });
  });

  it('also what @skip and @include may leave out', () => {
    expect(
      selected('query($no: Boolean!) { tea { name @include(if: $no) leaf @skip(if: true) } }', 'Tea'),
    ).toEqual({
      Tea: ['leaf', 'name'],
    });
  });

  it('what it asks of an interface, for the interface and for each type that can stand there', () => {
    expect(selected('{ named { name } }', 'Named', 'Tea', 'Cup', 'Supplier')).toEqual({
      Named: ['name'],
      Tea: ['name'],
      Cup: ['name'],
      Supplier: ['name'],
    });
  });

  it('what a fragment on an interface asks, only for the types that can stand at that place', () => {
    expect(selected('{ tea { ... on Named { name } } }', 'Tea', 'Cup', 'Supplier')).toEqual({
      Tea: ['name'],
      Cup: [],
      Supplier: [],
    });
  });

  it('of a union what each fragment asks of its own type', () => {
    expect(
      selected('{ wares { __typename ... on Tea { leaf } ... on Cup { size } } }', 'Tea', 'Cup', 'Ware'),
    ).toEqual({
      Tea: ['__typename', 'leaf'],
      Cup: ['__typename', 'size'],
      Ware: ['__typename'],
    });
  });

  it('the same through one named fragment at two different places', () => {
    const query = '{ tea { ...N } wares { ...N } } fragment N on Named { name }';
    expect(selected(query, 'Tea', 'Cup', 'Supplier')).toEqual({ Tea: ['name'], Cup: ['name'], Supplier: [] });
  });

  it('nothing of the schema when it asks for the schema', () => {
    expect(selected('{ __schema { types { name } } __type(name: "Tea") { name } }', 'Tea', 'Query')).toEqual({
      Tea: [],
      Query: ['__schema', '__type'],
    });
  });

  it('nothing on a type that does not exist', () => {
    expect(selected('{ tea { name } }', 'constructor')).toEqual({ constructor: [] });
  });
});

it('is computed once for a parsed document', () => {
  const document = parse('{ tea { name } }');
  const operation = document.definitions[0] as OperationDefinitionNode;
  expect(selectsOf(schema, document, operation)).toBe(selectsOf(schema, document, operation));
});

it('is what a resolver sees of the operation that runs', async () => {
  await using gateway = await runningGateway();
  const document = 'query One { tea { price } } query Two { tea { leaf supplier { city } } }';
  const { body } = await gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, operationName: 'Two' }),
  });
  expect(body.data.tea.leaf).toBe('leaf supplier');
});
