/**
 * The schema's scalars. What comes in is checked here, so that no resolver sees a value of another form; what goes
 * out was made by the mappings in the right form.
 */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { Resolvers } from '../generated/schema.ts';
import { parseDay, parseRfc3339 } from './records/time.ts';

function scalar<Internal>(name: string, form: string, read: (text: string) => Internal | null) {
  const parse = (value: unknown): Internal => {
    const parsed = typeof value === 'string' ? read(value) : null;
    if (parsed !== null) return parsed;
    const got = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'a value that is no text';
    throw new GraphQLError(`${name}: expected ${form}, got ${got}`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  };
  const type = new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
  // What the SDL says of it stays: all properties are copied onto its type there, also one that is undefined.
  Reflect.deleteProperty(type, 'description');
  return type;
}

export const scalars: Resolvers = {
  DateTime: scalar('DateTime', 'an RFC 3339 time such as "2024-05-13T09:14:20+08:00"', parseRfc3339),
  Date: scalar('Date', 'a day such as "2024-05-13"', parseDay),
  Money: scalar('Money', 'yuan with two decimals such as "5000.00"', text =>
    /^\d+\.\d\d$/.test(text) ? text : null,
  ),
  RegionCode: scalar('RegionCode', 'six or nine digits such as "331102"', text =>
    /^(\d{6}|\d{9})$/.test(text) ? text : null,
  ),
};
