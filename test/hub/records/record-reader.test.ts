import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Cache } from '../../../src/cache/cache.ts';
import { DEFAULT_POLICIES } from '../../../src/cache/policy.ts';
import type { Testimony } from '../../../src/hub/discrepancies/testimony.ts';
import { UNFILTERED } from '../../../src/hub/events/event-filter.ts';
import type { EventKey, Spine } from '../../../src/hub/events/spine.ts';
import { latest } from '../../../src/hub/records/latest.ts';
import type { Section } from '../../../src/hub/records/mapped.ts';
import { recordReader } from '../../../src/hub/records/record-reader.ts';
import type { Elsewhere, Wire } from '../../../src/hub/records/wire.ts';
import { SourceLog } from '../../../src/upstream/source-log.ts';
import { Tally } from '../../../src/upstream/tally.ts';
import { forgetful } from '../../cache/forgetful.ts';
import { handClock } from '../../clock.ts';
import { aRequest } from '../../request.ts';
import { entry } from '../timeline/entry.ts';

interface Row {
  no?: unknown;
  at?: number;
  updated?: number;
  own?: unknown;
  status?: string;
  item?: string;
}
interface Shown extends Section {
  item: string | null;
}

const FIRST = { until: null, limit: 50, continuation: null, total: false };

const row = (value: unknown) => value as Row;
const unknownCode = (code: string | undefined) =>
  code ? { platform: 'CITY' as const, code, name: null } : null;
const statusOf = ({ status = 'new' }: Row) => ({
  status: status === 'odd' ? ('UNKNOWN' as const) : ('IN_PROGRESS' as const),
  statusRaw: { platform: 'CITY' as const, code: status, name: null },
});

type Answers = Partial<Wire<string, Shown> & Elsewhere>;

/** One request's reader of a made-up platform that answers so; `XS` and two digits is the form of its numbers. */
function reading(
  answers: Answers,
  sourceOf: Elsewhere['sourceOf'] = () => ({ value: null, gaps: [] }),
  cache = forgetful(),
) {
  const tally = new Tally();
  const sources = new SourceLog(tally);
  const wire: Wire<string, Shown> = {
    platform: 'CITY',
    batchLimit: 50,
    numberField: 'no',
    numberCall: 'by-number',
    timeField: 'at',
    isNumber: number => /^XS\d\d$/.test(number),
    compile: () => ['all'],
    changeDays: [],
    list: async () => ({ records: [], total: null, continuation: null }),
    parts: () => '',
    byNumbers: async () => [],
    changes: async position => ({ from: position, rows: [], behind: position, more: false, expired: false }),
    directory: async () => ({ platform: 'CITY', lists: 'ITEMS', items: [], gaps: [] }),
    placing: { matter: [], status: [], statuses: {}, region: 'region', called: {}, statusTable: 'Status' },
    elsewhere: {
      origins: ['GRASSROOTS', 'PROVINCE'],
      byReferences: async () => [],
      reference: {
        call: 'by-reference',
        fields: 'of',
        records: 'rows',
        eventOf: answer => answer.text('of'),
      },
      listReferring: async () => ({ items: [], next: null }),
      isOwn: record => {
        const { own } = row(record);
        const gaps = typeof own === 'object' ? [{ field: 'own', message: 'expected a truth value' }] : [];
        return { value: own !== false, gaps };
      },
      sourceOf,
      ...answers,
    },
    mapping: {
      numberOf: record => (typeof row(record).no === 'string' ? (row(record).no as string) : null),
      reportedSecondOf: record => row(record).at ?? null,
      speaking: records => latest(records, record => row(record).updated ?? 0),
      spine: (record, number) => {
        const value = {
          number,
          origin: 'CITY',
          ...statusOf(row(record)),
          unmapped: unknownCode(row(record).item),
        };
        return { value: value as Spine, gaps: [] };
      },
      log: record => {
        const { no, status } = row(record);
        if (status === 'odd') return { value: null, gaps: [{ field: 'log', message: 'expected a list' }] };
        return { value: [entry({ nativeId: String(no) })], gaps: [] };
      },
      section: (record, number, numbers) => {
        const value = { number, ...statusOf(row(record)), item: row(record).item ?? null, numbers };
        return { value, gaps: [] };
      },
      testimony: ({ number }) => ({ value: { number } as Testimony, gaps: [] }),
      unmappedOf: ({ item }) => unknownCode(item ?? undefined),
    },
    ...answers,
  };
  return { reader: recordReader(wire, aRequest(sources), cache), sources, tally };
}

const event = (number: string): EventKey => ({ id: `grassroots:${number}`, origin: 'GRASSROOTS', number });
const here = (number: string): EventKey => ({ id: `city:${number}`, origin: 'CITY', number });
const unusable = (call: string, expected: string) => ({
  code: 'UPSTREAM_INVALID_DATA',
  message: `${call}: expected ${expected}, got another value; ask the platform about it`,
});

describe('a record that cannot be placed', () => {
  it.each([{}, { no: 7 }, { no: 'XS1' }, { no: 'XS01x' }])(
    'is left out of the list, and reported: %j',
    async odd => {
      const { reader, sources } = reading({
        list: async () => ({ records: [odd, { no: 'XS01', at: 1 }], total: 2, continuation: null }),
      });
      const page = await reader.branches(UNFILTERED)[0]!(FIRST);
      expect(page.entries.map(({ spine }) => spine.number)).toEqual(['XS01']);
      expect(sources.diagnostics).toMatchObject([{ record: null, field: 'no' }]);
    },
  );

  it('may have been any of those that its batch did not answer: they fail, and those answered do not', async () => {
    const { reader, sources } = reading({ byNumbers: async () => [{ no: 'XS01' }, {}] });
    const [found, lost] = await Promise.allSettled([reader.spine('XS01'), reader.spine('XS02')]);
    expect(found).toMatchObject({ status: 'fulfilled', value: { number: 'XS01' } });
    expect(lost).toMatchObject({ status: 'rejected', reason: unusable('by-number', 'no in each record') });
    expect(sources.sources().CITY).toMatchObject({ status: 'UNAVAILABLE', code: 'UPSTREAM_INVALID_DATA' });
  });

  it('is no doubt about a number that was not asked for', async () => {
    const { reader } = reading({ byNumbers: async () => [{}] });
    const [ours] = await Promise.allSettled([reader.spine('RUBBISH'), reader.spine('XS02')]);
    expect(ours).toMatchObject({ status: 'fulfilled', value: null });
  });

  it('is no section: that there is none would be a guess', async () => {
    const { reader } = reading({ byReferences: async () => [{ of: 'grassroots:SJ01', rows: [{}] }] });
    await expect(reader.section(event('SJ01'))).rejects.toMatchObject(
      unusable('by-reference', 'no in each record'),
    );
  });
});

describe('that a record was left out', () => {
  const unplaced = [{ code: 'UPSTREAM_INVALID_DATA', platform: 'CITY', record: null, field: 'no' }];

  /** What of its answer is reported to each of several requests that follow one another. */
  function requests(answers: Answers) {
    const cache = new Cache({
      clock: handClock(),
      policies: DEFAULT_POLICIES,
      maxBytes: 100_000,
      refreshMs: 1_000,
      log: pino({ level: 'silent' }),
    });
    return async (
      read: (reader: ReturnType<typeof reading>['reader']) => Promise<unknown>,
    ): Promise<SourceLog['diagnostics']> => {
      const { reader, sources } = reading(answers, undefined, cache);
      await read(reader);
      return sources.diagnostics;
    };
  }

  it('is reported to every request that is given the others of its event, and of no other event', async () => {
    const reported = requests({
      byReferences: async () => [
        { of: 'grassroots:SJ01', rows: [{}, { no: 'XS01' }] },
        { of: 'grassroots:SJ02', rows: [{ no: 'XS02' }] },
      ],
    });
    const both = ['SJ01', 'SJ02'];
    expect(await reported(reader => Promise.all(both.map(no => reader.section(event(no)))))).toMatchObject(
      unplaced,
    );
    expect(await reported(reader => reader.section(event('SJ01')))).toMatchObject(unplaced);
    expect(await reported(reader => reader.section(event('SJ02')))).toEqual([]);
  });

  it('is reported with any of its batch that it may have been', async () => {
    const reported = requests({ byNumbers: async () => [{ no: 'XS01' }, { no: 'XS02' }, {}] });
    await reported(reader => Promise.all([reader.spine('XS01'), reader.spine('XS02')]));
    for (const number of ['XS01', 'XS02'])
      expect(await reported(reader => reader.spine(number))).toMatchObject(unplaced);
  });
});

describe('an answer to a reference', () => {
  it('goes with the other answers to the same reference', async () => {
    const { reader } = reading({
      byReferences: async () => [
        { of: 'grassroots:SJ01', rows: [{ no: 'XS02', updated: 2 }] },
        { of: 'grassroots:SJ01', rows: [{ no: 'XS01', updated: 1 }] },
      ],
    });
    expect(await reader.section(event('SJ01'))).toMatchObject({ number: 'XS02', numbers: ['XS01', 'XS02'] });
  });

  it('that names none may have been to any that has no other: those fail, the others do not', async () => {
    const { reader, sources } = reading({
      byReferences: async () => [
        { of: 'grassroots:SJ01', rows: [{ no: 'XS01' }] },
        { rows: [{ no: 'XS02' }] },
      ],
    });
    const [found, lost] = await Promise.allSettled([
      reader.section(event('SJ01')),
      reader.section(event('SJ02')),
    ]);
    expect(found).toMatchObject({ status: 'fulfilled', value: { number: 'XS01' } });
    expect(lost).toMatchObject({
      status: 'rejected',
      reason: unusable('by-reference', 'a reference in each answer'),
    });
    expect(sources.diagnostics).toMatchObject([{ record: null, field: 'of' }]);
  });

  it('whose records are no list fails alone, and the platform did not answer whole', async () => {
    const { reader, sources } = reading({
      byReferences: async () => [
        { of: 'grassroots:SJ01', rows: 'rubbish' },
        { of: 'grassroots:SJ02', rows: [{ no: 'XS02' }] },
      ],
    });
    const [lost, found] = await Promise.allSettled([
      reader.section(event('SJ01')),
      reader.section(event('SJ02')),
    ]);
    expect(found).toMatchObject({ status: 'fulfilled', value: { number: 'XS02' } });
    const reason = unusable('by-reference', 'a list at rows');
    expect(lost).toMatchObject({ status: 'rejected', reason });
    expect(sources.sources().CITY).toMatchObject({ status: 'UNAVAILABLE', ...reason });
  });

  it('is none where the platform says so', async () => {
    const { reader, sources } = reading({ byReferences: async () => [{ of: 'grassroots:SJ01', rows: [] }] });
    expect(await Promise.all(['SJ01', 'SJ02'].map(number => reader.section(event(number))))).toEqual([
      null,
      null,
    ]);
    expect(sources.sources()).toEqual({});
  });
});

describe('an event that began here', () => {
  it('is the later updated of two records of its number', async () => {
    const records = [
      { no: 'XS01', updated: 2, status: 'later' },
      { no: 'XS01', updated: 1, status: 'earlier' },
    ];
    for (const answer of [records, records.toReversed()]) {
      const { reader } = reading({ byNumbers: async () => answer });
      expect((await reader.spine('XS01'))?.statusRaw.code).toBe('later');
    }
  });

  it('is one whose origin cannot be read, since its number says so; and that is reported', async () => {
    const { reader, sources } = reading({ byNumbers: async () => [{ no: 'XS01', own: ['WG'] }] });
    expect(await reader.spine('XS01')).toMatchObject({ number: 'XS01' });
    expect(sources.diagnostics).toMatchObject([{ record: 'XS01', field: 'own' }]);
  });

  it('is none where the record says that it began elsewhere', async () => {
    const { reader } = reading({ byNumbers: async () => [{ no: 'XS01', own: false }] });
    expect(await reader.spine('XS01')).toBeNull();
    expect(await reader.section(here('XS01'))).toMatchObject({ number: 'XS01' });
  });
});

describe('a code that a section shows as it was sent', () => {
  it('is counted, for an event of any origin, and once where the spine shows it too', async () => {
    const odd = { no: 'XS01', status: 'odd', item: 'CF-1' };
    const counts = [
      { platform: 'CITY', what: 'UNKNOWN_STATUS', name: 'odd', count: 1 },
      { platform: 'CITY', what: 'UNMAPPED_CODE', name: 'CF-1', count: 1 },
    ];
    const elsewhere = reading({ byReferences: async () => [{ of: 'grassroots:SJ01', rows: [odd] }] });
    await elsewhere.reader.section(event('SJ01'));
    expect(elsewhere.tally.list()).toEqual(counts);

    const ours = reading({ byNumbers: async () => [odd] });
    await Promise.all([ours.reader.spine('XS01'), ours.reader.section(here('XS01'))]);
    expect(ours.tally.list()).toEqual(counts);
  });
});

describe('the bound of a walk', () => {
  it.each([
    [100, null, null],
    [null, 90, 90],
    [100, 90, 90],
    [100, 110, 100],
  ])('narrows the filter’s and never widens it: filter %s, walk %s, asked %s', async (to, until, asked) => {
    const bounds: (number | null)[] = [];
    const { reader } = reading({
      async list(_, window) {
        bounds.push(window.until);
        return { records: [], total: null, continuation: null };
      },
    });
    await reader.branches({ ...UNFILTERED, to })[0]!({ ...FIRST, until });
    expect(bounds).toEqual([asked]);
  });
});

describe('the log of an event', () => {
  const answers = {
    byNumbers: async () => [{ no: 'XS01' }],
    byReferences: async () => [
      {
        of: event('SJ1').id,
        rows: [
          { no: 'XS02', updated: 1 },
          { no: 'XS03', updated: 2 },
        ],
      },
      { of: event('SJ2').id, rows: [] },
      { of: event('SJ3').id, rows: [{ no: 'XS04', status: 'odd' }] },
    ],
  };

  it('is that of the record that speaks for it, whatever its origin', async () => {
    const { reader } = reading(answers);
    expect(await reader.log(here('XS01'))).toMatchObject([{ nativeId: 'XS01' }]);
    expect(await reader.log(event('SJ1'))).toMatchObject([{ nativeId: 'XS03' }]);
  });

  it('is empty where the platform knows nothing of the event', async () => {
    const { reader } = reading(answers);
    expect(await reader.log(event('SJ2'))).toEqual([]);
  });

  it('is null where it could not be read, and reported', async () => {
    const { reader, sources } = reading(answers);
    expect(await reader.log(event('SJ3'))).toBeNull();
    expect(sources.diagnostics).toMatchObject([{ record: 'XS04', field: 'log' }]);
  });

  it('costs no call more than the section', async () => {
    let calls = 0;
    const { reader } = reading({
      byReferences: async () => {
        calls++;
        return await answers.byReferences();
      },
    });
    await Promise.all([reader.log(event('SJ1')), reader.section(event('SJ1')), reader.log(event('SJ2'))]);
    expect(calls).toBe(1);
  });
});

describe('what a platform states of an event', () => {
  it('is read from the record that speaks for it, in the batch that its section is read from', async () => {
    let asked = 0;
    const { reader } = reading({
      byReferences: async () => {
        asked++;
        return [
          {
            of: 'grassroots:SJ1',
            rows: [
              { no: 'XS01', updated: 1 },
              { no: 'XS02', updated: 2 },
            ],
          },
        ];
      },
    });
    const [stated, section, none] = await Promise.all([
      reader.testimony(event('SJ1')),
      reader.section(event('SJ1')),
      reader.testimony(event('SJ2')),
    ]);
    expect(stated).toEqual({ number: 'XS02' });
    expect(section?.number).toBe('XS02');
    expect(none).toBeNull();
    expect(asked).toBe(1);
  });
});

describe('a platform without records of what began elsewhere', () => {
  const alone = (answers: Answers = {}) => reading({ ...answers, elsewhere: null }).reader;

  it('knows nothing of an event of another origin, and is not asked for it', async () => {
    expect(await alone().section(event('SJ01'))).toBeNull();
    expect(await alone().references(null)).toEqual({ items: [], next: null });
    expect(alone().refersTo).toEqual([]);
  });

  it('has begun whatever it knows', async () => {
    const reader = alone({ byNumbers: async () => [{ no: 'XS01', own: false }] });
    expect(await reader.spine('XS01')).toMatchObject({ number: 'XS01' });
  });
});

it('is not asked for an event of an origin that its records cannot name', async () => {
  const asked: string[] = [];
  const byReferences = async (events: readonly EventKey[]) => {
    asked.push(...events.map(({ id }) => id));
    return [];
  };
  const { reader } = reading({ byReferences, origins: ['PROVINCE'] });
  expect(await reader.section(event('SJ01'))).toBeNull();
  expect(asked).toEqual([]);
});

describe('a page of references', () => {
  it('leaves out what began here and, reporting it, what has no number', async () => {
    const items = [{ no: 'XS01' }, { no: 'XS02', own: false }, { own: false }];
    const source = { event: event('SJ1'), updatedAt: null };
    const { reader, sources } = reading({ listReferring: async () => ({ items, next: '2' }) }, record => ({
      value: row(record).own === false ? source : null,
      gaps: [],
    }));
    expect(await reader.references(null)).toEqual({ items: [{ ...source, number: 'XS02' }], next: '2' });
    expect(sources.diagnostics.map(({ field }) => field)).toEqual(['no']);
  });
});
