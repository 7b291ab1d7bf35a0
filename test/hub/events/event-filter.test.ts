import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStatus, EventFilter as Input } from '../../../src/generated/schema.ts';
import type { Catalogue } from '../../../src/hub/catalogue/catalogue.ts';
import { eventFilter, UNFILTERED } from '../../../src/hub/events/event-filter.ts';
import { STAGE } from '../../../src/hub/events/stage.ts';

const REGION = { code: '331102' };
const MATTER = { code: 'E-01-005' };
const CATEGORY = { code: '01' };
const only =
  <Thing extends { code: string }>(thing: Thing) =>
  (code: string) =>
    code === thing.code ? thing : undefined;
const catalogue = {
  region: only(REGION),
  matter: only(MATTER),
  category: only(CATEGORY),
} as unknown as Catalogue;

const read = (input: Input | null | undefined) => eventFilter(input, catalogue);

describe('a filter of events', () => {
  it('is unfiltered where it is absent, null, empty, or null in each field', () => {
    const nulls = Object.fromEntries(
      ['region', 'matter', 'category', 'kind', 'statuses', 'stage', 'urgency', 'origin', 'overdue', 'text']
        .concat('reportedFrom', 'reportedTo')
        .map(name => [name, null]),
    );
    for (const input of [undefined, null, {}, nulls]) expect(read(input)).toEqual(UNFILTERED);
  });

  it('looks its codes up in the catalogue', () => {
    const filter = read({ region: '331102', matter: 'E-01-005', category: '01' });
    expect(filter).toEqual({ ...UNFILTERED, region: REGION, matter: MATTER, category: CATEGORY });
  });

  it('passes on what every platform names alike', () => {
    const asked = { kind: 'SUPERVISION', urgency: 'CRITICAL', origin: 'CITY', overdue: true } as const;
    expect(read(asked)).toEqual({ ...UNFILTERED, ...asked });
  });

  it('asks for the text without the blanks around it', () => {
    expect(read({ text: ' 建筑 垃圾\n' }).text).toBe('建筑 垃圾');
  });
});

describe('the bounds of the reported time', () => {
  const NOON = 1_721_966_400;
  const at = (ms: number) => NOON * 1000 + ms;

  it('are whole seconds: from is inclusive, to is exclusive', () => {
    expect(read({ reportedFrom: at(0), reportedTo: at(0) })).toMatchObject({ from: NOON, to: NOON - 1 });
    expect(read({ reportedFrom: at(1), reportedTo: at(1) })).toMatchObject({ from: NOON + 1, to: NOON });
    expect(read({ reportedFrom: at(999), reportedTo: at(999) })).toMatchObject({ from: NOON + 1, to: NOON });
  });

  it('leave in exactly the seconds that a comparison of instants would', () => {
    const bound = fc.integer({ min: -3_000, max: 3_000 });
    fc.assert(
      fc.property(bound, bound, fc.integer({ min: -5, max: 5 }), (from, to, second) => {
        const filter = read({ reportedFrom: at(from), reportedTo: at(to) });
        const reported = NOON + second;
        const asked = reported >= filter.from! && reported <= filter.to!;
        expect(asked).toBe(reported * 1000 >= at(from) && reported * 1000 < at(to));
      }),
    );
  });
});

describe('the statuses asked for', () => {
  it('are those of the stage where only a stage is asked for', () => {
    expect(read({ stage: 'HANDLING' }).statuses).toEqual(['IN_PROGRESS', 'CASE_OPEN', 'SUSPENDED']);
  });

  it('are those that are both listed and of the stage', () => {
    const statuses: EventStatus[] = ['CLOSED', 'CASE_OPEN', 'RETURNED'];
    expect(read({ stage: 'HANDLING', statuses }).statuses).toEqual(['CASE_OPEN']);
    expect(read({ stage: 'INTAKE', statuses }).statuses).toEqual([]);
  });

  it('are none, not all, for an empty list', () => {
    expect(read({ statuses: [] }).statuses).toEqual([]);
  });

  it('are the same filter in any order and however often one is named', () => {
    const statuses = Object.keys(STAGE).filter(status => status !== 'UNKNOWN') as EventStatus[];
    expect(read({ statuses: statuses.toReversed() }).statuses).toEqual(statuses);
    expect(read({ statuses: ['CLOSED', 'CLOSED'] }).statuses).toEqual(['CLOSED']);
  });
});

describe('a filter that no platform can be asked is refused:', () => {
  const unknown = 'filter: UNKNOWN is no status to filter by; its events are those of codes without an equal';
  const refusals: [what: string, input: Input, message: string][] = [
    [
      'overdue false',
      { overdue: false },
      'filter.overdue: expected true or null, got false; leave it out for all events',
    ],
    ['the status UNKNOWN', { statuses: ['CLOSED', 'UNKNOWN'] }, unknown],
    ['the stage UNKNOWN', { stage: 'UNKNOWN' }, unknown],
    [
      'a region that is none',
      { region: '999999' },
      'filter.region: expected a code of the catalogue, got "999999"',
    ],
    [
      'a matter that is none',
      { matter: 'constructor' },
      'filter.matter: expected a code of the catalogue, got "constructor"',
    ],
    [
      'a category that is none',
      { category: '' },
      'filter.category: expected a code of the catalogue, got ""',
    ],
    [
      'a code of any length, of which it says the beginning',
      { matter: 'E'.repeat(99) },
      `filter.matter: expected a code of the catalogue, got "${'E'.repeat(40)}"`,
    ],
    ['a text of nothing', { text: '' }, 'filter.text: expected 1 to 50 characters, got 0'],
    ['a text of blanks', { text: '   ' }, 'filter.text: expected 1 to 50 characters, got 0'],
    ['a text too long', { text: '垃'.repeat(51) }, 'filter.text: expected 1 to 50 characters, got 51'],
  ];
  it.each(refusals)('%s', (_what, input, message) => {
    let refusal: unknown;
    try {
      read(input);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('but not a text of fifty', () => {
    expect(read({ text: '垃'.repeat(50) }).text).toHaveLength(50);
  });
});
