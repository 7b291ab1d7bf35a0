import { describe, expect, it } from '@jest/globals';
import { latestPosition, numberedFeed } from '../../../src/hub/changes/numbered-feed.ts';

/** A change; a number alone is one that looks like its number. */
type Row = number | null | { number: number; looks: string };
const numberOf = (row: unknown) =>
  typeof row === 'object' ? ((row as { number: number } | null)?.number ?? null) : (row as number);
const identityOf = (row: unknown) => row;

/** A reader of a feed that gives whatever `answer` says to a number. */
function reading(
  answer: (since: number, limit: number) => { rows: Row[]; next?: number | null; more?: boolean },
) {
  const asked: number[] = [];
  const feed = {
    limit: 100,
    async ask(since: number, limit: number) {
      asked.push(since);
      return { next: null, more: false, ...answer(since, limit) };
    },
    numberOf,
    identityOf,
    read: (row: unknown) => ({
      mapped: { value: null, gaps: [] },
      record: JSON.stringify(row),
      touched: null,
    }),
  };
  return { changes: numberedFeed(feed), latest: () => latestPosition(feed), asked };
}

/** A reader of a feed of these changes, which a test may replace by others. */
function feedOf(...rows: Row[]) {
  const kept = { rows };
  const following = (since: number, limit: number) => ({
    rows: kept.rows.filter(row => numberOf(row)! > since).slice(0, limit),
  });
  return { ...reading(following), kept };
}

/** A page behind number 10 of rows with these numbers; where each of them goes on, and the page. */
async function page(numbers: Row[], { next = null as number | null, more = true } = {}) {
  const { changes } = reading(() => ({ rows: numbers, next, more }));
  const { rows, behind, ...rest } = await changes('10', 100);
  const number = (position: string | null) => position?.split(' ')[0];
  return { ...rest, behind: number(behind), positions: rows.map(row => number(row.behind)) };
}

describe('a page of a feed of growing numbers', () => {
  it('goes on behind each change by its number, and behind a page of none where the platform says', async () => {
    expect(await page([11, 14, 20], { next: 20 })).toEqual({
      from: '10',
      positions: ['11', '14', '20'],
      behind: '20',
      more: true,
      expired: false,
    });
    expect((await page([11, 14])).behind).toBe('14');
    expect((await page([11, 14], { next: 23 })).behind).toBe('14');
    expect((await page([], { next: 23 })).behind).toBe('23');
  });

  it('repeats sooner than it loses where a number cannot be read, or numbers do not grow', async () => {
    expect((await page([11, null, 14])).positions).toEqual(['11', '11', '14']);
    expect(await page([15, 12, 14])).toMatchObject({ positions: ['11', '13', '15'], behind: '15' });
  });

  it('does not go back behind where it began', async () => {
    expect(await page([3, 9])).toMatchObject({ positions: ['10', '10'], behind: '10' });
    expect((await page([], { next: 4 })).behind).toBe('10');
  });

  it('has no more where the feed does not move on, whatever the platform says', async () => {
    expect((await page([])).more).toBe(false);
    expect((await page([null, null])).more).toBe(false);
    expect((await page([], { next: 12 })).more).toBe(true);
    expect((await page([11], { more: false })).more).toBe(false);
  });
});

describe('a position behind a change', () => {
  it('is gone on from in one call, and that change is not told again', async () => {
    const { changes, asked, kept } = feedOf(3, 7, 9);
    const first = await changes(null, 100);
    asked.length = 0;
    const nothing = await changes(first.behind, 100);
    expect(nothing).toEqual({
      from: first.behind,
      rows: [],
      behind: first.behind,
      more: false,
      expired: false,
    });
    kept.rows.push(12, 13);
    const more = await changes(nothing.behind, 100);
    expect(more.rows.map(({ record }) => record)).toEqual(['12', '13']);
    expect(asked).toEqual([8, 8]);
  });

  it.each<[string, Row[]]>([
    ['ends before it', [3, 7]],
    ['has another change of its number', [3, 7, { number: 9, looks: 'another' }, 10]],
    ['has none of its number any more', [12, 13]],
    ['is empty', []],
  ])('has expired where the feed %s: it is told from the oldest', async (_, restored) => {
    const { changes, asked, kept } = feedOf(3, 7, 9);
    const { behind } = await changes(null, 100);
    asked.length = 0;
    kept.rows = restored;
    const page = await changes(behind, 100);
    expect(page).toMatchObject({ from: '0', expired: true });
    expect(page.rows.map(({ record }) => record)).toEqual(restored.map(row => JSON.stringify(row)));
    expect(asked).toEqual([8, 0]);
    expect(await changes(page.behind, 100)).toMatchObject({ rows: [], expired: false });
  });

  it('within a page holds as the one behind the page does', async () => {
    const { changes, kept } = feedOf(3, 7, 9);
    const [, seventh] = (await changes(null, 100)).rows;
    expect((await changes(seventh!.behind, 100)).rows.map(({ record }) => record)).toEqual(['9']);
    kept.rows = [3, { number: 7, looks: 'another' }, 9];
    expect((await changes(seventh!.behind, 100)).expired).toBe(true);
  });

  it('is not told again by a feed that gives a number twice', async () => {
    const { changes } = feedOf(3, { number: 7, looks: 'one' }, { number: 7, looks: 'other' });
    const { behind } = await changes(null, 100);
    expect(await changes(behind, 100)).toMatchObject({ rows: [], behind, expired: false });
  });

  it('that is a number alone is believed', async () => {
    const { changes, asked } = feedOf(3);
    expect(await changes('9', 100)).toMatchObject({ rows: [], behind: '9', expired: false });
    expect(asked).toEqual([9]);
  });

  it.each(['', 'x', '-1', '1.5', '1 short', '0 abcdefghij', '1234567890123456'])(
    'that it never gave is none: %j',
    async position => {
      await expect(feedOf(3).changes(position, 100)).rejects.toMatchObject({
        extensions: { code: 'INVALID_CURSOR' },
      });
    },
  );
});

describe('the last position of such a feed', () => {
  it.each([0, 1, 2, 3, 1_000, 123_456_789])('is found: %i', async last => {
    const { latest, changes, kept } = feedOf(...(last === 0 ? [] : [last]));
    const position = await latest();
    expect(Number(position.split(' ')[0])).toBe(last);
    kept.rows.push(last + 1);
    expect((await changes(position, 100)).rows).toHaveLength(1);
  });

  it('is found where others are missing, and by few questions', async () => {
    const { latest, asked } = feedOf(5, 17, 1_000_003);
    expect(await latest()).toMatch(/^1000003 /);
    expect(asked.length).toBeLessThan(45);
  });

  it('expires as any other', async () => {
    const { latest, changes, kept } = feedOf(5, 17);
    const position = await latest();
    kept.rows = [5];
    expect((await changes(position, 100)).expired).toBe(true);
  });
});
