import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fields, typeName } from '../../../src/hub/records/fields.ts';
import { parseLocalTime } from '../../../src/hub/records/time.ts';

const CODES = { '1': 'NORMAL', '2': 'URGENT' } as const;
const LOCAL = 'yyyy-MM-dd HH:mm:ss';
const of = (value: unknown) => new Fields({ field: value });

/** Every way to read a field, by its name. */
const READERS = {
  text: read => read.text('field'),
  parsed: read => read.parsed('field', 'degrees', Number),
  time: read => read.time('field', LOCAL, parseLocalTime),
  code: read => read.code('field', CODES),
  known: read => read.known('field', 'a region', () => undefined),
  integer: read => read.integer('field', 0, 99),
  flag: read => read.flag('field'),
  nested: read => read.nested('field'),
} satisfies Record<string, (read: Fields) => unknown>;

describe('a field', () => {
  it.each([
    ['missing', {}],
    ['null', { field: null }],
    ['empty', { field: '' }],
    ['undefined', { field: undefined }],
    ['blank', { field: ' \t' }],
  ])('that is %s is no statement: null, and nothing to report', (_what, record) => {
    for (const [name, read] of Object.entries(READERS)) {
      const fields = new Fields(record);
      expect([name, read(fields), fields.gaps]).toEqual([name, null, []]);
    }
    const fields = new Fields(record);
    expect([fields.records('field'), fields.list('field'), fields.texts('field'), fields.gaps]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('is read without the blanks around it', () => {
    expect(of(' 28.4587 ').text('field')).toBe('28.4587');
    expect(of(' 2024-05-13 09:14:20').time('field', LOCAL, parseLocalTime)).toBe('2024-05-13T09:14:20+08:00');
    expect(of('1 ').code('field', CODES)).toBe('NORMAL');
    expect(of(' 12 ').integer('field', 0, 99)).toBe(12);
    expect(of(' 1').flag('field')).toBe(true);
    expect(of('0 ').flag('field')).toBe(false);
    expect(of([' a ', '', ' ']).texts('field')).toEqual(['a']);
  });

  it('may say a number and a truth value as such or as a text', () => {
    expect([3, '3', 0].map(value => of(value).integer('field', 0, 3))).toEqual([3, 3, 0]);
    expect([true, '1', false, '0'].map(value => of(value).flag('field'))).toEqual([true, true, false, false]);
  });

  it('is the record’s own, never what every object has', () => {
    const fields = new Fields({});
    expect([fields.text('constructor'), fields.nested('__proto__'), fields.gaps]).toEqual([null, null, []]);
  });
});

describe('a default', () => {
  const NONE = { none: 'NORMAL' } as const;

  it.each([undefined, null, '', ' '])('speaks where %j was sent, which is no statement', value => {
    const fields = of(value);
    expect([fields.code('field', CODES, NONE), fields.flag('field', { none: false })]).toEqual([
      'NORMAL',
      false,
    ]);
    expect([fields.says('field'), fields.gaps]).toEqual([false, []]);
  });

  it.each([3, 'Y', {}, []])('never speaks for %j, which cannot be read', value => {
    const fields = of(value);
    expect([fields.code('field', CODES, NONE), fields.flag('field', { none: false })]).toEqual([null, null]);
    expect([fields.says('field'), fields.gaps.length]).toEqual([true, 2]);
  });
});

describe('what is whole or nothing', () => {
  it('is its value where all of it could be read, and null where one part left a gap', () => {
    const fields = new Fields({ good: 'a', bad: 7 });
    expect(fields.whole(() => [fields.text('good'), fields.text('none')])).toEqual(['a', null]);
    expect(fields.whole(() => [fields.text('good'), fields.text('bad')])).toBeNull();
    expect(fields.whole(() => fields.text('good'))).toBe('a');
  });
});

describe('what cannot be read is null and a gap that says what was expected and what came:', () => {
  const gap = (read: (fields: Fields) => unknown, value: unknown) => {
    const fields = of(value);
    expect(read(fields)).toBeNull();
    return fields.gaps;
  };

  it.each([
    ['text', 5, 'expected a text, got a value of type number'],
    ['text', ['a'], 'expected a text, got a list'],
    ['time', '0000-00-00 00:00:00', `expected ${LOCAL}, got another form`],
    ['integer', '1.5', 'expected a whole number from 0 to 99, got a value of type string'],
    ['integer', 1.5, 'expected a whole number from 0 to 99, got a value of type number'],
    ['integer', '9'.repeat(20), 'expected a whole number from 0 to 99, got one beyond'],
    ['integer', 100, 'expected a whole number from 0 to 99, got one beyond'],
    ['integer', -1, 'expected a whole number from 0 to 99, got one beyond'],
    ['flag', 'yes', 'expected a truth value, got a value of type string'],
    ['flag', 2, 'expected a truth value, got a value of type number'],
    ['nested', [], 'expected a record, got a list'],
    ['nested', 'text', 'expected a record, got a value of type string'],
  ] as const)('%s %j', (reader, value, message) => {
    expect(gap(READERS[reader], value)).toEqual([{ field: 'field', message }]);
  });

  it('a code, which it repeats', () => {
    const message = "expected one of the contract's 2 codes";
    for (const raw of ['3', 'constructor', '__proto__', 'toString'])
      expect(gap(READERS.code, raw)).toEqual([{ field: 'field', message, raw }]);
  });

  it('a code that the catalogue does not know, which it repeats', () => {
    const message = 'expected a region of the catalogue';
    expect(gap(READERS.known, ' 33110 ')).toEqual([{ field: 'field', message, raw: '33110' }]);
  });

  it('a list that is none', () => {
    const message = 'expected a list, got a value of type object';
    expect(gap(fields => fields.list('field'), {})).toEqual([{ field: 'field', message }]);
  });

  it('a text of a list that is none: the others would look like all', () => {
    const fields = of(['a', 1, 'b', null]);
    expect(fields.texts('field')).toBeNull();
    expect(fields.gaps).toEqual([{ field: 'field', message: 'expected a list of texts, got 2 others' }]);
  });

  it('a record that is none, whose fields are then all null', () => {
    const fields = new Fields('rubbish');
    expect(fields.text('field')).toBeNull();
    expect(fields.gaps).toEqual([{ field: '', message: 'expected a record, got a value of type string' }]);
  });
});

describe('a record inside a record', () => {
  it('names its fields by their path, in the gaps of the whole', () => {
    const fields = new Fields({ fklb: [{ fksj: 'soon' }, 'rubbish'], party: { kind: 9 } });
    expect(fields.list('fklb')!.map(item => item.time('fksj', LOCAL, parseLocalTime))).toEqual([null, null]);
    fields.nested('party')!.text('kind');
    expect(fields.gaps.map(({ field }) => field)).toEqual(['fklb[1]', 'fklb[0].fksj', 'party.kind']);
  });
});

describe('a record that has to be there', () => {
  it.each([
    [
      'is read as any inside another',
      { kind: 1 },
      ['party.kind: expected a text, got a value of type number'],
    ],
    ['is an empty one where there is none, and reported', undefined, ['party: expected a record, got none']],
    ['is an empty one where it is no record, and reported', [], ['party: expected a record, got a list']],
  ])('%s', (_, party, gaps) => {
    const fields = new Fields({ party });
    expect(fields.part('party').text('kind')).toBeNull();
    expect(fields.gaps.map(({ field, message }) => `${field}: ${message}`)).toEqual(gaps);
  });
});

describe('whatever a platform sends', () => {
  it('is read without throwing, as a value of the type that was asked for', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
    });
    fc.assert(
      fc.property(anything, fc.oneof(anything, fc.record({ field: anything })), (value, record) => {
        for (const fields of [() => of(value), () => new Fields(record)]) {
          for (const read of Object.values(READERS)) read(fields());
          const text = fields().text('field');
          expect(text === null || text.trim() === text).toBe(true);
          expect([null, true, false]).toContain(fields().flag('field'));
          const integer = fields().integer('field', 0, 99);
          expect(integer === null || (Number.isSafeInteger(integer) && integer >= 0 && integer <= 99)).toBe(
            true,
          );
          expect((fields().texts('field') ?? []).every(one => typeof one === 'string')).toBe(true);
          for (const item of fields().list('field') ?? []) item.text('field');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never repeated where its type is named', () => {
    expect([null, undefined, [1], {}, 'secret', 7].map(typeName)).toEqual([
      'null',
      'a value of type undefined',
      'a list',
      'a value of type object',
      'a value of type string',
      'a value of type number',
    ]);
  });
});
