/** The province's change feed, from its own records' logs (lifecycle.md section 8, `GET /change/list`). */
import { ChangeFeed, type Change as FeedChange } from '../change-feed.ts';
import { formatLocal, parseLocal } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import type { World } from '../world/world.ts';
import type { ProvinceEvent, ProvinceItem } from './record.ts';

interface Change {
  entity: 'event' | 'filing' | 'item' | 'oversight';
  no: string;
  sourcePlatform: string | null;
  sourceNo: string | null;
  eventNo: string | null;
  changeType: string;
}

const MAX_LIMIT = 500;
const FILING_ACTIONS = ['filing', 'decision', 'conclude'];

export function provinceChanges(world: World): (query: Parameters) => unknown {
  const feed = new ChangeFeed<ProvinceEvent, Change>(world.province.events, {
    changesOf,
    others: () => world.province.items.map(itemChange),
  });
  return query => {
    const sinceId = query.integer('sinceId', { min: 0 });
    const limit = query.integer('limit', { min: 1, max: MAX_LIMIT });
    query.done();
    const count = feed.read();
    const page = feed.slice(Math.min(sinceId, count), Math.min(sinceId + limit, count));
    return {
      changes: page.map(({ id, at, change }) => ({ changeId: id, ...change, changeTime: formatLocal(at) })),
      nextId: page.at(-1)?.id ?? sinceId,
      hasMore: sinceId + page.length < count ? '1' : '0',
    };
  };
}

function changesOf(record: ProvinceEvent): FeedChange<Change>[] {
  const { eventNo, sourcePlatform, sourceNo } = record;
  if (!eventNo) return [];
  const updatedAt = parseLocal(record.updateTime) ?? 0;
  const change = (
    name: string,
    time: string,
    entity: Change['entity'],
    no: string,
    changeType: string,
  ): FeedChange<Change> => ({
    name: `event/${eventNo}/${name}`,
    at: parseLocal(time) ?? updatedAt,
    change: { entity, no, sourcePlatform, sourceNo, eventNo, changeType },
  });
  const logs = record.logs.map(log => {
    const filing = FILING_ACTIONS.includes(log.action) ? record.filingNo : null;
    const [entity, no] = filing === null ? (['event', eventNo] as const) : (['filing', filing] as const);
    return change(`log/${log.logId}`, log.time, entity, no, log.action);
  });
  const oversights = record.oversights.flatMap(({ oversightNo: no, issueTime, closeTime }) => [
    change(`oversight/${no}`, issueTime, 'oversight', no, 'issue'),
    ...(closeTime ? [change(`oversight/${no}/close`, closeTime, 'oversight', no, 'close')] : []),
  ]);
  const update = change(`version/${record.version}`, record.updateTime, 'event', eventNo, 'update');
  return [...logs, ...oversights, update];
}

const itemChange = ({ itemCode, updateTime }: ProvinceItem): FeedChange<Change> => ({
  name: `item/${itemCode}/${updateTime}`,
  at: parseLocal(updateTime) ?? 0,
  change: {
    entity: 'item',
    no: itemCode,
    sourcePlatform: null,
    sourceNo: null,
    eventNo: null,
    changeType: 'update',
  },
});
