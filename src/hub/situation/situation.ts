/**
 * What happens in a region in a period. Nothing is counted before it is asked for, and nothing twice: what two
 * breakdowns are read from is counted once.
 */
import type { Context } from '../../context.ts';
import type { QuerySituationArgs } from '../../generated/schema.ts';
import { badInput } from '../bad-input.ts';
import type { MatterKind, Region } from '../catalogue/catalogue.ts';
import { knownCode } from '../catalogue/known-code.ts';
import { type EventFilter, eventFilter } from '../events/event-filter.ts';
import { dateTime } from '../records/time.ts';
import { type Count, countEverywhere } from './count.ts';
import type { Dimension } from './statistics.ts';

export interface Situation {
  region: Region;
  from: string | null;
  to: string | null;
  asOf: string | null;
  /** @param kind only events of this kind. */
  count<By extends Dimension>(by: By, kind?: MatterKind): Promise<Count<By>>;
}

/** @throws `BAD_USER_INPUT` for an unknown region, and for a period that holds no second. */
export function situation(
  { region: code, from, to, partial }: Partial<QuerySituationArgs>,
  { catalogue, platforms, readers, budget }: Context,
): Situation {
  const region = knownCode('region', code, code => catalogue.region(code));
  const period = { reportedFrom: from ?? null, reportedTo: to ?? null };
  const filter: EventFilter = eventFilter({ region: region?.code ?? null, ...period }, catalogue);
  if (filter.from !== null && filter.to !== null && filter.from > filter.to) {
    const got = `${dateTime(from!)} to ${dateTime(to!)}`;
    throw badInput(`to: expected at least a second later than from, got ${got}`);
  }

  /** What it throws is in its promise: whoever asks for several waits for all. */
  async function load(by: Dimension, kind: MatterKind | null): Promise<Count<Dimension>> {
    budget.openList();
    return await countEverywhere(readers, { ...filter, kind }, by, partial ?? false);
  }

  const counts = new Map<string, Promise<Count<Dimension>>>();
  const clocks = [...platforms.values()].flatMap(({ pulse }) => pulse.now() ?? []);
  return {
    region: region ?? catalogue.regions.find(({ level }) => level === 'CITY')!,
    from: from == null ? null : dateTime(from),
    to: to == null ? null : dateTime(to),
    asOf: clocks.length === 0 ? null : dateTime(Math.min(...clocks)),
    count<By extends Dimension>(by: By, kind: MatterKind | null = null) {
      const name = `${by} ${kind}`;
      const counted = counts.get(name) ?? load(by, kind);
      counts.set(name, counted);
      return counted as Promise<Count<By>>;
    },
  };
}
