/** Party, fine and penalties of a case: lawful for the item, and masked. */

import { maskedName } from './actors.ts';
import type { Plan } from './plan.ts';
import { between, chance, drawnFor, pick, type Random } from './random.ts';

export interface Penalty {
  party: { kind: 'person' | 'organisation'; name: string; id_no: string; phone?: string };
  penalties: string[];
  /** Yuan; null where the law gives no fine. */
  fine: number | null;
  cause: string;
}

const TRADES = '建筑工程|餐饮管理|装饰工程|物业服务|贸易|农业开发|文化传播|运输|商贸'.split('|');

/** Where the range for an organisation is narrower than the item's whole one. */
const RANGES: Record<string, readonly [number, number]> = {
  'E-14-002': [50000, 80000],
  'E-01-003': [50, 200],
};

/** Art. 51: what a simple procedure may fine. */
const SIMPLE_LIMIT = { person: 200, organisation: 3000 };

export function penaltyOf(plan: Plan): Penalty {
  const random = drawnFor(plan.seed, 'penalty');
  const { item } = plan;
  const max = item.fineMax;
  const organisation = max === null ? item.procedure !== 'simple' : max > 500 && item.code !== 'E-01-003';
  const kind = organisation ? 'organisation' : 'person';
  const party: Penalty['party'] = organisation
    ? { kind, name: `丽水某${pick(random, TRADES)}有限公司`, id_no: '9133********' }
    : { kind, name: maskedName(random), id_no: '3325**********', phone: '139****0000' };
  const fine = fineOf(plan, random, kind);
  const warned = item.penalty.includes('警告') && chance(random, 0.7);
  const penalties = [...(warned ? ['warning'] : []), ...(fine === null ? [] : ['fine'])];
  if (item.penalty.includes('没收')) penalties.push('confiscation');
  return { party, penalties: penalties.length > 0 ? penalties : ['other'], fine, cause: item.topic };
}

function fineOf(plan: Plan, random: Random, kind: 'person' | 'organisation'): number | null {
  const { item } = plan;
  if (!item.penalty.includes('罚款')) return null;
  const free = item.procedure === 'simple' ? [50, 200] : [2000, 10000];
  const range = RANGES[item.code];
  const low = Math.max(item.fineMin ?? 0, range?.[0] ?? (item.fineMax ?? 0) * 0.3) || (free[0] ?? 0);
  const high =
    range?.[1] ??
    (item.fineMax ? Math.max(low, item.fineMax * 0.5) : item.fineMin ? low * 1.2 : (free[1] ?? 0));
  const unit = high >= 10000 ? 1000 : high >= 1000 ? 100 : 5;
  const least = Math.ceil(low / unit);
  const fine = between(random, least, Math.max(least, Math.floor(high / unit))) * unit;
  return item.procedure === 'simple' ? Math.min(fine, SIMPLE_LIMIT[kind]) : fine;
}
