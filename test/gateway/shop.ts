/** A small world of its own behind the gateway under test: a shop, whose supplier is a platform. */
import { once } from 'node:events';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Request } from '../../src/request.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';

export const SHOP_SDL = `
"Something with a name (有名之物)."
interface Named { name: String! }
type Tea implements Named { name: String! leaf: String price: Int supplier: Supplier }
type Cup implements Named { name: String! size: Int supplier: Supplier }
type Supplier implements Named { name: String! city: String teas: [Tea!] }
union Ware = Tea | Cup
input Wish { name: String! count: Int }
type Query {
  hello(name: String = "world"): String!
  wares: [Ware!]!
  named: [Named!]!
  tea: Tea
  wished(wish: Wish!): String
  twice(number: Int! = 2): Int
  fails(how: String!): String
  waits: String
  unreadable(times: Int!): String
}
type Mutation { rename(name: String!): String }
`;

export interface ShopContext {
  request: Request;
}

const SHARED = new Error('one loader for all');

const FAILURES: Record<string, () => unknown> = {
  upstream: () => {
    throw new UpstreamError(
      'UPSTREAM_UNAVAILABLE',
      'CITY',
      'clue list: expected an answer, got none; try later',
      {
        cause: new Error('connect ECONNREFUSED 10.0.0.7:443'),
      },
    );
  },
  coded: () => {
    throw new GraphQLError('expected a cursor of this list, got another; start again without "after"', {
      extensions: { code: 'INVALID_CURSOR' },
    });
  },
  expensive: () => {
    throw new GraphQLError(
      'expected at most 20 teas in one request, got more; ask for the others in another',
      {
        extensions: { code: 'QUERY_TOO_EXPENSIVE' },
      },
    );
  },
  uncoded: () => {
    throw new GraphQLError('secret of the house');
  },
  bug: () => {
    throw new TypeError('cannot read properties of undefined, password=hunter2');
  },
  value: () => Promise.reject('just a string'),
  wrongType: () => ({ not: 'a string' }),
  shared: () => {
    throw SHARED;
  },
  lookalike: () => {
    throw Object.assign(new Error('password=hunter2'), { extensions: { code: 'FORBIDDEN' } });
  },
};

/** The shop's schema; `reached` is told when a resolver waits for the end of its request. */
export const shopSchema = (reached: () => void = () => {}): GraphQLSchema =>
  makeExecutableSchema<ShopContext>({
    typeDefs: SHOP_SDL,
    resolvers: {
      Named: { __resolveType: () => 'Tea' },
      Ware: { __resolveType: () => 'Tea' },
      Query: {
        hello: (_, { name }, { request }) => {
          request.sources.called({ platform: 'CITY', call: 'hello', at: request.clock.now() + 3, ms: 3 });
          return `hello ${name}`;
        },
        wares: () => [],
        named: () => [],
        tea: (_, __, { request }) => ({ name: 'Longjing', leaf: [...request.selects('Tea')].join(' ') }),
        wished: (_, { wish }) => wish.name,
        twice: (_, { number }) => number * 2,
        fails: (_, { how }) => FAILURES[how]?.(),
        waits: async (_, __, { request }) => {
          const aborted = once(request.signal, 'abort');
          reached();
          await aborted;
          const message = 'waits: expected an answer before the request ended, got none; ask again';
          const failure = { code: 'UPSTREAM_TIMEOUT' as const, message };
          request.sources.called({
            platform: 'CITY',
            call: 'waits',
            at: request.clock.now(),
            ms: 3_000,
            failure,
          });
          throw new UpstreamError(failure.code, 'CITY', message);
        },
        unreadable: (_, { times }, { request }) => {
          for (let row = 0; row < times; row++) {
            request.sources.unreadable({
              code: 'UPSTREAM_INVALID_DATA',
              platform: 'CITY',
              record: `row ${row}`,
              field: 'leaf',
              message: 'expected a known leaf, got another; shown as null',
            });
          }
          return 'as far as it can be read';
        },
      },
      Mutation: { rename: (_, { name }) => name },
    },
  });
