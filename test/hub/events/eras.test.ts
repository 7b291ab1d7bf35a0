import { describe, expect, it } from '@jest/globals';
import { compiledInEras, eras } from '../../../src/hub/events/eras.ts';
import { UNFILTERED } from '../../../src/hub/events/event-filter.ts';

const second = (time: string) => Date.parse(`${time}+08:00`) / 1000;
const JUNE = second('2024-06-30T00:00:00');
const JULY = second('2024-07-01T00:00:00');
const CHANGES = ['2024-06-30', '2024-07-01'];

const cut = (from: number | null, to: number | null, changes = CHANGES) =>
  eras({ ...UNFILTERED, from, to }, changes).map(({ filter, day }) => [filter.from, filter.to, day]);

describe('eras', () => {
  it('are one, of no day, where no code ever changes', () => {
    expect(cut(1, 2, [])).toEqual([[1, 2, null]]);
  });

  it('meet at midnight in the platforms’ time, and lack no second', () => {
    expect(cut(null, null)).toEqual([
      [null, JUNE - 1, '2024-06-29'],
      [JUNE, JULY - 1, '2024-06-30'],
      [JULY, null, '2024-07-01'],
    ]);
  });

  it('are only those in which the filter asks for something', () => {
    expect(cut(JUNE, JULY - 1)).toEqual([[JUNE, JULY - 1, '2024-06-30']]);
    expect(cut(JULY, null)).toEqual([[JULY, null, '2024-07-01']]);
    expect(cut(null, JUNE - 1)).toEqual([[null, JUNE - 1, '2024-06-29']]);
    expect(cut(JUNE - 1, JUNE)).toEqual([
      [JUNE - 1, JUNE - 1, '2024-06-29'],
      [JUNE, JUNE, '2024-06-30'],
    ]);
  });
});

describe('a filter in eras', () => {
  const ask = (codeOn: (day: string | null) => string) =>
    compiledInEras(UNFILTERED, CHANGES, ({ from, to }, day) => [`${codeOn(day)} ${from} ${to}`]);

  it('is one query where a platform is asked the same in all', () => {
    expect(ask(() => 'A')).toEqual([{ query: 'A null null', from: null, to: null }]);
  });

  it('is cut only on the day on which it is asked otherwise', () => {
    expect(ask(day => (day! < '2024-07-01' ? 'A' : 'B'))).toEqual([
      { query: `A null ${JULY - 1}`, from: null, to: JULY - 1 },
      { query: `B ${JULY} null`, from: JULY, to: null },
    ]);
  });
});
