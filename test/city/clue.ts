/** Clues as the city sends them, for tests of what is made of them. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Clue = Record<string, unknown>;

const contract = parse(readFileSync(new URL('../../schema/upstreams/city.yaml', import.meta.url), 'utf8'));

/** The worked example of the contract (lifecycle, section 11), a copy of its own. */
export function workedClue(): Clue {
  return structuredClone(contract.components.examples.WorkedExample.value);
}

/** A clue that began in the city, with what the contract requires and no more. */
export function clue(fields: Clue = {}): Clue {
  return {
    clue_no: 'XS20240726000003',
    channel: 'patrol',
    title: '店铺占道经营',
    item_code: 'CF-010335',
    item_name: '对随意倾倒、抛撒或者堆放建筑垃圾的处罚',
    item_kind: 'enforcement',
    region_code: '331102001',
    reported_at: '2024-07-26T09:41:05+08:00',
    received_at: '2024-07-26T09:41:05+08:00',
    due_at: '2024-08-06T23:59:59+08:00',
    urgency: 'normal',
    status: 'registered',
    co_departments: [],
    officers: [],
    round: 1,
    extended: false,
    status_changed_at: '2024-07-26T09:41:05+08:00',
    etag: '"1"',
    updated_at: '2024-07-26T09:41:05+08:00',
    ...fields,
  };
}
