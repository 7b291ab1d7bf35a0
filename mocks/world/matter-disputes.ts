/** Disputes about a matter alone (事项争议): no clue gave rise to them, so they hang on no event. */
import type { CityClues } from '../city/clues.ts';
import type { CityDispute, CityListedDispute } from '../city/record.ts';
import { inOffice, isWorkingDay } from './calendar.ts';
import { type Department, departments, items } from './catalogue.ts';
import { between, pick, type Random, randomOf } from './random.ts';
import { phrases } from './texts.ts';
import { DAY, HOUR, offsetTime, packedDate, yearOf } from './times.ts';
import type { WorldOptions } from './world.ts';

/** 53 disputes of cases and matters settled this year, between 22 departments (indicators.md, section 1.3). */
const SETTLED = 53;
const DEPARTMENTS = 22;
/** In a world whose clues alone have as many, some all the same. */
const FEWEST = 6;
const OPEN = 3;

/**
 * As many as those of the clues lack to the figures of the source, and between departments that keep to them: exact
 * in the default world, and in any whose clues have no more than 53 between no more than 22.
 */
export function matterDisputes({ seed, now }: WorldOptions, clues: CityClues): CityListedDispute[] {
  const random = randomOf(seed, 'matter disputes');
  const clock = Math.floor(now.getTime() / 1000);
  const year = yearOf(clock);
  const begin = Date.parse(`${year}-01-01T00:00:00+08:00`) / 1000;
  const settled = settledIn(year, clues);
  const contest = contestants(random, new Set(settled.flat()));

  const count = Math.max(FEWEST, SETTLED - settled.length);
  const disputes = Array.from({ length: count }, (_, number) => {
    const drawn = Math.floor(begin + ((number + random()) / count) * (clock - begin));
    const office = inOffice(drawn, random);
    const resolvedAt = office > clock ? drawn : office;
    const outcome = pick(random, [
      'assigned',
      'assigned',
      'assigned',
      'withdrawn',
      'not_actionable',
    ] as const);
    const end = { state: 'resolved', resolved_at: offsetTime(resolvedAt), outcome } as const;
    return disputeOf(random, number, contest(), workdayBefore(resolvedAt, between(random, 2, 12)), end);
  });
  for (let number = count; number < count + OPEN; number++) {
    const raisedAt = workdayBefore(clock - 2 * HOUR, between(random, 1, 6));
    disputes.push(disputeOf(random, number, contest(), raisedAt, { state: 'open' }));
  }
  return disputes;
}

/** The parties of each dispute about a clue that was settled in that year. */
function settledIn(year: string, { parts: { disputes } }: CityClues): string[][] {
  const { parties, resolvedAt } = disputes.columns;
  const found: string[][] = [];
  for (let row = 0; row < disputes.length; row++) {
    const at = resolvedAt.data[row]!;
    if (!Number.isNaN(at) && yearOf(at) === year) found.push(parties.text(row).split(' '));
  }
  return found;
}

/** Gives two departments at a time: first those that no dispute names yet, as far as the figure has room for them. */
function contestants(random: Random, named: ReadonlySet<string>): () => [Department, Department] {
  const newcomers = departments
    .filter(({ code }) => !named.has(code))
    .slice(0, Math.max(0, DEPARTMENTS - named.size));
  const all = [...departments.filter(({ code }) => named.has(code)), ...newcomers];
  const neighbours = [...Map.groupBy(all, ({ region }) => region).values()].filter(group => group.length > 1);
  return () => {
    const first = newcomers.shift() ?? pick(random, pick(random, neighbours));
    const group = neighbours.find(members => members.includes(first)) ?? all;
    const second =
      newcomers.shift() ??
      pick(
        random,
        group.filter(other => other !== first),
      );
    return [first, second];
  };
}

function disputeOf(
  random: Random,
  number: number,
  parties: [Department, Department],
  raisedAt: number,
  end: Pick<CityDispute, 'state' | 'resolved_at' | 'outcome'>,
): CityListedDispute {
  const kinds = parties.map(({ kind }) => kind);
  const theirs = items.filter(({ departmentKind }) => kinds.includes(departmentKind));
  const item = pick(random, theirs.length > 0 ? theirs : items);
  const [one, other] = parties.map(({ region }) => region);
  return {
    region_code: one === other ? one! : '331100',
    item_code: item.cityCode,
    item_name: item.name,
    dispute: {
      dispute_no: `ZYSX${packedDate(raisedAt)}${String(number + 1).padStart(3, '0')}`,
      parties: parties.map(({ code }) => code),
      grounds: phrases.dispute({ item }),
      raised_at: offsetTime(raisedAt),
      ...end,
    },
  };
}

/** The same time of day at least so many days before, on a working day. */
function workdayBefore(at: number, days: number): number {
  let before = at - days * DAY;
  while (!isWorkingDay(before)) before -= DAY;
  return before;
}
