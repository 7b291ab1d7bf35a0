/** The grassroots system's change feed (lifecycle.md section 10, `GET /bg/lb`). */
import { ChangeFeed, type Change as FeedChange } from '../change-feed.ts';
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
  const { table } = events;
  const since = () => table.at[table.length - 1] ?? 0;
  const feed = new ChangeFeed<GrassrootsEvent, Change>(events, {
    changesOf,
    others: () => [
      ...classes.map(row => directoryChange('ML', row.lbdm, since())),
      ...grids.map(row => directoryChange('WG', row.wgbm, since())),
    ],
  });
  return query => {
    const after = query.integer('bgxh', { min: 0 });
    const limit = query.integer('limit', { min: 1, max: MAX_LIMIT });
    query.done();
    const count = feed.read();
    return feed
      .slice(Math.min(after, count), Math.min(after + limit, count))
      .map(({ id, at, change }) => ({ bgxh: `${id}`, ...change, sj: formatLocal(at) }));
  };
}

const directoryChange = (lx: 'WG' | 'ML', bh: string, at: number): FeedChange<Change> => ({
  name: `${lx}/${bh}`,
  at,
  change: { lx, bh },
});

function changesOf(record: GrassrootsEvent): FeedChange<Change>[] {
  const bh = value(record.sjbh);
  if (!bh) return [];
  const change = {
    lx: 'SJ' as const,
    bh,
    sjly: record.sjly,
    yylx: value(record.yylx),
    yybh: value(record.yybh),
  };
  const updatedAt = parseCompact(record.gxsj) ?? 0;
  const entry = (name: string, at: number) => ({ name: `SJ/${bh}/${name}`, at, change });
  return [
    ...record.czjl.map(({ jlid, czsj }) => entry(`czjl/${jlid}`, parseCompact(czsj) ?? updatedAt)),
    entry(`bbh/${record.bbh}`, updatedAt),
  ];
}
