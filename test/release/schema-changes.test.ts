import { describe, expect, it } from '@jest/globals';
import { unreleased } from '../../release/changelog.ts';
import { findings, schemaChanges } from '../../release/schema-changes.ts';

const RELEASED = `
type Query {
  "Events, newest first."
  events(filter: EventFilter, first: Int): [Event!]!
  event(id: ID!): Event
}
type Event { id: ID! title: String! status: EventStatus! place: Place oldName: String @deprecated(reason: "use title") }
type Place { address: String }
enum EventStatus { OPEN CLOSED }
input EventFilter { region: String statuses: [EventStatus!] }
`;

/** The findings after an edit of the released schema, one line each up to what it means. */
async function foundAfter(from: string, to: string, entries = ''): Promise<string[]> {
  const current = RELEASED.replace(from, to);
  if (current === RELEASED) throw new Error(`the released schema has no "${from}"`);
  const changes = await schemaChanges(RELEASED, current);
  return findings(changes, unreleased(`## [Unreleased]\n\n${entries}`));
}

/** Coordinate and verdict alone. */
async function verdictsAfter(from: string, to: string, entries = ''): Promise<string[]> {
  return (await foundAfter(from, to, entries)).map(text => text.split('. ')[0]!);
}

describe('a breaking change that is not declared', () => {
  it('is named by its coordinate, with what it means for a reader and what its author can do', async () => {
    expect(await foundAfter('title: String! ', '')).toEqual([
      "Event.title: breaks, undeclared. Field 'title' was removed from object type 'Event': operations that select it are refused.\n" +
        '    Keep it, with @deprecated(reason:) where it shall go one day; or declare it in CHANGELOG.md under "[Unreleased]", "### Breaking": "- `Event.title`: what readers do now".',
    ]);
  });

  it.each([
    ['a field that may now be null', 'title: String!', 'title: String', 'Event.title'],
    ['a field of another type', 'title: String!', 'title: Int!', 'Event.title'],
    ['an argument that must now be given', 'first: Int', 'first: Int!', 'Query.events(first:)'],
    ['an argument less', ', first: Int', '', 'Query.events(first:)'],
    ['a new argument that must be given', 'id: ID!)', 'id: ID!, origin: ID!)', 'Query.event(origin:)'],
    ['an enum value less', 'OPEN CLOSED', 'OPEN', 'EventStatus.CLOSED'],
    ['a filter less', 'region: String', '', 'EventFilter.region'],
    ['a filter that must now be given', 'region: String', 'region: String!', 'EventFilter.region'],
    ['a new filter that must be given', 'region: String', 'region: String at: ID!', 'EventFilter.at'],
    [
      'a deprecated field that is gone',
      'oldName: String @deprecated(reason: "use title")',
      '',
      'Event.oldName',
    ],
    ['a type of another kind', 'type Place { address: String }', 'scalar Place', 'Place'],
  ])('is found: %s', async (_, from, to, coordinate) => {
    expect(await verdictsAfter(from, to)).toEqual([`${coordinate}: breaks, undeclared`]);
  });

  it('is found for a type that is gone and for each place that used it', async () => {
    const renamed = RELEASED.replaceAll('Place', 'Location');
    const found = findings(await schemaChanges(RELEASED, renamed), unreleased('## [Unreleased]\n'));
    expect(found.map(text => text.split(':')[0])).toEqual(['Place', 'Event.place']);
  });
});

describe('a breaking change', () => {
  it('passes when an entry under "Breaking" opens with its coordinate', async () => {
    const declared = '### Breaking\n\n- `Query.events(first:)`: give it.\n';
    expect(await foundAfter('first: Int', 'first: Int!', declared)).toEqual([]);
  });

  it('does not pass when it is named elsewhere', async () => {
    const named = '### Changed\n\n- `Event.title` is gone.\n\n### Breaking\n\n- Titles: `Event.title`.\n';
    expect(await verdictsAfter('title: String! ', '', named)).toEqual(['Event.title: breaks, undeclared']);
  });
});

describe('a change that may surprise', () => {
  it.each([
    ['a new enum value', 'OPEN CLOSED', 'OPEN CLOSED VOID', 'EventStatus.VOID'],
    ['a default of an argument', 'first: Int', 'first: Int = 20', 'Query.events(first:)'],
    ['a default of a filter', 'region: String', 'region: String = "331102"', 'EventFilter.region'],
  ])('is to be named under some heading: %s', async (_, from, to, coordinate) => {
    expect(await verdictsAfter(from, to)).toEqual([`${coordinate}: may surprise, unnamed`]);
    expect(await foundAfter(from, to, `### Added\n\n- There is \`${coordinate}\`.\n`)).toEqual([]);
  });

  it('says what it means for a reader and what its author can do', async () => {
    expect(await foundAfter('OPEN CLOSED', 'OPEN CLOSED VOID')).toEqual([
      "EventStatus.VOID: may surprise, unnamed. Enum value 'VOID' was added to enum 'EventStatus': code that lists every value meets one that it does not know.\n" +
        '    Name `EventStatus.VOID` in CHANGELOG.md under "[Unreleased]", with what readers shall expect.',
    ]);
  });
});

describe('a change that harms nobody', () => {
  it.each([
    ['a new field', 'id: ID! title', 'id: ID! more: Int title'],
    ['a new field with an argument that must be given', 'id: ID! title', 'id: ID! more(at: ID!): Int title'],
    ['a new type with an enum', 'type Place {', 'enum Kind { A B } type New { kind: Kind } type Place {'],
    ['a new argument that may be left out', 'first: Int', 'first: Int, after: String'],
    ['a new filter that may be left out', 'region: String', 'region: String text: String'],
    ['an argument that may now be left out', 'id: ID!)', 'id: ID)'],
    ['a field that is never null any more', 'place: Place', 'place: Place!'],
    ['a field that is now deprecated', 'title: String!', 'title: String! @deprecated(reason: "use id")'],
    ['another description', 'newest first', 'latest first'],
  ])('passes without a word: %s', async (_, from, to) => {
    expect(await foundAfter(from, to)).toEqual([]);
  });
});

describe('a declaration', () => {
  const declaration = '### Breaking\n\n- `Event.title`: gone.\n';

  it('of a change that is none is a finding', async () => {
    expect(await foundAfter('newest first', 'latest first', declaration)).toEqual([
      'Event.title: declared as breaking, but since the last release it does not break.\n' +
        '    Correct the coordinate in CHANGELOG.md under "### Breaking", or take the entry out.',
    ]);
  });

  it('of a change that may surprise is none', async () => {
    const declared = '### Breaking\n\n- `EventStatus.VOID`: expect it.\n';
    expect(await foundAfter('OPEN CLOSED', 'OPEN CLOSED VOID', declared)).toEqual([]);
  });
});
