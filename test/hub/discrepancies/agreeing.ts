/** An event on which three made-up platforms agree: a grid's, a leader's and one that files cases. */
import type { Discrepancy, EventStatus } from '../../../src/generated/schema.ts';
import type { Matter } from '../../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../../src/hub/catalogue/files/load-catalogue.ts';
import type { Comparison } from '../../../src/hub/discrepancies/comparison.ts';
import { findDiscrepancies } from '../../../src/hub/discrepancies/find-discrepancies.ts';
import { LAG_MS } from '../../../src/hub/discrepancies/lag.ts';
import type { CaseStatement, Coded, Testimony } from '../../../src/hub/discrepancies/testimony.ts';
import { loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';

export const catalogue = await loadCatalogue(new URL('../../../schema/', import.meta.url));

const { calendar } = await loadTimeLimits(new URL('../../../schema/', import.meta.url));

export const NOW = Date.parse('2024-07-26T18:00:00+08:00');
const COUNTERPARTS: Comparison['counterparts'] = new Map([
  ['GRASSROOTS', 'NEVER'],
  ['CITY', 'ONCE_DISPATCHED'],
  ['PROVINCE', 'ONCE_FILED'],
]);
const OLD = '2024-07-25T09:00:00+08:00';

/** Two matters of one grid class, and one of another. */
export const [supervised, punished, another] = ['S-01-003', 'E-01-005', 'E-12-003'].map(
  code => catalogue.matter(code)!,
) as [Matter, Matter, Matter];
export const item = (...matters: Matter[]): Coded<Matter[]> => ({ value: matters, raw: 'item' });
export const region = (code: string) => ({ value: catalogue.region(code)!, raw: code });

const grid: Testimony = {
  platform: 'GRASSROOTS',
  number: 'SJ1',
  updatedAt: OLD,
  live: [{ number: 'SJ1', updatedAt: OLD }],
  numbers: ['SJ1'],
  leads: false,
  status: 'CLOSED',
  statusRaw: { code: 'YBJ', name: '已办结' },
  statusBefore: null,
  agreesWith: ['CLOSED'],
  bound: { value: [supervised, punished], raw: 'class' },
  item: item(punished),
  awaitsItem: false,
  region: region('331102001'),
  coordinates: { lng: 119.93, lat: 28.46 },
  reportedAt: '2024-05-13T09:14:20+08:00',
  dueAt: '2024-08-12T23:59:59+08:00',
  finalOutcomes: [{ value: 'PENALISED', raw: '3' }],
  verifies: true,
  verification: { value: 'PASSED', raw: '1' },
  case: null,
  filing: null,
  filedCases: [],
  names: [
    { what: 'CLUE', number: 'XS1', field: 'clueNo' },
    { what: 'CASE', number: 'AJ1', field: 'caseNo' },
  ],
};

export const theCase: CaseStatement = {
  number: 'AJ1',
  stage: { value: 'CONCLUDED', raw: 'concluded' },
  filedAt: '2024-05-14T10:00:00+08:00',
  decisionNo: '丽莲综执罚决〔2024〕187号',
  decidedAt: '2024-06-12T10:30:00+08:00',
  fine: '5000.00',
  course: [
    { field: 'filedAt', at: '2024-05-14T10:00:00+08:00' },
    { field: 'noticeAt', at: '2024-05-28T15:00:00+08:00' },
    { field: 'decision.decidedAt', at: '2024-06-12T10:30:00+08:00' },
    { field: 'concludedAt', at: null },
  ],
};

const leader: Testimony = {
  ...grid,
  platform: 'CITY',
  number: 'XS1',
  live: [{ number: 'XS1', updatedAt: OLD }],
  numbers: ['XS1'],
  leads: true,
  statusRaw: { code: 'closed', name: '已办结' },
  bound: item(punished),
  verification: null,
  case: theCase,
  names: [],
};

const filing: Testimony = {
  ...grid,
  platform: 'PROVINCE',
  number: 'ZF1',
  live: [{ number: 'ZF1', updatedAt: OLD }],
  numbers: ['ZF1'],
  statusRaw: { code: '90', name: '已办结' },
  bound: item(punished),
  region: region('331102'),
  finalOutcomes: [],
  verifies: false,
  filing: { caseNo: 'AJ1', decisionNo: theCase.decisionNo, decidedAt: theCase.decidedAt, fine: '5000.00' },
  filedCases: ['AJ1'],
  names: [],
};

/** All that is found between a record and the agreement, be it the origin's or another's. */
export function comparedWith(record: Testimony): Discrepancy[] {
  const others = [leader, filing].filter(({ platform }) => platform !== record.platform);
  const asOrigin = { own: record, others: new Map(others.map(one => [one.platform, one])) };
  const asAnother = {
    own: { ...grid, platform: 'GRASSROOTS' as const },
    others: new Map([[record.platform, record]]),
  };
  return [asOrigin, asAnother].flatMap(compared =>
    findDiscrepancies({
      event: { closedAt: record.updatedAt, matter: { matter: null, source: null, candidates: [] } },
      counterparts: COUNTERPARTS,
      now: () => NOW,
      calendar,
      lagMs: LAG_MS,
      ...compared,
    }),
  );
}

/** What differs from the agreement. Null: knows nothing of it; 'SILENT': did not answer. */
export interface Differing {
  grid?: Partial<Testimony>;
  city?: Partial<Testimony> | null | 'SILENT';
  province?: Partial<Testimony> | null | 'SILENT';
  closedAt?: string | null;
  /** The matter that the event is decided to be of. */
  matter?: Matter | null;
  now?: number | null;
  lagMs?: number;
}

export function found(differing: Differing = {}): Discrepancy[] {
  const others: [Testimony['platform'], Testimony | null][] = [];
  for (const [code, base, change = {}] of [
    ['CITY', leader, differing.city],
    ['PROVINCE', filing, differing.province],
  ] as const) {
    if (change !== 'SILENT') others.push([code, change && { ...base, ...change }]);
  }
  const { now = NOW, lagMs = LAG_MS, closedAt = '2024-06-20T10:12:00+08:00', matter = punished } = differing;
  const comparison: Comparison = {
    event: { closedAt, matter: { matter, source: matter && 'CITY', candidates: [] } },
    own: { ...grid, ...differing.grid },
    others: new Map(others),
    counterparts: COUNTERPARTS,
    now: () => now,
    calendar,
    lagMs,
  };
  return findDiscrepancies(comparison);
}

/** The kinds and fields that are found. */
export function kindsOf(differing: Differing): string[] {
  return found(differing).map(({ kind, field }) => `${kind} ${field}`);
}

export function status(status: EventStatus, agreesWith: readonly EventStatus[] | null = [status]) {
  return { status, statusRaw: { code: status.toLowerCase(), name: '状态' }, agreesWith };
}

export const ago = (ms: number): string => new Date(NOW - ms).toISOString();
