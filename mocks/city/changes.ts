/**
 * The city's change feed (lifecycle.md section 9, `GET /changes`): kept 7 days by the platform's clock; an older
 * cursor gets 410 with the oldest that still serves.
 */
import { ChangeFeed, type Change as FeedChange } from '../change-feed.ts';
import { formatRfc3339, parseRfc3339 } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import type { World } from '../world/world.ts';
import { CityProblem } from './answer.ts';
import type { CityClue, CityLog } from './record.ts';

interface Change {
  entity: 'clue' | 'document' | 'case' | 'dispute';
  no: string;
  clue_no: string;
  source?: CityClue['source'] & object;
  type: string;
}

const MAX_LIMIT = 500;
const DEFAULT_LIMIT = 50;
const KEPT_SECONDS = 7 * 86_400;
const CASE_ACTION = /^(file_case|case_.*)$/;
const DISPUTE_ACTION = /^(dispute|resolve_dispute)$/;

/** Without a cursor the oldest changes kept come first. */
export function cityChanges(world: World, nowSeconds: () => number): (query: Parameters) => unknown {
  const feed = new ChangeFeed<CityClue, Change>(world.city.clues, { changesOf, others: () => [] });
  return query => {
    const limit = query.integer('limit', { min: 1, max: MAX_LIMIT, default: DEFAULT_LIMIT });
    const cursor = query.parsed('cursor', text => text, '');
    query.done();
    const count = feed.read();
    // How many changes are no longer kept: also the id after which the kept ones begin.
    const oldest = feed.countBefore(nowSeconds() - KEPT_SECONDS);
    const after = cursor === undefined ? oldest : readCursor(cursor, count);
    if (after < oldest) {
      throw new CityProblem(
        410,
        'cursor-expired',
        '变更只保留7天，请重新读取全部数据后从 oldest_cursor 继续',
        {
          members: { oldest_cursor: writeCursor(oldest) },
        },
      );
    }
    const page = feed.slice(after, Math.min(after + limit, count));
    return {
      items: page.map(({ at, change }) => ({ ...change, changed_at: formatRfc3339(at) })),
      next_cursor: writeCursor(page.at(-1)?.id ?? after),
    };
  };
}

function writeCursor(id: number): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

function readCursor(text: string, newest: number): number {
  const id = Number(/^after:(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString())?.[1] ?? Number.NaN);
  if (!(id <= newest)) throw new CityProblem(400, 'invalid-cursor', '游标无法识别，请从头读取');
  return id;
}

function changesOf(clue: CityClue): FeedChange<Change>[] {
  const { clue_no, source } = clue;
  const updatedAt = parseRfc3339(clue.updated_at) ?? 0;
  const change = (name: string, at: string, entity: Change['entity'], no: string, type: string) => ({
    name: `${clue_no}/${name}`,
    at: parseRfc3339(at) ?? updatedAt,
    change: { entity, no, clue_no, ...(source && { source }), type },
  });
  return [
    ...(clue.logs ?? []).map(log => change(`log/${log.id}`, log.at, ...subjectOf(log, clue), log.action)),
    ...(clue.documents ?? []).map(({ id, issued_at }) =>
      change(`document/${id}`, issued_at, 'document', id, 'issued'),
    ),
    change(`etag/${clue.etag}`, clue.updated_at, 'clue', clue_no, 'updated'),
  ];
}

function subjectOf({ action }: CityLog, clue: CityClue): [Change['entity'], string] {
  if (CASE_ACTION.test(action) && clue.case) return ['case', clue.case.case_no];
  if (DISPUTE_ACTION.test(action) && clue.dispute) return ['dispute', clue.dispute.dispute_no];
  return ['clue', clue.clue_no];
}
