import type { Path, Problem } from '../files/problem.ts';
import type { Holed } from '../files/shape.ts';
import { dayNumber, dayText, isWeekend } from './day.ts';
import type { CalendarFile } from './limit-files.ts';

/** That the days exist and are of their year, that no day is off or worked twice, and that no year is left out. */
export function* checkCalendar(file: string, { years = {} }: Holed<CalendarFile>): Generator<Problem> {
  const listed = Object.keys(years)
    .map(Number)
    .sort((a, b) => a - b);
  for (const year of listed) {
    if (year === listed[0] || listed.includes(year - 1)) continue;
    const remedy = `write the holidays of ${year - 1} too`;
    yield {
      ...ERROR,
      file,
      path: ['years', `${year}`],
      at: 'KEY',
      problem: `${year - 1} is missing before it`,
      remedy,
    };
  }

  /** What stands at each day: a holiday's name, or that it is worked. */
  const taken = new Map<number, string>();
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

/** Days that are off in every year (Regulation on Public Holidays, 全国年节及纪念日放假办法, art. 2). */
const ALWAYS_OFF = { 元旦: '01-01', 劳动节: '05-01', 国庆节: '10-01' };

/** A year whose notice was begun and not written to its end would make working days of holidays. */
function* wholeYear(file: string, year: string, taken: ReadonlyMap<number, string>): Generator<Problem> {
  const lacking = Object.entries(ALWAYS_OFF).filter(([, day]) => !taken.has(dayNumber(`${year}-${day}`)!));
  if (lacking.length === 0) return;
  const names = lacking.map(([name, day]) => `${name} (${year}-${day})`).join(', ');
  const problem = `expected all holidays of ${year}, got none on ${names}`;
  yield { ...ERROR, file, path: ['years', year], at: 'KEY', problem, remedy: 'write the whole notice' };
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
  if (day === null) yield wrong(file, path, text, 'there is no such day', 'correct it');
  else if (!text.startsWith(year) && !text.startsWith(`${Number(year) - 1}-12`))
    yield wrong(
      file,
      path,
      text,
      `expected a day of ${year}, or of the December before`,
      'move it to its own year',
    );
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
  taken: Map<number, string>,
): Generator<Problem> {
  const to = dayText(last);
  if (last < first)
    return yield wrong(file, [...path, 'to'], to, 'ends before it begins', 'correct one of the two');
  if (last - first >= MOST_DAYS)
    return yield wrong(
      file,
      [...path, 'to'],
      to,
      `expected at most ${MOST_DAYS} days off`,
      'correct one of the two',
    );
  for (let day = first; day <= last; day++) {
    const other = taken.get(day);
    if (other !== undefined) {
      const problem = `${dayText(day)} is ${other} already`;
      return yield wrong(file, [...path, 'from'], dayText(first), problem, 'take it out of one of the two');
    }
    taken.set(day, `a day off of ${name}`);
  }
}

function* workday(file: string, path: Path, day: number, taken: Map<number, string>): Generator<Problem> {
  const text = dayText(day);
  const other = taken.get(day);
  if (other !== undefined)
    yield wrong(file, path, text, `is ${other} already`, 'take it out of one of the two');
  else if (!isWeekend(day))
    yield wrong(
      file,
      path,
      text,
      'expected a Saturday or Sunday; other days are worked anyway',
      'correct it',
    );
  taken.set(day, 'worked');
}

const ERROR = { severity: 'ERROR', value: null } as const;

function wrong(file: string, path: Path, value: string, problem: string, remedy: string): Problem {
  return { severity: 'ERROR', file, path, at: 'VALUE', value, problem, remedy };
}
