/** Faults in the rows of an answer that is else in order. */
import type { Failing } from '../failing.ts';
import { between, type Random } from '../world/random.ts';
import { fault } from './fault.ts';
import { count } from './parameter.ts';

export const ROWS = {
  'duplicate-rows': fault({
    en: 'Rows of a list or batch come twice.',
    zh: '列表或批量答复中有的行出现两次。',
    parameters: { rows: count('how many', 1, 1, 1000) },
    put: ({ rows }, { failing, random }) => ({
      answer: changed(failing, given => {
        for (const row of drawn(given, rows, random)) given.splice(between(random, 0, given.length), 0, row);
      }),
    }),
  }),
  'missing-rows': fault({
    en: 'Rows of a list or batch are left out, though they are there.',
    zh: '列表或批量答复中缺少本应有的行。',
    parameters: { rows: count('how many', 1, 1, 1000) },
    put: ({ rows }, { failing, random }) => ({
      answer: changed(failing, given => {
        for (const row of drawn(given, rows, random)) given.splice(given.indexOf(row), 1);
      }),
    }),
  }),
  'reordered-rows': fault({
    en: 'The rows of a list or batch come in another order.',
    zh: '列表或批量答复的行顺序打乱。',
    parameters: {},
    put: (_, { failing, random }) => ({
      answer: changed(failing, given => {
        const mixed = drawn(given, given.length, random);
        if (mixed.every((row, place) => row === given[place])) mixed.reverse();
        given.splice(0, given.length, ...mixed);
      }),
    }),
  }),
};

/** An answer with its rows changed; one without rows stays as it is. */
const changed = (failing: Failing, change: (rows: unknown[]) => void) => async (response: Response) => {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return response;
  const body: unknown = await response.json();
  const rows = failing.rowsOf(body);
  if (rows) change(rows);
  return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
};

/** So many different rows, in the order in which they are drawn. */
function drawn(rows: readonly unknown[], count: number, random: Random): unknown[] {
  const left = [...rows];
  const wanted = Math.min(count, left.length);
  return Array.from({ length: wanted }, () => left.splice(between(random, 0, left.length - 1), 1)[0]);
}
