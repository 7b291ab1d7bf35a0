import { describe, expect, it } from '@jest/globals';
import type { Changes, CursorExpired } from '../../src/city/answer.ts';
import { changeFeed } from '../../src/city/change-feed.ts';
import type { CityClient } from '../../src/city/client.ts';
import { asking } from './asking.ts';

/** A feed whose city answers so, in turn; what it was asked is kept. */
function feed(...answers: (Changes | CursorExpired)[]) {
  const asked: [cursor: string | null, limit: number][] = [];
  const changes: CityClient['changes'] = async (cursor, limit) => {
    asked.push([cursor, limit]);
    return answers.shift()!;
  };
  return { asked, read: changeFeed({ changes } as CityClient, asking()) };
}

const change = (index: number) => ({
  entity: 'clue',
  no: `XS${index}`,
  clue_no: `XS${String(index).padStart(14, '0')}`,
  type: 'updated',
  changed_at: '2024-06-20T10:11:57+08:00',
});
const page = (nextCursor: string, ...indexes: number[]): Changes => ({
  items: indexes.map(change),
  nextCursor,
});
const positions = (rows: { behind: string | null }[]) => rows.map(({ behind }) => behind);

describe('the city’s feed', () => {
  it('without a cursor asks for the first alone, since only a cursor can be counted from', async () => {
    const { read, asked } = feed(page('C1', 1));
    const { from, rows, behind, more } = await read(null, 21);
    expect(asked).toEqual([[null, 1]]);
    expect(from).toMatch(/^first /);
    expect({ positions: positions(rows), behind, more }).toEqual({
      positions: ['0 C1'],
      behind: '0 C1',
      more: true,
    });
  });

  it('asks for what was passed and what is wanted, and counts on from the cursor', async () => {
    const { read, asked } = feed(page('C6', 2, 3, 4, 5, 6));
    const answer = await read('2 C1', 21);
    expect(asked).toEqual([['C1', 23]]);
    expect(answer).toMatchObject({ from: '2 C1', behind: '0 C6', more: false, expired: false });
    expect(positions(answer.rows)).toEqual(['3 C1', '4 C1', '5 C1']);
  });

  it('asks for no more than one call gives', async () => {
    const { read, asked } = feed(page('C9'));
    await read('490 C1', 51);
    expect(asked).toEqual([['C1', 500]]);
  });

  it('takes the new cursor where nothing has changed, so that it does not grow old', async () => {
    const { read } = feed(page('C1-today'));
    expect(await read('0 C1', 21)).toMatchObject({ rows: [], behind: '0 C1-today', more: false });
  });

  it('goes on from the oldest cursor of an expired one', async () => {
    const { read, asked } = feed({ expired: true, oldestCursor: 'C7' }, page('C9', 8, 9));
    const answer = await read('2 C1', 21);
    expect(asked).toEqual([
      ['C1', 23],
      ['C7', 21],
    ]);
    expect(answer).toMatchObject({ from: '0 C7', behind: '0 C9', expired: true });
    expect(positions(answer.rows)).toEqual(['1 C7', '2 C7']);
  });

  it('begins again where the city does not know a cursor, and says so', async () => {
    const { read, asked } = feed({ expired: true, oldestCursor: null }, page('C8', 8));
    const answer = await read('2 C1', 21);
    expect(asked).toEqual([
      ['C1', 23],
      [null, 1],
    ]);
    expect(answer).toMatchObject({ behind: '0 C8', expired: true });
  });

  it('does not ask for ever where the oldest cursor has expired too', async () => {
    const { read } = feed({ expired: true, oldestCursor: 'C7' }, { expired: true, oldestCursor: 'C7' });
    await expect(read('2 C1', 21)).rejects.toMatchObject({
      code: 'UPSTREAM_INVALID_DATA',
      message:
        'changes: expected changes, got a word that its own oldest cursor has expired; ask the city about it',
    });
  });

  it('where it is empty has a cursor all the same', async () => {
    const { read } = feed(page('C0'));
    expect(await read(null, 21)).toEqual({
      from: '0 C0',
      rows: [],
      behind: '0 C0',
      more: false,
      expired: false,
    });
  });
});
