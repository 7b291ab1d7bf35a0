/**
 * Walks a mock world and says where its records disagree, by the contract (lifecycle.md, sections 5, 6.3 and 13).
 * It shares nothing with the generator but the catalogue's tables, so that it can find the generator wrong.
 */
import { readFileSync } from 'node:fs';
import type { CityClue } from '../../mocks/city/record.ts';
import type { GrassrootsEvent } from '../../mocks/grassroots/record.ts';
import type { ProvinceEvent } from '../../mocks/province/record.ts';
import type { World } from '../../mocks/world/world.ts';

export interface Finding {
  kind: string;
  event: string | null;
  platform: string;
  record: string | null;
  field: string;
}

export interface EventView {
  id: string;
  origin: 'grassroots' | 'city' | 'province';
  status: string;
  grassroots: GrassrootsEvent[];
  clues: CityClue[];
  province: ProvinceEvent[];
}

const table = (name: string): Record<string, string>[] => {
  const text = readFileSync(new URL(`../../mocks/data/${name}.tsv`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  return lines.map(line => {
    const cells = line.split('\t');
    return Object.fromEntries(head.split('\t').map((column, at) => [column, cells[at] ?? '']));
  });
};
const items = [...table('supervision_items'), ...table('enforcement_items')];
const byCity = new Map(items.map(item => [item.city_code, item.code ?? '']));
const byProvince = new Map(items.map(item => [item.province_code, item.code ?? '']));
const byClass = Map.groupBy(items, item => item.grassroots_code ?? '');

const words = (text: string): string[] => text.split(' ');
export const GRASSROOTS: Record<string, string> = {
  DSL: 'PENDING_ACCEPTANCE',
  BYSL: 'VOIDED',
  DFP: 'PENDING_DISPATCH',
  DQS: 'PENDING_RECEIPT',
  YTH: 'RETURNED',
  ZYZ: 'IN_DISPUTE',
  CLZ: 'IN_PROGRESS',
  YLA: 'CASE_OPEN',
  YGQ: 'SUSPENDED',
  DHC: 'PENDING_VERIFICATION',
  YBJ: 'CLOSED',
  YYS: 'TRANSFERRED',
  YZF: 'VOIDED',
};
export const CITY: Record<string, string> = {
  registered: 'PENDING_DISPATCH',
  pending_dispatch: 'PENDING_DISPATCH',
  dispatched: 'PENDING_RECEIPT',
  processing: 'IN_PROGRESS',
  returned: 'RETURNED',
  in_dispute: 'IN_DISPUTE',
  case_filed: 'CASE_OPEN',
  suspended: 'SUSPENDED',
  pending_review: 'PENDING_VERIFICATION',
  pending_close: 'PENDING_CLOSURE',
  closed: 'CLOSED',
  transferred: 'TRANSFERRED',
  cancelled: 'VOIDED',
};
export const PROVINCE: Record<string, string> = {
  11: 'PENDING_DISPATCH',
  20: 'PENDING_RECEIPT',
  21: 'IN_PROGRESS',
  22: 'IN_PROGRESS',
  23: 'RETURNED',
  29: 'SUSPENDED',
  30: 'CASE_OPEN',
  31: 'CASE_OPEN',
  40: 'PENDING_VERIFICATION',
  90: 'CLOSED',
  91: 'TRANSFERRED',
  99: 'VOIDED',
};
const LISTED_WITHOUT_EQUAL = new Set(['QTZT', 'merged', '98']);

/** Section 6.3: what each platform may show for the unified status; `c` is a province's code while coordinating. */
const LEGAL: Record<string, { grassroots: string[]; city: string[]; province: string[] }> = {
  PENDING_ACCEPTANCE: { grassroots: ['DSL'], city: [], province: [] },
  PENDING_DISPATCH: { grassroots: ['DFP'], city: words('registered pending_dispatch'), province: ['11'] },
  PENDING_RECEIPT: { grassroots: ['DQS'], city: ['dispatched'], province: ['20'] },
  RETURNED: { grassroots: ['YTH'], city: ['returned'], province: ['23'] },
  IN_DISPUTE: { grassroots: ['ZYZ'], city: ['in_dispute'], province: words('20c 21c 22c 23c') },
  IN_PROGRESS: { grassroots: ['CLZ'], city: words('processing merged'), province: words('21 22') },
  CASE_OPEN: { grassroots: ['YLA'], city: words('case_filed merged'), province: words('30 31') },
  SUSPENDED: { grassroots: ['YGQ'], city: ['suspended'], province: ['29'] },
  PENDING_VERIFICATION: { grassroots: ['DHC'], city: ['pending_review'], province: ['40'] },
  PENDING_CLOSURE: { grassroots: ['DHC'], city: ['pending_close'], province: ['40'] },
  CLOSED: { grassroots: ['YBJ'], city: words('closed merged'), province: ['90'] },
  TRANSFERRED: { grassroots: ['YYS'], city: ['transferred'], province: ['91'] },
  VOIDED: { grassroots: words('YZF BYSL'), city: ['cancelled'], province: ['99'] },
};

const has = (value: string | null | undefined): value is string => value != null && value.trim() !== '';
const local = (time: string): number => Date.parse(`${time.replace(' ', 'T')}+08:00`) / 1000;
const zoned = (time: string): number => Date.parse(time) / 1000;
const region = (code: string): string => code.replace(/000$/, '').replace(/^(\d{6})000$/, '$1');
const verified = (status: string | undefined, result: string | null | undefined): string =>
  status === 'PENDING_VERIFICATION' && result === '1' ? 'PENDING_CLOSURE' : (status ?? 'UNKNOWN');

export const grassrootsStatus = (record: GrassrootsEvent): string =>
  verified(GRASSROOTS[record.sjzt.trim()], record.hcjg);
export const cityStatus = (clue: CityClue): string => CITY[clue.status] ?? 'UNKNOWN';
export function provinceStatus(record: ProvinceEvent): string {
  if (record.coordinating === '1' && /^2[0-3]$/.test(record.eventStatus)) return 'IN_DISPUTE';
  return verified(PROVINCE[record.eventStatus], record.reviewResult);
}

/** Every event of the world with all records that refer to it, by the platforms' own references. */
export function viewsOf(world: World): EventView[] {
  const grassroots = world.grassroots.events.all().map(stored => stored.record);
  const clues = world.city.clues.all().map(stored => stored.record);
  const province = world.province.events.all().map(stored => stored.record);
  const cluesBySource = Map.groupBy(clues, clue =>
    clue.source ? `${clue.source.platform}:${clue.source.no}` : '',
  );
  const provinceBySource = Map.groupBy(province, record => `${record.sourcePlatform}:${record.sourceNo}`);
  const sentDown = Map.groupBy(
    grassroots.filter(record => record.sjly === 'XF'),
    record => `${record.yylx === 'XS' ? 'city' : 'province'}:${record.yybh}`,
  );
  return [
    ...grassroots
      .filter(record => record.sjly === 'WG')
      .map((record): EventView => {
        const id = `grassroots:${record.sjbh}`;
        const [own, ofCase] = [cluesBySource.get(id) ?? [], provinceBySource.get(id) ?? []];
        const status = grassrootsStatus(record);
        return { id, origin: 'grassroots', status, grassroots: [record], clues: own, province: ofCase };
      }),
    ...clues
      .filter(clue => !clue.source)
      .map((clue): EventView => {
        const id = `city:${clue.clue_no}`;
        const [down, ofCase] = [sentDown.get(id) ?? [], provinceBySource.get(id) ?? []];
        return {
          id,
          origin: 'city',
          status: cityStatus(clue),
          grassroots: down,
          clues: [clue],
          province: ofCase,
        };
      }),
    ...province
      .filter(record => record.eventSource === 'self')
      .map((record): EventView => {
        const id = `province:${record.eventNo}`;
        const [down, own] = [sentDown.get(id) ?? [], cluesBySource.get(id) ?? []];
        const status = provinceStatus(record);
        return { id, origin: 'province', status, grassroots: down, clues: own, province: [record] };
      }),
  ];
}

/** All disagreements of the world. */
export function findingsOf(world: World): Finding[] {
  const views = viewsOf(world);
  return [...views.flatMap(view => findingsIn(view, world)), ...brokenReferences(world, views)];
}

function findingsIn(view: EventView, world: World): Finding[] {
  const found: Finding[] = [];
  const add = (kind: string, platform: string, record: string | null, field: string): void => {
    found.push({ kind, event: view.id, platform, record, field });
  };
  const [own] = view.grassroots;
  // The later updated of two clues is used.
  const live = view.clues.filter(clue => clue.status !== 'merged' || view.origin === 'city');
  const clue = live.toSorted((a, b) => (a.updated_at < b.updated_at ? 1 : -1))[0];
  const [filing] = view.province;
  const nativeNo = view.id.slice(view.id.indexOf(':') + 1);

  // Status.
  const codes = { grassroots: own?.sjzt, city: clue?.status, province: filing?.eventStatus };
  const code = codes[view.origin] ?? '';
  if (view.status === 'UNKNOWN') {
    const field = { grassroots: 'sjzt', city: 'status', province: 'eventStatus' }[view.origin];
    add(LISTED_WITHOUT_EQUAL.has(code) ? 'UNMAPPED_STATUS' : 'UNKNOWN_CODE', view.origin, nativeNo, field);
  } else {
    const legal = LEGAL[view.status]!;
    const coordinating = filing?.coordinating === '1' ? 'c' : '';
    if (own && !legal.grassroots.includes(own.sjzt)) add('STATUS_CONFLICT', 'grassroots', own.sjbh, 'sjzt');
    if (clue && !legal.city.includes(clue.status)) add('STATUS_CONFLICT', 'city', clue.clue_no, 'status');
    if (filing && !legal.province.includes(filing.eventStatus + coordinating)) {
      add('STATUS_CONFLICT', 'province', filing.eventNo, 'eventStatus');
    }
  }
  const beforeClue = ['PENDING_ACCEPTANCE', 'PENDING_DISPATCH', 'VOIDED'].includes(view.status);
  if (!clue && !beforeClue) add('COUNTERPART_MISSING', 'city', null, 'source.no');
  if (live.length > 1) {
    for (const other of live) if (other !== clue) add('DUPLICATE_RECORD', 'city', other.clue_no, 'clue_no');
  }
  if (clue?.case && !has(filing?.filingNo)) {
    const filed = zoned(clue.case.filed_at);
    if (world.options.now.getTime() / 1000 - filed > 86400)
      add('FILING_MISSING', 'province', null, 'filingNo');
  }

  // Copies of the origin's facts.
  const facts = (record: GrassrootsEvent | CityClue | ProvinceEvent | undefined) => {
    if (!record) return null;
    if ('sjbh' in record) {
      const place = has(record.jd) && has(record.wd) ? [Number(record.jd), Number(record.wd)] : null;
      return {
        region: record.xzqh,
        at: local(record.sbsj),
        due: has(record.blsx) ? local(record.blsx) : null,
        place,
      };
    }
    if ('clue_no' in record) {
      const place =
        record.location?.lng === undefined ? null : [record.location.lng, record.location.lat ?? 0];
      const due = record.due_at ? zoned(record.due_at) : null;
      return { region: record.region_code, at: zoned(record.reported_at), due, place };
    }
    const place = record.lngLat?.split(',').map(Number) ?? null;
    const due = record.dueTime ? local(record.dueTime) : null;
    return { region: record.regionCode, at: local(record.reportTime), due, place };
  };
  const all = { grassroots: facts(own), city: facts(clue), province: facts(filing) };
  const numbers = { grassroots: own?.sjbh, city: clue?.clue_no, province: filing?.eventNo };
  const origin = all[view.origin]!;
  const fields = {
    grassroots: ['xzqh', 'sbsj'],
    city: ['region_code', 'reported_at'],
    province: ['regionCode', 'reportTime'],
  };
  for (const platform of ['grassroots', 'city', 'province'] as const) {
    const copy = all[platform];
    if (!copy || platform === view.origin) continue;
    const no = numbers[platform] ?? null;
    const [mine, theirs] = [region(origin.region), region(copy.region)];
    if (!mine.startsWith(theirs) && !theirs.startsWith(mine))
      add('REGION_CONFLICT', platform, no, fields[platform][0]!);
    if (Math.abs(origin.at - copy.at) > 60) add('TIME_CONFLICT', platform, no, fields[platform][1]!);
    if (origin.due !== null && copy.due !== null && Math.abs(origin.due - copy.due) > 60) {
      add('COPY_CONFLICT', platform, no, 'due');
    }
    if (origin.place && copy.place && metres(origin.place, copy.place) > 500)
      add('COPY_CONFLICT', platform, no, 'location');
  }

  // Matter.
  const written = has(own?.zfsxdm) ? byCity.get(own.zfsxdm) : undefined;
  if (view.origin === 'grassroots' && own) {
    const bound = (byClass.get(own.sjlb) ?? []).map(item => item.code ?? '');
    const ofCity = byCity.get(clue?.item_code ?? '');
    const ofProvince = byProvince.get(filing?.itemCode ?? '');
    const decided = bound.length === 1 ? bound[0] : written;
    if (bound.length > 0 && ofCity) {
      const differs = !bound.includes(ofCity) || (written !== undefined && written !== ofCity);
      if (differs) add('MATTER_CONFLICT', 'city', clue?.clue_no ?? null, 'item_code');
      else if (!written && bound.length > 1 && !beforeClue)
        add('WRITE_BACK_MISSING', 'grassroots', own.sjbh, 'zfsxdm');
    }
    const known = decided ?? ofCity;
    if (ofProvince && known !== ofProvince)
      add('MATTER_CONFLICT', 'province', filing?.eventNo ?? null, 'itemCode');
  } else {
    const codesOfAll = new Set([
      written,
      byCity.get(clue?.item_code ?? ''),
      byProvince.get(filing?.itemCode ?? ''),
    ]);
    codesOfAll.delete(undefined);
    if (codesOfAll.size > 1) add('MATTER_CONFLICT', 'city', clue?.clue_no ?? null, 'item_code');
  }

  // Numbers, outcome, money, dates.
  const differ = (a: string | null | undefined, b: string | null | undefined): boolean =>
    has(a) && has(b) && a.trim() !== b.trim();
  if (differ(own?.xsbh, clue?.clue_no)) add('COPY_CONFLICT', 'grassroots', own?.sjbh ?? null, 'xsbh');
  if (differ(own?.ajbh, clue?.case?.case_no)) add('COPY_CONFLICT', 'grassroots', own?.sjbh ?? null, 'ajbh');
  if (differ(filing?.cityCaseNo, clue?.case?.case_no))
    add('COPY_CONFLICT', 'province', filing?.eventNo ?? null, 'cityCaseNo');
  const decision = clue?.case?.decision;
  if (differ(filing?.decisionNo, decision?.decision_no))
    add('COPY_CONFLICT', 'province', filing?.eventNo ?? null, 'decisionNo');
  if (has(filing?.decisionTime) && decision && local(filing.decisionTime) !== zoned(decision.decided_at)) {
    add('COPY_CONFLICT', 'province', filing.eventNo, 'decisionTime');
  }
  if (has(filing?.fineAmount) && has(decision?.fine_amount)) {
    const [province, city] = [
      Math.round(Number(filing.fineAmount) * 1e6),
      Math.round(Number(decision.fine_amount) * 100),
    ];
    if (province !== city) add('FINE_CONFLICT', 'province', filing.eventNo, 'fineAmount');
  }
  const outcomes: Record<string, string> = {
    1: 'rectified',
    2: 'persuaded',
    3: 'penalised',
    4: 'no_violation',
    9: 'other',
  };
  const last = own?.fklb?.findLast(feedback => feedback.sfzj === '1');
  const lastOfCity = clue?.feedbacks?.findLast(feedback => feedback.final);
  if (last && lastOfCity && outcomes[last.cljg] !== lastOfCity.outcome)
    add('COPY_CONFLICT', 'grassroots', own?.sjbh ?? null, 'cljg');
  const at = clue?.case;
  if (at) {
    const dates = [at.filed_at, at.decision?.decided_at].filter(has).map(zoned);
    if (!isRising(dates)) add('TIME_ORDER', 'city', clue.clue_no, 'case.decision.decided_at');
    const rest = [at.filed_at, at.notice_at, at.hearing?.requested_at, at.hearing?.held_at]
      .filter(has)
      .map(zoned);
    const after = [at.decision?.served_at, at.payment?.paid_at, at.concluded_at].filter(has).map(zoned);
    if (!isRising([...rest, ...after])) add('TIME_ORDER', 'city', clue.clue_no, 'case');
  }
  if (own && view.origin === 'grassroots' && has(own.bjsj) && local(own.bjsj) < local(own.sbsj)) {
    add('TIME_ORDER', 'grassroots', own.sjbh, 'bjsj');
  }
  return found;
}

const isRising = (times: number[]): boolean => times.every((time, at) => at === 0 || time >= times[at - 1]!);

function metres([lngA = 0, latA = 0]: number[], [lngB = 0, latB = 0]: number[]): number {
  const east = (lngB - lngA) * 111_320 * Math.cos((latA * Math.PI) / 180);
  return Math.hypot(east, (latB - latA) * 110_574);
}

/** Records that name an event which does not exist. */
function brokenReferences(world: World, views: EventView[]): Finding[] {
  const known = new Set(views.map(view => view.id));
  const broken: Finding[] = [];
  const check = (id: string, platform: string, record: string, field: string): void => {
    if (!known.has(id)) broken.push({ kind: 'BROKEN_REFERENCE', event: null, platform, record, field });
  };
  for (const { record } of world.city.clues) {
    if (record.source)
      check(`${record.source.platform}:${record.source.no}`, 'city', record.clue_no, 'source.no');
  }
  for (const { record } of world.province.events) {
    if (record.eventSource !== 'self')
      check(`${record.sourcePlatform}:${record.sourceNo}`, 'province', record.eventNo, 'sourceNo');
  }
  for (const { record } of world.grassroots.events) {
    if (record.sjly === 'XF')
      check(
        `${record.yylx === 'XS' ? 'city' : 'province'}:${record.yybh}`,
        'grassroots',
        record.sjbh,
        'yybh',
      );
  }
  return broken;
}
