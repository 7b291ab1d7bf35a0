import { describe, expect, it } from '@jest/globals';
import { latestNumber, numberedPage } from '../../../src/hub/changes/numbered-feed.ts';

/** A page behind number 10 of rows with these numbers; where each of them goes on, and the page. */
function page(numbers: (number | null)[], { next = null as number | null, more = true } = {}) {
  const { rows, ...rest } = numberedPage(10, {
    rows: numbers,
    numberOf: row => row as number | null,
    read: () => ({ mapped: { value: null, gaps: [] }, record: null, touched: null }),
    next,
    more,
  });
  return { ...rest, positions: rows.map(({ behind }) => behind) };
}

describe('a page of a feed of growing numbers', () => {
  it('goes on behind each change by its number, and behind all of them where the platform says', () => {
    expect(page([11, 14, 20], { next: 23 })).toEqual({
      from: '10',
      positions: ['11', '14', '20'],
      behind: '23',
      more: true,
      expired: false,
    });
    expect(page([11, 14]).behind).toBe('14');
  });

  it('repeats sooner than it loses where a number cannot be read, or numbers do not grow', () => {
    expect(page([11, null, 14]).positions).toEqual(['11', '11', '14']);
    expect(page([15, 12, 14])).toMatchObject({ positions: ['11', '13', '15'], behind: '15' });
  });

  it('does not go back behind where it began', () => {
    expect(page([3, 9])).toMatchObject({ positions: ['10', '10'], behind: '10' });
    expect(page([], { next: 4 }).behind).toBe('10');
  });

  it('has no more where the feed does not move on, whatever the platform says', () => {
    expect(page([]).more).toBe(false);
    expect(page([null, null]).more).toBe(false);
    expect(page([], { next: 12 }).more).toBe(true);
    expect(page([11], { more: false }).more).toBe(false);
  });
});

describe('the last number of such a feed', () => {
  /** Of a feed with these numbers, and how many times it was asked. */
  async function latest(numbers: number[]) {
    let asked = 0;
    const number = await latestNumber(async since => {
      asked++;
      return numbers.some(one => one > since);
    });
    return { number, asked };
  }

  it.each([0, 1, 2, 3, 1_000, 123_456_789])('is found: %i', async last => {
    expect((await latest(last === 0 ? [] : [last])).number).toBe(last);
  });

  it('is found where others are missing, and by few questions', async () => {
    const { number, asked } = await latest([5, 17, 1_000_003]);
    expect(number).toBe(1_000_003);
    expect(asked).toBeLessThan(45);
  });
});
