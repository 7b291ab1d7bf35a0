/** The province's change feed, from its own records' logs (lifecycle.md section 8, `GET /change/list`). */
import { ChangeFeed, type Changing } from '../change-feed.ts';
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
  const feed = new ChangeFeed<Change>(function* () {
    for (const { record } of world.province.events) if (record.eventNo) yield eventChanges(record);
    for (const item of world.province.items) yield itemChanges(item);
  });
  return query => {
    const sinceId = query.integer('sinceId', { min: 0 });
    const limit = query.integer('limit', { min: 1, max: MAX_LIMIT });
    query.done();
    const all = feed.read();
    const page = all.slice(sinceId, sinceId + limit);
    return {
      changes: page.map(({ id, at, change }) => ({ changeId: id, ...change, changeTime: formatLocal(at) })),
      nextId: page.at(-1)?.id ?? sinceId,
      hasMore: sinceId + page.length < all.length ? '1' : '0',
    };
  };
}

function eventChanges(record: ProvinceEvent): Changing<Change> {
  const { eventNo, sourcePlatform, sourceNo } = record;
  const change = (name: string, at: number, entity: Change['entity'], no: string, changeType: string) => ({
    name: `event/${eventNo}/${name}`,
    at,
    change: { entity, no, sourcePlatform, sourceNo, eventNo, changeType },
  });
  return {
    record,
    stamp: `${record.version} ${record.updateTime}`,
    changes: () => {
      const updatedAt = parseLocal(record.updateTime) ?? 0;
      const logs = record.logs.map(log => {
        const ofFiling = FILING_ACTIONS.includes(log.action) && record.filingNo !== null;
        const at = parseLocal(log.time) ?? updatedAt;
        return change(
          `log/${log.logId}`,
          at,
          ofFiling ? 'filing' : 'event',
          ofFiling ? record.filingNo! : eventNo,
          log.action,
        );
      });
      const oversights = record.oversights.flatMap(({ oversightNo, issueTime, closeTime }) => [
        change(
          `oversight/${oversightNo}`,
          parseLocal(issueTime) ?? updatedAt,
          'oversight',
          oversightNo,
          'issue',
        ),
        ...(closeTime
          ? [
              change(
                `oversight/${oversightNo}/close`,
                parseLocal(closeTime) ?? updatedAt,
                'oversight',
                oversightNo,
                'close',
              ),
            ]
          : []),
      ]);
      return [
        ...logs,
        ...oversights,
        change(`version/${record.version}`, updatedAt, 'event', eventNo, 'update'),
      ];
    },
  };
}

function itemChanges(item: ProvinceItem): Changing<Change> {
  return {
    record: item,
    stamp: item.updateTime,
    changes: () => [
      {
        name: `item/${item.itemCode}/${item.updateTime}`,
        at: parseLocal(item.updateTime) ?? 0,
        change: {
          entity: 'item',
          no: item.itemCode,
          sourcePlatform: null,
          sourceNo: null,
          eventNo: null,
          changeType: 'update',
        },
      },
    ],
  };
}
