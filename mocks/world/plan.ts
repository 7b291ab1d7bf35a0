/**
 * The plan of an event: the few facts from which its course and its records on three platforms follow. A plan is a
 * function of the world's options and the event's number, so that any event can be derived alone.
 */
import {
  type Department,
  departmentFor,
  gridClasses,
  type Item,
  items,
  type Place,
  placeOf,
  teamOf,
  townshipsByCounty,
} from './catalogue.ts';
import {
  CASE_STORIES,
  CONTESTING_COUNTIES,
  drawChannel,
  drawClass,
  drawCounty,
  drawStory,
  HALTS,
  type STORIES,
  STORY_TO,
  UNCONTESTED,
} from './mix.ts';
import { between, chance, drawnFor, hashOf, pick, type Random } from './random.ts';
import { type Counts, countsFor, reportedAt, type Span, spanUntil } from './report-time.ts';
import { digitsOf, FIRST_SERIAL, insertedDigits, placeAmongAll, sentDownDigits } from './serials.ts';
import { packedDate } from './times.ts';
import type { WorldOptions } from './world.ts';

export type Origin = 'grassroots' | 'city' | 'province';

/** The mocks' own names of the contract's statuses (section 1). */
export type Status =
  | 'PENDING_ACCEPTANCE'
  | 'PENDING_DISPATCH'
  | 'PENDING_RECEIPT'
  | 'RETURNED'
  | 'IN_DISPUTE'
  | 'IN_PROGRESS'
  | 'CASE_OPEN'
  | 'SUSPENDED'
  | 'PENDING_VERIFICATION'
  | 'PENDING_CLOSURE'
  | 'CLOSED'
  | 'TRANSFERRED'
  | 'VOIDED';

/** Which way through the state machine the event takes, if it has the time. */
export type Story = keyof typeof STORIES | 'case' | (typeof CASE_STORIES)[number];

export interface Plan {
  origin: Origin;
  index: number;
  /** Number of the event among all of the world, from 1001. */
  serial: number;
  /** Six digits, which stand after a date in the numbers on the platforms. */
  digits: string;
  /** Number on the platform where it began. */
  no: string;
  /** Of the event's own random streams. */
  seed: number;
  reportedAt: number;
  /** How the city says it came in. */
  channel: string;
  place: Place;
  item: Item;
  /** The class under which the grid reported it, or under which it is sent down; null if there is none. */
  gridClass: { code: string; name: string } | null;
  urgency: 1 | 2 | 3;
  story: Story;
  /** The status in which it stays, where the story alone would have led it on. */
  halt: Status | null;
  /** Handled later than the limit allows. */
  slow: boolean;
  /** Whom the last assignment names. */
  department: Department;
  /** City and province events only, where the township has a record of it: the six digits there. */
  sentDownDigits: string | null;
}

export interface Ground {
  options: WorldOptions;
  now: number;
  span: Span;
  counts: Counts;
}

/** What all plans of a world share. */
export function groundOf(options: WorldOptions): Ground {
  const now = Math.floor(options.now.getTime() / 1000);
  return { options, now, span: spanUntil(now), counts: countsFor(options.events) };
}

/** The class that no matter maps to; its events never leave the township. */
export const UNMAPPED_CLASS = { code: 'G10901', name: '共享单车乱停放' };

/** City and province events only: the zone has no townships, and the grid reports in townships. */
const ZONE = '331171';
const classByCode = new Map(gridClasses.map(row => [row.code, row]));

/** A world smaller than this has no room for the statuses set by hand, and takes what comes. */
const SMALLEST_WITH_HALTS = 200;

const CHANNEL = { grassroots: 'grid_report', province: 'joint_inspection' } as const;

const PREFIX = { grassroots: 'SJ', city: 'XS', province: 'RW' } as const;

/**
 * The plan of the event with this number, counted from 0 in the order of report, among those of its origin. An event
 * beyond the world's own needs a report time.
 */
export function planEvent(ground: Ground, origin: Origin, index: number, reported?: number): Plan {
  const { options, counts } = ground;
  const seed = hashOf(`${options.seed}|${origin}|${index}`);
  const random = drawnFor(seed, 'plan');
  const at = reported ?? reportedAt(options, ground.span, counts, origin, index);
  const serial = FIRST_SERIAL + placeAmongAll(counts, { origin, index });
  const digits =
    reported === undefined ? digitsOf(counts, { origin, index }) : insertedDigits(counts, serial);
  const offset = counts[origin] - 1 - index;
  const halt = options.events < SMALLEST_WITH_HALTS ? null : haltAt(origin, offset);
  const place = placeFor(random, origin);
  const unmapped = origin === 'grassroots' && halt === null && index % 409 === 204;
  const { item, gridClass } = matterFor(random, origin, at);
  const drawn: Story = unmapped
    ? 'voidedAtIntake'
    : halt
      ? (STORY_TO[halt] ?? 'plain')
      : storyFor(random, origin, item);
  const sentDown =
    origin !== 'grassroots' && place.code.length === 9 && gridClass !== null && chance(random, 0.4);
  const own = item.delegable && place.code.length === 9 && !drawn.startsWith('case') && chance(random, 0.2);
  // Only a department contests, never a township's team (T09).
  const contests = CONTESTING_COUNTIES.has(place.county) && !own;
  const story = halt || contests ? drawn : (UNCONTESTED[drawn] ?? drawn);
  return {
    origin,
    index,
    serial,
    digits,
    no: `${PREFIX[origin]}${packedDate(at)}${digits}`,
    seed,
    reportedAt: at,
    channel: origin === 'city' ? drawChannel(random) : CHANNEL[origin],
    place,
    item,
    gridClass: unmapped ? UNMAPPED_CLASS : gridClass,
    urgency: chance(random, 0.06) ? (chance(random, 0.2) ? 3 : 2) : 1,
    story,
    halt,
    slow: halt === null && chance(random, 0.07),
    department: own ? teamOf(place) : departmentFor(place.county, item.departmentKind),
    sentDownDigits: sentDown ? sentDownDigits(counts, digits) : null,
  };
}

/** The longest way back from the latest at which an event is held. */
const LAST_HALT = Math.max(...Object.values(HALTS).flatMap(halts => halts.map(([, to]) => to)));

function haltAt(origin: Origin, offset: number): Status | null {
  if (offset > LAST_HALT) return null;
  return HALTS[origin].find(([from, to]) => offset >= from && offset <= to)?.[2] ?? null;
}

const streetsByCounty = new Map(
  [...townshipsByCounty].map(([county, towns]) => [
    county,
    towns.filter(town => town.level === 'SUBDISTRICT'),
  ]),
);

function placeFor(random: Random, origin: Origin): Place {
  if (origin !== 'grassroots' && chance(random, 0.08)) return placeOf(ZONE);
  const county = drawCounty(random);
  if (origin !== 'grassroots' && chance(random, 0.04)) return placeOf(county);
  const towns = townshipsByCounty.get(county) ?? [];
  const streets = streetsByCounty.get(county) ?? [];
  return chance(random, 0.4) && streets.length > 0 ? pick(random, streets) : pick(random, towns);
}

/** The city retired its item for unlicensed fireworks on 2024-06-30: later events do not carry it (oddities.tsv). */
const RETIRED_ITEM = { code: 'E-28-001', at: Date.parse('2024-06-30T00:00:00+08:00') / 1000 };
/** Announced, but not in the provincial directory yet (oddities.tsv). */
const NOT_AT_PROVINCE = 'S-25-002';

function matterFor(random: Random, origin: Origin, at: number): Pick<Plan, 'item' | 'gridClass'> {
  const choice = choiceFor(origin === 'province', at >= RETIRED_ITEM.at);
  if (origin === 'grassroots') {
    const gridClass = classByCode.get(drawClass(random))!;
    const { enforcement, all } = choice.byClass.get(gridClass.code)!;
    const item = pick(random, enforcement.length > 0 && chance(random, 0.55) ? enforcement : all);
    return { item, gridClass };
  }
  const kind = chance(random, origin === 'province' ? 0.75 : 0.35) ? 'supervision' : 'enforcement';
  const item = pick(random, choice[kind]);
  return { item, gridClass: classByCode.get(item.gridClass ?? '') ?? null };
}

/** The items that can be drawn, by kind and by class, on the province or elsewhere, and before or after the retirement. */
const choiceFor = memoised((atProvince: boolean, retired: boolean) => {
  const usable = items.filter(
    ({ code }) => !(retired && code === RETIRED_ITEM.code) && !(atProvince && code === NOT_AT_PROVINCE),
  );
  const enforcement = usable.filter(({ kind }) => kind === 'enforcement');
  const ofClass = (list: Item[], gridClass: string) => list.filter(item => item.gridClass === gridClass);
  return {
    supervision: usable.filter(({ kind }) => kind === 'supervision'),
    enforcement,
    byClass: new Map(
      gridClasses.map(({ code }) => [
        code,
        { all: ofClass(usable, code), enforcement: ofClass(enforcement, code) },
      ]),
    ),
  };
});

function memoised<Made>(make: (a: boolean, b: boolean) => Made): (a: boolean, b: boolean) => Made {
  const made: (Made | undefined)[] = [];
  return (a, b) => (made[(a ? 2 : 0) + (b ? 1 : 0)] ??= make(a, b));
}

function storyFor(random: Random, origin: Origin, item: Item): Story {
  if (item.kind === 'enforcement' && chance(random, 0.34)) {
    if (item.procedure === 'simple' || !chance(random, 0.16)) return 'case';
    return pick(random, CASE_STORIES);
  }
  const story = drawStory(random);
  return story === 'voidedAtIntake' && origin !== 'grassroots' ? 'voidedAtDispatch' : story;
}

/** The department that a dispute is with, or that a case is handed to: never the one that has the event. */
export function otherDepartment(plan: Plan): Department {
  const random = drawnFor(plan.seed, 'other');
  const kinds = ['ZFJ', 'JSJ', 'ZRJ', 'SJJ', 'YJJ', 'HBJ'].filter(kind => kind !== plan.item.departmentKind);
  return departmentFor(plan.place.county, kinds[between(random, 0, kinds.length - 1)] ?? 'ZFJ');
}
