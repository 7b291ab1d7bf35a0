/** Values for arguments and filters: such as exist, now and then such as do not, seldom such as are refused. */
import {
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Random } from './random.ts';

/** What can be asked for, by what it is. */
export interface KnownValues {
  events: readonly string[];
  matters: readonly string[];
  categories: readonly string[];
  departments: readonly string[];
  regions: readonly string[];
  plans: readonly string[];
  indicators: readonly string[];
  words: readonly string[];
  /** Where a list without a filter goes on, by the name of the field. */
  cursors: Readonly<Record<string, string>>;
}

const DAYS = ['2023-11-01', '2024-01-01', '2024-03-15', '2024-06-30', '2024-07-26'];
const PERIODS = ['CUM', '2024', '2024-H1', '2024-Q1', '2024-YTD', '2023'];
const UNHEARD_OF = 0.03;
const REFUSED = 0.02;

type Input = Pick<GraphQLInputField, 'name' | 'type'>;

/** A value for an argument or a field of an input, of what its name says. */
export function inputOf({ name, type }: Input, known: KnownValues, random: Random): unknown {
  return drawn(name, type, known, random);
}

function drawn(name: string, type: GraphQLInputType, known: KnownValues, random: Random): unknown {
  const wanted = getNullableType(type);
  if (isListType(wanted)) {
    const count = random.upTo(name === 'ids' ? 8 : 3);
    return Array.from({ length: count }, () => drawn(name, wanted.ofType, known, random));
  }
  if (isInputObjectType(wanted)) {
    const fields = Object.values(wanted.getFields());
    // Every further condition leaves less of the list.
    const likely = fields.length > 2 ? 1.2 / fields.length : 0.5;
    const given = fields.filter(field => isNonNullType(field.type) || random.chance(likely));
    return Object.fromEntries(given.map(field => [field.name, drawn(field.name, field.type, known, random)]));
  }
  if (isEnumType(wanted)) {
    const values = wanted.getValues().map(value => value.name);
    return random.one(random.chance(REFUSED) ? values : values.filter(value => value !== 'UNKNOWN'));
  }
  const typeName = getNamedType(wanted).name;
  // Filters that are refused where they are false are refused the same on both sides; the others are worth more.
  if (typeName === 'Boolean') return !random.chance(REFUSED_WHERE_FALSE.has(name) ? REFUSED : 0.3);
  if (random.chance(UNHEARD_OF) && Object.hasOwn(NOBODY, name)) return NOBODY[name];
  if (typeName === 'RegionCode') return random.one(known.regions);
  if (typeName === 'DateTime') return `${random.one(DAYS)}T00:00:00+08:00`;
  if (typeName === 'Date') return random.one(DAYS);
  const from = random.one(VALUES[name]?.(known) ?? []);
  if (from === undefined) throw new Error(`expected to know values for "${name}" (${typeName}); add them`);
  return from;
}

const REFUSED_WHERE_FALSE = new Set(['overdue', 'open']);

const NOBODY: Record<string, unknown> = {
  id: 'grassroots:SJ19990101000001',
  ids: 'city:XS19990101000001',
  code: 'E-99-999',
  matter: 'E-99-999',
  region: '990000',
  first: 51,
};

const VALUES: Record<string, (known: KnownValues) => readonly unknown[]> = {
  id: ({ events }) => events,
  ids: ({ events }) => events,
  code: ({ matters }) => matters,
  codes: ({ indicators }) => indicators,
  matter: ({ matters }) => matters,
  category: ({ categories }) => categories,
  department: ({ departments }) => departments,
  plan: ({ plans }) => plans,
  period: () => PERIODS,
  text: ({ words }) => words,
  year: () => [2023, 2024, 2025],
  first: () => [1, 2, 3, 4, 6],
};
