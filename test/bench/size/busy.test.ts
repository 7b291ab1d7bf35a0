import { describe, expect, it } from '@jest/globals';
import { busyMs } from '../../../bench/size/busy.ts';

describe('the time in which platforms worked on a request', () => {
  it.each([
    ['nobody worked', [], 0],
    ['one call', [[5, 8]], 3],
    [
      'one after another',
      [
        [5, 8],
        [10, 11],
      ],
      4,
    ],
    [
      'side by side counts once',
      [
        [5, 8],
        [6, 10],
      ],
      5,
    ],
    [
      'one within another counts once',
      [
        [5, 10],
        [6, 7],
        [9, 12],
      ],
      7,
    ],
    [
      'in the order in which they ended',
      [
        [6, 7],
        [5, 10],
      ],
      5,
    ],
    [
      'one at the end of another',
      [
        [5, 8],
        [8, 9],
      ],
      4,
    ],
  ] as [string, [number, number][], number][])('%s', (_, intervals, ms) => {
    expect(busyMs(intervals)).toBe(ms);
  });
});
