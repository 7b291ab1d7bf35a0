/** The event of the contract's worked example (section 11), which is in every world whose span it falls in. */
import { readFileSync } from 'node:fs';
import type { Ground } from './plan.ts';
import type { EventRecords } from './records.ts';
import { shareAt } from './report-time.ts';

const file = new URL('../data/worked-example.json', import.meta.url);
const reportedAt = Date.parse('2024-05-13T09:14:20+08:00') / 1000;
/** Its last step on any platform, and the lag after which platforms must agree. */
const settledAt = Date.parse('2024-06-20T10:30:00+08:00') / 1000;

/** Number of the grid event whose place the example takes; null if it is outside the world's span. */
export function exampleIndex(ground: Ground): number | null {
  if (reportedAt < ground.span.start || settledAt > ground.now || ground.counts.grassroots === 0) return null;
  const index = Math.floor(shareAt(ground.span, reportedAt) * ground.counts.grassroots);
  // Every 331st event shares its second with the one before it, and both keep theirs.
  return [329, 330].includes(index % 331) ? null : index;
}

/** Its three records, as printed in the contract. */
export function exampleRecords(): EventRecords {
  const records = JSON.parse(readFileSync(file, 'utf8')) as Pick<
    EventRecords,
    'grassroots' | 'city' | 'province'
  >;
  const numbers = {
    grassroots: records.grassroots?.sjbh ?? null,
    city: records.city?.clue_no ?? null,
    province: records.province?.eventNo ?? null,
  };
  return { origin: 'grassroots', index: -1, no: 'SJ20240513000123', reportedAt, numbers, ...records };
}
