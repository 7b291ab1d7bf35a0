/** The grassroots system's record of an event: its own, or the one of an event sent down to a township. */
import type { GrassrootsEvent, GrassrootsFeedback, GrassrootsLog } from '../grassroots/record.ts';
import type { Outcome, Step } from './course.ts';
import type { Draft } from './draft.ts';
import { grassrootsOutline, LOGGED, STATUS, writtenAt } from './grassroots-outline.ts';
import { gridOf } from './grids.ts';
import { caseNo, clueNo, commandNo } from './numbers.ts';
import type { Plan } from './plan.ts';
import { between, chance, drawnFor, pick, type Random } from './random.ts';
import { packedTime, plainTime } from './times.ts';

const RESULT: Record<Outcome, string> = {
  rectified: '1',
  persuaded: '2',
  penalised: '3',
  no_violation: '4',
  other: '9',
};

/** Null if the system knows nothing of the event: not sent down, or not dispatched yet. */
export function grassrootsRecord(draft: Draft): GrassrootsEvent | null {
  const outline = grassrootsOutline(draft);
  if (!outline) return null;
  const { plan, course, actors, words } = draft;
  const { no, steps, changed, last } = outline;
  const { lng, lat } = draft.location;
  const own = plan.origin === 'grassroots';
  const habit = habitsOf(drawnFor(plan.seed, 'habits'));
  const random = drawnFor(plan.seed, 'grassroots');
  const grid = gridOf(plan.place, random);
  const gridClass = plan.gridClass;
  if (!gridClass) throw new Error(`grassrootsRecord: expected a grid class for ${plan.no}, got none`);
  const dispatched = course.assignee !== null;
  const urgency = String(plan.urgency);
  const voided = course.steps.find(step => step.to === 'VOIDED');
  const record: GrassrootsEvent = {
    sjbh: no,
    sjly: own ? 'WG' : 'XF',
    sjbt: own ? words.title : words.clueTitle,
    sjlb: gridClass.code,
    sjlbmc: gridClass.name,
    xzqh: plan.place.code + (chance(random, 0.5) ? '000' : ''),
    sbsj: plainTime(plan.reportedAt),
    blsx: plainTime(last.due),
    jjcd: urgency,
    sjzt: outline.status,
    fsdz: habit.blanks(words.address),
    jd: habit.blanks(lng.toFixed(4)),
    wd: habit.blanks(lat.toFixed(4)),
    zp: photos(random, 'p', 3),
    czjl: steps.map((step, at) => logOf(plan, step, at)),
    ztsj: plainTime(writtenAt(changed)),
    bbh: String(steps.length),
    gxsj: packedTime(writtenAt(last)),
  };
  habit.empty(record, 'yylx', own ? null : plan.origin === 'city' ? 'XS' : 'RW');
  habit.empty(record, 'yybh', own ? null : plan.no);
  habit.empty(record, 'sjms', words.description);
  habit.empty(record, 'zfsxdm', dispatched ? plan.item.cityCode : null);
  if (own) {
    Object.assign(record, {
      wgbm: grid.code,
      wgmc: grid.name,
      wgy: actors.reporter.name,
      wgydh: actors.phone,
    });
  }
  habit.empty(record, 'zflx', voided?.voidReason ?? null);
  habit.empty(record, 'cbdw', course.assignee?.code ?? null);
  habit.empty(record, 'cbdwmc', course.assignee?.name ?? null);
  const clue = clueNo(plan, course);
  habit.empty(record, 'xsbh', dispatched && clue ? habit.blanks(clue) : null);
  habit.empty(record, 'ajbh', caseNo(plan, course));
  const feedbacks = steps.filter(step => step.action === 'feedback');
  if (feedbacks.length > 0 || dispatched)
    record.fklb = feedbacks.map((step, at) => feedbackOf(step, at, random));
  verification(record, outline.verified, random);
  const { closed } = outline;
  habit.empty(record, 'bjsj', closed ? plainTime(writtenAt(closed)) : null);
  habit.empty(record, 'bjyj', closed?.text ?? null);
  record.lc = String(course.round);
  habit.empty(record, 'sfyq', course.extended ? '1' : chance(random, 0.5) ? '0' : null);
  return record;
}

function logOf(plan: Plan, step: Step, at: number): GrassrootsLog {
  // The first entry of a record sent down has nothing before it.
  const from = step.from && (plan.origin === 'grassroots' || at > 0) ? STATUS[step.from] : '';
  const refused = step.to === 'VOIDED' && step.voidReason === '1';
  const log: GrassrootsLog = {
    jlid: String(at + 1),
    cz: LOGGED[step.action]?.[0] ?? '',
    czr: step.action === 'fileCase' ? '' : step.actor.name,
    czdw: step.actor.code,
    czsj: packedTime(writtenAt(step)),
    qzt: from,
    hzt: refused ? 'BYSL' : STATUS[step.to],
  };
  if (step.text && step.action !== 'feedback') log.bz = step.text;
  const command = commandNo(plan, step);
  if (command) log.zlid = command;
  return log;
}

function feedbackOf(step: Step, at: number, random: Random): GrassrootsFeedback {
  return {
    fkid: `FK${String(at + 1).padStart(2, '0')}`,
    fksj: plainTime(writtenAt(step)),
    fkr: step.actor.name,
    fkdw: step.actor.code,
    cljg: step.outcome ? RESULT[step.outcome] : '9',
    clqk: step.text ?? '',
    fj: step.final || chance(random, 0.6) ? photos(random, 'f', 3) : null,
    sfzj: step.final ? '1' : '0',
  };
}

/** The last verification; entering `DHC` clears it, so that a second round begins empty (section 6.1). */
function verification(record: GrassrootsEvent, verified: Step | undefined, random: Random): void {
  if (!verified) {
    record.hcjg = pick(random, ['', null]);
    return;
  }
  record.hcjg = verified.passed ? '1' : '2';
  record.hcsj = plainTime(verified.at);
  record.hcr = verified.actor.name;
  record.hcyj = verified.text ?? '';
  record.hczp = photos(random, 'h', 2);
}

function photos(random: Random, prefix: string, most: number): string {
  const count = between(random, 1, most);
  let names = `${prefix}1.jpg`;
  for (let at = 2; at <= count; at++) names += `,${prefix}${at}.jpg`;
  return names;
}

/** The system's loose ways: blanks around a value, and null, an empty string or no field at all for none. */
function habitsOf(random: Random) {
  return {
    blanks: (value: string): string =>
      chance(random, 0.02) ? pick(random, [` ${value}`, `${value} `, ` ${value} `]) : value,
    empty<Key extends keyof GrassrootsEvent>(record: GrassrootsEvent, key: Key, value: string | null): void {
      const none = random();
      const fields = record as unknown as Record<string, unknown>;
      if (value !== null) fields[key] = value;
      else if (none < 0.55) fields[key] = '';
      else if (none < 0.8) fields[key] = null;
    },
  };
}
