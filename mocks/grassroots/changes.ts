/** The grassroots system's change feed (lifecycle.md section 10, `GET /bg/lb`). */
import { ChangeFeed, type Changing } from '../change-feed.ts';
import { formatLocal, parseCompact } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import type { World } from '../world/world.ts';
import { value } from './facts.ts';
import type { GrassrootsEvent } from './record.ts';

interface Change {
  lx: 'SJ' | 'WG' | 'ML';
  bh: string;
  /** Of the event record, with `SJ` only. */
  sjly?: string;
  yylx?: string;
  yybh?: string;
}

const MAX_LIMIT = 200;

export function grassrootsChanges(world: World): (query: Parameters) => Record<string, string>[] {
  const { events, classes, grids } = world.grassroots;
  // Directory rows carry no time of their own: they were there before the first event.
  const since = () => events.at(-1)?.reportedAt ?? 0;
  const feed = new ChangeFeed<Change>(function* () {
    for (const row of classes) yield directoryChange(row, 'ML', row.lbdm, since());
    for (const row of grids) yield directoryChange(row, 'WG', row.wgbm, since());
    for (const { record } of events) if (value(record.sjbh)) yield eventChanges(record);
  });
  return query => {
    const after = query.integer('bgxh', { min: 0 });
    const limit = query.integer('limit', { min: 1, max: MAX_LIMIT });
    query.done();
    return feed
      .read()
      .slice(after, after + limit)
      .map(({ id, at, change }) => ({ bgxh: `${id}`, ...change, sj: formatLocal(at) }));
  };
}

function directoryChange(record: object, lx: 'WG' | 'ML', bh: string, at: number): Changing<Change> {
  return { record, stamp: '', changes: () => [{ name: `${lx}/${bh}`, at, change: { lx, bh } }] };
}

function eventChanges(record: GrassrootsEvent): Changing<Change> {
  const change = {
    lx: 'SJ' as const,
    bh: value(record.sjbh),
    sjly: record.sjly,
    yylx: value(record.yylx),
    yybh: value(record.yybh),
  };
  return {
    record,
    stamp: `${record.bbh} ${record.gxsj}`,
    changes: () => {
      const updatedAt = parseCompact(record.gxsj) ?? 0;
      const entry = (name: string, at: number) => ({
        name: `SJ/${change.bh}/${name}`,
        at,
        change,
      });
      return [
        ...record.czjl.map(({ jlid, czsj }) => entry(`czjl/${jlid}`, parseCompact(czsj) ?? updatedAt)),
        entry(`bbh/${record.bbh}`, updatedAt),
      ];
    },
  };
}
