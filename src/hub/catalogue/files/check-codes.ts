import { CORRECT_IT, type Words } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import { parseDay } from '../../records/time.ts';
import type { WrittenCodes } from './matter-file.ts';

/** A code where it is written, with the days of the events that it counts for. */
export interface PlacedCode {
  readonly file: string;
  /** Of the code itself. */
  readonly path: Path;
  readonly code: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The matter whose code it is. */
  readonly of: string | undefined;
}

/** The codes of one platform as an item has them, without those that could not be read. */
export function placedCodes(
  written: Holed<WrittenCodes> | undefined,
  { file, path, of }: Pick<PlacedCode, 'file' | 'path' | 'of'>,
): PlacedCode[] {
  if (written === undefined) return [];
  if (typeof written === 'string') return [{ file, path, code: written, from: undefined, to: undefined, of }];
  return written.flatMap((one, index) => {
    if (typeof one === 'string')
      return [{ file, path: [...path, index], code: one, from: undefined, to: undefined, of }];
    if (one?.code === undefined) return [];
    return [{ file, path: [...path, index, 'code'], code: one.code, from: one.from, to: one.to, of }];
  });
}

/** That the days of codes are days, that each begins before it ends, and that none is written twice for one day. */
export function* checkDays(codes: readonly PlacedCode[]): Generator<Problem> {
  for (const [index, code] of codes.entries()) {
    const { from, to } = code;
    const days = { from, to };
    for (const bound of ['from', 'to'] as const) {
      const day = days[bound];
      if (day !== undefined && parseDay(day) === null)
        yield wrong(code, bound, day, {
          problem: { en: 'there is no such day', zh: '没有这一天' },
          remedy: CORRECT_IT,
        });
    }
    if (from !== undefined && to !== undefined && from >= to) {
      yield wrong(code, 'to', to, {
        problem: { en: `expected a day after its from, ${from}`, zh: `应晚于起始日期 ${from}` },
        remedy: {
          en: 'write the first day on which it is so no more, or correct one of the two',
          zh: '请写不再对应的第一天，或更正其中之一',
        },
      });
    }
    if (codes.slice(0, index).some(before => before.code === code.code && overlap(before, code))) {
      yield wrong(code, 'code', code.code, {
        problem: { en: 'stands in this list already, for the same days', zh: '在该列表中已有，且日期重叠' },
        remedy: { en: 'take one of the two out, or correct its days', zh: '请删去其中之一，或更正日期' },
      });
    }
  }
}

/** Whether there is a day for which both count; gaps between two are legal. */
export function overlap(one: PlacedCode, other: PlacedCode): boolean {
  const begins = (later: PlacedCode, earlier: PlacedCode) =>
    later.from === undefined || earlier.to === undefined || later.from < earlier.to;
  return begins(one, other) && begins(other, one);
}

function wrong(
  { file, path }: PlacedCode,
  key: 'code' | 'from' | 'to',
  value: string,
  { problem, remedy }: Words,
): Problem {
  // Only a code that is written with its key has days beside it.
  const at = key === 'code' ? path : [...path.slice(0, -1), key];
  return { severity: 'ERROR', file, path: at, at: 'VALUE', value, problem, remedy };
}
