import { CORRECT_IT, CORRECT_ONE, NO_SUCH_DAY, type Words } from '../files/common-words.ts';
import type { Path, Problem } from '../files/problem.ts';
import type { Holed } from '../files/shape.ts';
import type { Text } from '../files/text.ts';
import { dayNumber, dayText, isWeekend } from './day.ts';
import type { CalendarFile } from './limit-files.ts';

/** That the days exist and are of their year, that no day is off or worked twice, and that no year is left out. */
export function* checkCalendar(file: string, { years = {} }: Holed<CalendarFile>): Generator<Problem> {
  const listed = Object.keys(years)
    .map(Number)
    .sort((a, b) => a - b);
  for (const year of listed) {
    if (year === listed[0] || listed.includes(year - 1)) continue;
    yield wrongYear(file, `${year}`, {
      problem: { en: `${year - 1} is missing before it`, zh: `之前缺少 ${year - 1} 年` },
      remedy: { en: `write the holidays of ${year - 1} too`, zh: `请补上 ${year - 1} 年的节假日` },
    });
  }

  const taken: Taken = new Map();
  for (const [year, value] of Object.entries(years)) {
    let allRead = true;
    for (const [index, holiday] of value?.holidays?.entries() ?? []) {
      if (!holiday) {
        allRead = false;
        continue;
      }
      const path = ['years', year, 'holidays', index];
      const { zh = '', from, to, workdays = [] } = holiday;
      const first = yield* dayAt(file, [...path, 'from'], from, year);
      const last = yield* dayAt(file, [...path, 'to'], to, year);
      if (first === null || last === null) allRead = false;
      else yield* daysOff(file, path, zh, first, last, taken);
      for (const [at, text] of workdays.entries()) {
        const day = yield* dayAt(file, [...path, 'workdays', at], text, year);
        if (day !== null) yield* workday(file, [...path, 'workdays', at], day, taken);
      }
    }
    // What could not be read may be the days that seem to lack.
    if (allRead) yield* wholeYear(file, year, taken);
  }
}

/** What each day is already: off for a holiday, or worked. */
type Taken = Map<number, Text>;

/** Days that are off in every year (Regulation on Public Holidays, 全国年节及纪念日放假办法, art. 2). */
const ALWAYS_OFF = { 元旦: '01-01', 劳动节: '05-01', 国庆节: '10-01' };

/** A year whose notice was begun and not written to its end would make working days of holidays. */
function* wholeYear(file: string, year: string, taken: Taken): Generator<Problem> {
  const lacking = Object.entries(ALWAYS_OFF).filter(([, day]) => !taken.has(dayNumber(`${year}-${day}`)!));
  if (lacking.length === 0) return;
  const days = lacking.map(([name, day]) => ({
    en: `${name} (${year}-${day})`,
    zh: `${name}（${year}-${day}）`,
  }));
  yield wrongYear(file, year, {
    problem: {
      en: `expected all holidays of ${year}, got none on ${days.map(({ en }) => en).join(', ')}`,
      zh: `${year} 年的节假日没有写全，缺 ${days.map(({ zh }) => zh).join('、')}`,
    },
    remedy: { en: 'write the whole notice', zh: '请按通知补全' },
  });
}

/** A holiday's days may begin in the December before the year whose notice has them. */
function* dayAt(
  file: string,
  path: Path,
  text: string | undefined,
  year: string,
): Generator<Problem, number | null> {
  if (text === undefined) return null;
  const day = dayNumber(text);
  if (day === null) yield wrong(file, path, text, NO_SUCH_DAY);
  else if (!text.startsWith(year) && !text.startsWith(`${Number(year) - 1}-12`))
    yield wrong(file, path, text, {
      problem: {
        en: `expected a day of ${year}, or of the December before`,
        zh: `应为 ${year} 年或上年 12 月的日期`,
      },
      remedy: { en: 'move it to its own year', zh: '请移到所属年度' },
    });
  else return day;
  return null;
}

/** The longest holiday is of nine days; a longer one is a slip. */
const MOST_DAYS = 15;

function* daysOff(
  file: string,
  path: Path,
  name: string,
  first: number,
  last: number,
  taken: Taken,
): Generator<Problem> {
  const wrongEnd = (problem: Text) =>
    wrong(file, [...path, 'to'], dayText(last), { problem, remedy: CORRECT_ONE });
  if (last < first) return yield wrongEnd({ en: 'ends before it begins', zh: '放假末日早于首日' });
  if (last - first >= MOST_DAYS)
    return yield wrongEnd({
      en: `expected at most ${MOST_DAYS} days off`,
      zh: `放假应不超过 ${MOST_DAYS} 天`,
    });
  for (let day = first; day <= last; day++) {
    const other = taken.get(day);
    if (other !== undefined) {
      return yield wrong(file, [...path, 'from'], dayText(first), {
        problem: { en: `${dayText(day)} is ${other.en} already`, zh: `${dayText(day)} 已是${other.zh}` },
        remedy: TAKE_FROM_ONE,
      });
    }
    taken.set(day, { en: `a day off of ${name}`, zh: `${name}的放假日` });
  }
}

function* workday(file: string, path: Path, day: number, taken: Taken): Generator<Problem> {
  const text = dayText(day);
  const other = taken.get(day);
  if (other !== undefined)
    yield wrong(file, path, text, {
      problem: { en: `is ${other.en} already`, zh: `已是${other.zh}` },
      remedy: TAKE_FROM_ONE,
    });
  else if (!isWeekend(day))
    yield wrong(file, path, text, {
      problem: {
        en: 'expected a Saturday or Sunday; other days are worked anyway',
        zh: '应为周六或周日，其他日期本来就上班',
      },
      remedy: CORRECT_IT,
    });
  taken.set(day, { en: 'worked', zh: '调休上班日' });
}

const TAKE_FROM_ONE: Text = { en: 'take it out of one of the two', zh: '请从其中一处删去' };

function wrongYear(file: string, year: string, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path: ['years', year], at: 'KEY', value: null, problem, remedy };
}

function wrong(file: string, path: Path, value: string, { problem, remedy }: Words): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
