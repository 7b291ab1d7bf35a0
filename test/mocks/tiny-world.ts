/**
 * A world small enough to be read in one look at this file, and varied enough that every filter of the contracts
 * finds some records and leaves some out. It has two garbled records a platform, as the contracts allow.
 */
import { cityCluesOf } from '../../mocks/city/clues.ts';
import type { CityClue, CityListedDispute, CityMeeting } from '../../mocks/city/record.ts';
import { grassrootsEventsOf } from '../../mocks/grassroots/events.ts';
import type { GrassrootsEvent } from '../../mocks/grassroots/record.ts';
import { provinceEventsOf } from '../../mocks/province/events.ts';
import type { ProvinceEvent } from '../../mocks/province/record.ts';
import type { Stored, World } from '../../mocks/world/world.ts';

export const NOW = new Date('2024-07-26T18:00:00+08:00');
const FIRST = Date.parse('2024-07-20T08:00:00+08:00') / 1000;
const COUNT = 60;

const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length]!;
const local = (seconds: number) =>
  new Date((seconds + 8 * 3600) * 1000).toISOString().slice(0, 19).replace('T', ' ');
const compact = (seconds: number) => local(seconds).replace(/\D/g, '');
const zoned = (seconds: number) => `${local(seconds).replace(' ', 'T')}+08:00`;

const REGIONS = ['331102001', '331102002', '331121101', '331171001'];
/** Three share each second, so that ties are met. */
const reportedAt = (n: number) => FIRST + Math.floor(n / 3) * 7200;
const dueAt = (n: number) => reportedAt(n) + (n % 4) * 86_400;
const changedAt = (n: number) => reportedAt(n) + 1800 + (n % 5) * 40_000;

export function tinyWorld(): World {
  const numbers = Array.from({ length: COUNT }, (_, n) => n);
  return {
    options: { seed: 1, events: COUNT, now: NOW, scenario: 'default' },
    province: {
      events: provinceEventsOf(numbers.map(provinceEvent)),
      items: numbers.slice(0, 5).map(provinceItem),
    },
    city: {
      clues: cityCluesOf(numbers.map(cityClue)),
      items: numbers.slice(0, 5).map(cityItem),
      departments: REGIONS.map(code => ({ code: `${code}ZFJ`, name: '综合行政执法局', region_code: code })),
      teams: REGIONS.map(code => ({
        code: `${code}ZFD`,
        name: '综合行政执法队',
        region_code: code,
        officers: [{ name: '周*', certificate_no: '1111********' }],
      })),
      itemDisputes: () => numbers.slice(0, 5).map(itemDispute),
      forums: () => [
        {
          forum_no: 'YS01',
          name: '业务部门联席会议',
          meetings: [meeting('2024-03-20'), meeting('2023-11-08')],
        },
        { forum_no: 'YS02', name: '争议协调会议', meetings: [] },
      ],
    },
    grassroots: {
      events: grassrootsEventsOf(numbers.map(grassrootsEvent)),
      classes: numbers
        .slice(0, 5)
        .map(n => ({ lbdm: `G1010${n}`, lbmc: '类别', fldm: 'G1', flmc: '组', sfyx: '1' })),
      grids: REGIONS.map(code => ({
        wgbm: `${code}005W01`,
        wgmc: '第一网格',
        xzqh: `${code}000`,
        wgylx: '吴**',
        wgzs: '3',
      })),
    },
    planted: [
      {
        kind: 'UNKNOWN_CODE',
        event: 'grassroots:SJ1014',
        platform: 'grassroots',
        record: 'SJ1014',
        field: 'sjzt',
        what: 'YGD',
      },
    ],
  };
}

const PROVINCE_STATUSES = [
  '11',
  '20',
  '21',
  '22',
  '23',
  '29',
  '30',
  '31',
  '40',
  '90',
  '91',
  '99',
  '98',
  '77',
];

function provinceEvent(n: number): Stored<ProvinceEvent> {
  const eventNo = `RW${1000 + n}`;
  const source = pick(['self', 'city', 'grassroots'] as const, n);
  const eventStatus = pick(PROVINCE_STATUSES, n);
  const record: ProvinceEvent = {
    eventNo,
    eventSource: source,
    sourcePlatform: source === 'self' ? null : source,
    sourceNo: source === 'self' ? null : `${source === 'city' ? 'XS' : 'SJ'}${1000 + n}`,
    cityCaseNo: null,
    eventTitle: n === 7 ? null : pick(['河道边倾倒建筑垃圾', '占道经营', '夜间施工噪声'], n),
    itemCode: pick(['3302012719005', '3302012719006', '3302012719007'], n),
    itemName: '对随意倾倒建筑垃圾的处罚',
    itemKind: pick(['1', '2'] as const, n),
    categoryCode: pick(['01', '02', '05'], n),
    regionCode: `${pick(REGIONS, n)}000`,
    address: null,
    lngLat: null,
    reportTime: local(reportedAt(n)),
    dueTime: n % 9 === 0 ? null : local(dueAt(n)),
    urgency: pick(['1', '2', '3'], n + (n >> 2)),
    eventStatus,
    coordinating: pick(['0', '1', null], n >> 1),
    reviewResult: eventStatus === '40' ? pick(['1', null], n >> 3) : null,
    deptCode: pick(['331102ZFJ', '331121ZFJ', null], n),
    deptName: null,
    taskNo: null,
    planNo: null,
    filingNo: n % 5 === 0 ? `BA${1000 + n}` : null,
    filingTime: null,
    caseStage: null,
    procedure: null,
    decisionNo: null,
    decisionTime: null,
    fineAmount: null,
    oversights:
      n === 3
        ? [
            {
              oversightNo: 'DB1',
              level: '1',
              reason: '超期',
              issueTime: local(changedAt(n)),
              dueTime: null,
              closeTime: null,
            },
          ]
        : [],
    logs: [
      {
        logId: '1',
        action: n % 5 === 0 ? 'filing' : 'report',
        operator: 'system',
        orgName: '',
        time: local(reportedAt(n)),
        fromStatus: null,
        toStatus: '11',
        remark: null,
      },
      {
        logId: '2',
        action: 'dispatch',
        operator: 'system',
        orgName: '',
        time: local(changedAt(n)),
        fromStatus: '11',
        toStatus: eventStatus,
        remark: null,
      },
    ],
    statusTime: local(changedAt(n)),
    version: 2,
    updateTime: local(changedAt(n)),
  };
  return { reportedAt: reportedAt(n), no: eventNo, record };
}

function provinceItem(n: number) {
  return {
    itemCode: `330201271900${n}`,
    itemName: '事项',
    itemKind: pick(['1', '2'] as const, n),
    categoryCode: '01',
    categoryName: '市容环卫',
    deptCode: 'ZFJ',
    deptName: '综合行政执法局',
    legalBasis: '',
    delegable: '1' as const,
    status: '1' as const,
    updateTime: `2024-0${n + 1}-01 00:00:00`,
  };
}

const CITY_STATUSES = [
  'registered',
  'pending_dispatch',
  'dispatched',
  'processing',
  'returned',
  'in_dispute',
  'case_filed',
  'suspended',
  'pending_review',
  'pending_close',
  'closed',
  'transferred',
  'cancelled',
  'merged',
  'archived',
]; // prettier-ignore

function cityClue(n: number): Stored<CityClue> {
  const clue_no = `XS${1000 + n}`;
  const platform = pick([undefined, 'grassroots', 'province'] as const, n);
  const record: CityClue = {
    clue_no,
    ...(platform && { source: { platform, no: `${platform === 'province' ? 'RW' : 'SJ'}${1000 + n}` } }),
    channel: 'grid_report',
    title: pick(['好溪河堤倾倒建筑垃圾', '占道经营', '夜间施工噪声'], n),
    ...(n !== 7 && { item_code: pick(['CF-010335', 'CF-010336', 'JG-010335'], n) }),
    item_kind: n % 3 === 2 ? 'supervision' : 'enforcement',
    category_code: pick(['C01', 'C02'], n),
    region_code: n === 9 ? '331102' : pick(REGIONS, n),
    reported_at: zoned(reportedAt(n)),
    received_at: zoned(reportedAt(n) + 60),
    ...(n % 9 !== 0 && { due_at: zoned(dueAt(n)) }),
    urgency: pick(['normal', 'urgent', 'critical'], n + (n >> 2)),
    status: pick(CITY_STATUSES, n),
    ...(n % 2 === 0 && {
      department: { code: pick(['331102ZFJ', '331121ZFJ'], n >> 1), name: '综合行政执法局' },
    }),
    co_departments: [],
    officers: [],
    round: 1,
    extended: false,
    feedbacks: [],
    documents: [
      {
        id: `JB${1000 + n}`,
        document_no: '丽莲综执交〔2024〕312号',
        type: 'assignment',
        to_department: '331102ZFJ',
        content: '请核查',
        issued_at: zoned(reportedAt(n) + 60),
        state: 'issued',
        issuer: '紫金街道',
      },
    ],
    ...(n % 6 === 0 && {
      case: {
        case_no: `AJ${1000 + n}`,
        procedure: 'simple',
        stage: 'filed',
        cause: '倾倒',
        filed_at: zoned(changedAt(n)),
        party: { kind: 'person', name: '张*' },
      } as const,
      dispute: {
        dispute_no: `ZY${1000 + n}`,
        state: 'open',
        parties: [],
        grounds: '',
        raised_at: zoned(changedAt(n)),
      } as const,
      consultations: [],
    }),
    logs: [
      {
        id: '1',
        action: 'register',
        operator: '叶*',
        department_name: '紫金街道',
        at: zoned(reportedAt(n) + 60),
      },
      {
        id: '2',
        action: n % 6 === 0 ? 'file_case' : 'assign',
        operator: '叶*',
        department_name: '紫金街道',
        at: zoned(changedAt(n)),
      },
    ],
    status_changed_at: zoned(changedAt(n)),
    etag: '"2"',
    updated_at: zoned(changedAt(n)),
  };
  return { reportedAt: reportedAt(n), no: clue_no, record };
}

function itemDispute(n: number): CityListedDispute {
  const raised_at = zoned(reportedAt(n) + 600);
  const parties = ['331102ZFJ', pick(['331102JSJ', '331121ZFJ'], n)];
  const about = { region_code: pick(['331102', '331100'], n), item_code: 'CF-010335', item_name: '事项' };
  const dispute = { dispute_no: `ZYSX${1000 + n}`, parties, grounds: '职责交叉', raised_at };
  if (n % 2 === 0) return { ...about, dispute: { ...dispute, state: 'open' } };
  const outcome = pick(['assigned', 'withdrawn', 'not_actionable'] as const, n);
  return { ...about, dispute: { ...dispute, state: 'resolved', resolved_at: zoned(changedAt(n)), outcome } };
}

const meeting = (held_on: string): CityMeeting => ({
  meeting_no: `HY${held_on}`,
  held_on,
  topic: '职责边界',
  departments: ['331102ZFJ'],
});

function cityItem(n: number) {
  return {
    item_code: `CF-01033${n}`,
    name: '事项',
    kind: 'enforcement' as const,
    category_code: 'C01',
    category_name: '市容环卫',
    department_code: 'ZFJ',
    live: true,
    updated_at: `2024-0${n + 1}-01T00:00:00+08:00`,
  };
}

const GRASSROOTS_STATUSES = [
  'DSL',
  'BYSL',
  'DFP',
  'DQS',
  'YTH',
  'ZYZ',
  'CLZ',
  'YLA',
  'YGQ',
  'DHC',
  'YBJ ',
  'YYS',
  'YZF',
  'QTZT',
  'YGD',
  'DHC',
  ' yBJ',
]; // prettier-ignore

function grassrootsEvent(n: number): Stored<GrassrootsEvent> {
  const sjbh = `SJ${1000 + n}`;
  const sentDown = n % 4 === 3;
  const sjzt = pick(GRASSROOTS_STATUSES, n);
  const record: GrassrootsEvent = {
    sjbh,
    sjly: sentDown ? 'XF' : 'WG',
    ...(sentDown && { yylx: n % 8 === 3 ? 'XS' : 'RW', yybh: `${n % 8 === 3 ? 'XS' : 'RW'}${1000 + n}` }),
    sjbt: pick(['好溪河边有人倒建筑垃圾', '占道经营', '夜间施工噪声'], n),
    sjlb: pick(['G10107', 'G10108', ' G10109'], n),
    sjlbmc: '建筑垃圾',
    zfsxdm: pick(['CF-010335', '', null, 'CF-010336', ' '], n),
    xzqh: n === 9 ? '33110' : `${pick(REGIONS, n)}000`,
    sbsj: local(reportedAt(n)),
    blsx: n % 9 === 0 ? '0000-00-00 00:00:00' : local(dueAt(n)),
    jjcd: pick(['1', '2', '3'], n + (n >> 2)),
    sjzt,
    ajbh: n % 6 === 0 ? `AJ${1000 + n}` : '',
    hcjg: sjzt === 'DHC' ? pick(['1', '', null], n >> 1) : pick(['1', '2', ' '], n),
    bjsj: sjzt.trim() === 'YBJ' ? local(n === 10 ? reportedAt(n) - 60 : changedAt(n)) : null,
    czjl: [
      { jlid: '1', cz: 'SB', czr: '吴**', czdw: '331102001', czsj: compact(reportedAt(n)) },
      { jlid: '2', cz: 'SL', czr: '叶*', czdw: '331102001', czsj: compact(changedAt(n)) },
    ],
    ztsj: local(changedAt(n)),
    bbh: '2',
    gxsj: compact(changedAt(n)),
  };
  return { reportedAt: reportedAt(n), no: sjbh, record };
}
