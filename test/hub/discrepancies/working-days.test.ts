import { describe, expect, it } from '@jest/globals';
import { weekdaysAfter } from '../../../src/hub/discrepancies/working-days.ts';

const end = (from: string, days: number) =>
  new Date(weekdaysAfter(Date.parse(from), days) + 8 * 3_600_000).toISOString().replace('.999Z', '');

describe('the end of a working day after', () => {
  it('is that of the next day within a week', () => {
    expect(end('2024-07-22T00:00:00+08:00', 1)).toBe('2024-07-23T23:59:59');
    expect(end('2024-07-22T23:59:59+08:00', 2)).toBe('2024-07-24T23:59:59');
  });

  it('leaves weekends out, from whichever day it is counted', () => {
    for (const day of ['26', '27', '28'])
      expect(end(`2024-07-${day}T12:00:00+08:00`, 1)).toBe('2024-07-29T23:59:59');
    expect(end('2024-07-26T12:00:00+08:00', 6)).toBe('2024-08-05T23:59:59');
  });
});
