/**
 * What happens in a region in a period. Nothing is counted before it is asked for, and nothing twice: what two
 * breakdowns are read from is counted once.
 */
import type { Context } from '../../context.ts';
import type { QuerySituationArgs } from '../../generated/schema.ts';
import { badInput } from '../bad-input.ts';
import type { MatterKind, Region } from '../catalogue/catalogue.ts';
import { knownCode } from '../catalogue/known-code.ts';
import { eventFilter } from '../events/event-filter.ts';
import { earliestClock } from '../platform-clocks.ts';
import { dateTime } from '../records/time.ts';
import { type Answers, askAll, type Count, together } from './count.ts';
import type { Counted, Dimension } from './statistics.ts';

export interface Situation {
  region: Region;
  from: string | null;
  to: string | null;
  asOf: string | null;
  /** @throws UpstreamError of a platform that is missing, unless partial figures will do. */
  count<By extends Dimension>(by: By): Promise<Count<By>>;
  /** All events by what decides their matter, and the same of each kind alone: no grouping tells an event's own kind. */
  countKinds(): Promise<{ all: Count<'MATTER'>; ofKind: ReadonlyMap<MatterKind, Count<'MATTER'>> }>;
}

const KINDS = ['SUPERVISION', 'ENFORCEMENT'] as const satisfies MatterKind[];

/** @throws `BAD_USER_INPUT` for an unknown region, and for a period that holds no second. */
export function situation(
  { region: code, from, to, partial }: Partial<QuerySituationArgs>,
  { catalogue, platforms, readers, budget }: Context,
): Situation {
  const region = knownCode('region', code, code => catalogue.region(code));
  const period = { reportedFrom: from ?? null, reportedTo: to ?? null };
  const filter = eventFilter({ region: region?.code ?? null, ...period }, catalogue);
  if (filter.from !== null && filter.to !== null && filter.from > filter.to) {
    const got = `${dateTime(from!)} to ${dateTime(to!)}`;
    throw badInput(`to: expected at least a second later than from, got ${got}`);
  }

  const asked = new Map<string, Promise<Answers<Counted<Dimension>[]>>>();

  function answers<By extends Dimension>(by: By, kind: MatterKind | null) {
    const name = `${by} ${kind}`;
    const answered = asked.get(name) ?? ask(by, kind);
    asked.set(name, answered);
    return answered as Promise<Answers<Counted<By>[]>>;
  }

  /** What the budget throws is in the promise too: who asks for several counts waits for all of them. */
  async function ask(by: Dimension, kind: MatterKind | null) {
    budget.openList();
    return await askAll(readers, reader => reader.statistics({ ...filter, kind }, by));
  }

  const now = earliestClock(platforms.values());
  return {
    region: region ?? catalogue.regions.find(({ level }) => level === 'CITY')!,
    from: from == null ? null : dateTime(from),
    to: to == null ? null : dateTime(to),
    asOf: now === null ? null : dateTime(now),
    async count(by) {
      const [count] = together([await answers(by, null)], partial ?? false);
      return count!;
    },
    async countKinds() {
      const counted = await Promise.all([null, ...KINDS].map(kind => answers('MATTER', kind)));
      const [all, ...each] = together(counted, partial ?? false);
      return { all: all!, ofKind: new Map(KINDS.map((kind, index) => [kind, each[index]!])) };
    },
  };
}
