/** The five forums in which departments meet (议事平台), and their meetings (indicators.md, section 1.3). */
import type { CityForum, CityMeeting } from '../city/record.ts';
import { isWorkingDay } from './calendar.ts';
import { departments } from './catalogue.ts';
import { between, pick, type Random, randomOf } from './random.ts';
import { DAY, dateOf, packedDate, yearOf } from './times.ts';
import type { WorldOptions } from './world.ts';

const FORUMS: readonly [name: string, topics: readonly string[]][] = [
  ['业务部门联席会议', ['专业监管与综合执法衔接', '完善水利、林业等领域案件移送机制', '行业监管标准会商']],
  ['争议协调会议', ['协调管辖争议', '明确监管职责边界', '协调案件移送争议']],
  ['执法办主任例会', ['通报闭环处置情况', '部署季节性专项执法', '研究镇街执法难点']],
  ['执法协调小组会', ['审议年度执法计划', '研究执法力量下沉', '部署“一件事”综合监管']],
  ['执法协调小组联络人会议', ['核对执法数据', '对接检查任务整合', '反馈协同执法问题']],
];

/** Held this year up to the clock, as the source says; and towards the end of the year before. */
const THIS_YEAR = 15;
const YEAR_BEFORE = 6;

/** The forums in order of number, each with its meetings, newest first. */
export function forumsOf({ seed, now }: WorldOptions): CityForum[] {
  const random = randomOf(seed, 'forums');
  const clock = Math.floor(now.getTime() / 1000);
  const newYear = Date.parse(`${yearOf(clock)}-01-01T00:00:00+08:00`) / 1000;
  const days = [
    ...daysWithin(newYear - 92 * DAY, newYear - 1, YEAR_BEFORE),
    ...daysWithin(newYear, clock, THIS_YEAR),
  ];
  const meetings = days.map((day, number) => meetingOf(random, day, number));
  return FORUMS.map(([name], place) => ({
    forum_no: `YS${String(place + 1).padStart(2, '0')}`,
    name,
    meetings: meetings.filter((_, number) => number % FORUMS.length === place).toReversed(),
  }));
}

/** So many days from `begin` to `end`, evenly, on working days as far as there are any. */
function daysWithin(begin: number, end: number, count: number): number[] {
  return Array.from({ length: count }, (_, number) => {
    const drawn = Math.floor(begin + ((number + 1) / (count + 1)) * (end - begin));
    let day = drawn;
    while (!isWorkingDay(day) && day - DAY >= begin) day -= DAY;
    return isWorkingDay(day) ? day : drawn;
  });
}

function meetingOf(random: Random, day: number, number: number): CityMeeting {
  const city = departments.filter(({ region }) => region === '331100');
  const [, topics] = FORUMS[number % FORUMS.length]!;
  const from = between(random, 0, city.length - 1);
  const invited = Array.from({ length: between(random, 4, 9) }, (_, n) => city[(from + n) % city.length]!);
  return {
    meeting_no: `HY${packedDate(day)}${String(number + 1).padStart(3, '0')}`,
    held_on: dateOf(day),
    topic: pick(random, topics),
    departments: invited.map(({ code }) => code),
  };
}
