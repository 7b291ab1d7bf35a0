/** Events as the province sends them, for tests of what is made of them. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Event = Record<string, unknown>;

const contract = parse(
  readFileSync(new URL('../../schema/upstreams/province.yaml', import.meta.url), 'utf8'),
);

/** The worked example of the contract (lifecycle, section 11), a copy of its own. */
export function workedEvent(): Event {
  return structuredClone(contract.components.examples.WorkedExampleByNumber.value.datas[0]);
}

/** An event that began at the province, with what the contract requires and no more. */
export function event(fields: Event = {}): Event {
  return {
    eventNo: 'RW20240318000045',
    eventSource: 'self',
    sourcePlatform: null,
    sourceNo: null,
    cityCaseNo: null,
    eventTitle: '沿街店铺占道堆放物料',
    itemCode: '3306011156002',
    itemName: '对城市道路两侧和公共场所容貌秩序的监督检查',
    itemKind: '1',
    categoryCode: '01',
    regionCode: '331102001000',
    address: '紫金街道丽阳路（示例）',
    lngLat: '119.9265,28.4560',
    reportTime: '2024-03-18 10:02:11',
    dueTime: '2024-03-27 23:59:59',
    urgency: '1',
    eventStatus: '21',
    coordinating: '0',
    reviewResult: null,
    deptCode: '331102ZFJ',
    deptName: '莲都区综合行政执法局',
    taskNo: 'JC20240318000007',
    planNo: 'JH2024000031',
    filingNo: null,
    filingTime: null,
    caseStage: null,
    procedure: null,
    decisionNo: null,
    decisionTime: null,
    fineAmount: null,
    oversights: [],
    logs: [],
    statusTime: '2024-03-18 14:05:40',
    version: 4,
    updateTime: '2024-03-25 09:00:00',
    ...fields,
  };
}
