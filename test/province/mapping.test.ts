import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import * as mapping from '../../src/province/mapping.ts';
import { type Event, event, workedEvent } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const bureau = catalogue.department('331102ZFJ')!;

const spineOf = (fields: Event) => mapping.spine(event(fields), 'RW20240318000045', catalogue);
const sectionOf = (fields: Event) => mapping.section(event(fields), 'RW20240318000045', catalogue);
/** What was reported as unreadable: the field, and the code where it is one. */
const reported = ({ gaps }: { gaps: { field: string; raw?: string }[] }) =>
  gaps.map(({ field, raw }) => (raw === undefined ? field : `${field} ${raw}`));

describe('the worked example of the contract, as the province has it', () => {
  const { value, gaps } = mapping.section(workedEvent(), 'ZF20240514000019', catalogue);

  it('is read without a gap', () => {
    expect(gaps).toEqual([]);
  });

  it('becomes the section', () => {
    expect(value).toEqual({
      number: 'ZF20240514000019',
      status: 'CLOSED',
      statusRaw: { platform: 'PROVINCE', code: '90', name: '已办结' },
      updatedAt: '2024-06-20T10:12:03+08:00',
      matter: catalogue.matter('E-01-005'),
      unmapped: null,
      assignee: bureau,
      filing: {
        filingNo: 'BA33110220240514019',
        filedAt: '2024-05-14T10:05:12+08:00',
        caseNo: 'AJ20240514000019',
        stage: 'CONCLUDED',
        procedure: 'ORDINARY',
        decisionNo: '丽莲综执罚决〔2024〕187号',
        decidedAt: '2024-06-12T10:30:00+08:00',
        fine: '5000.00',
      },
      oversights: [],
      task: null,
    });
  });

  it('is an event of the platform it was filed from, not of the province', () => {
    expect(mapping.isOwn(workedEvent()).value).toBe(false);
  });
});

describe('an event that began at the province', () => {
  it('becomes the spine', () => {
    const { value, gaps } = spineOf({});
    expect(gaps).toEqual([]);
    expect(value).toEqual({
      id: 'province:RW20240318000045',
      origin: 'PROVINCE',
      number: 'RW20240318000045',
      channel: 'JOINT_INSPECTION',
      title: '沿街店铺占道堆放物料',
      matter: { matter: catalogue.matter('S-01-002'), source: 'PROVINCE', candidates: [] },
      unmapped: null,
      kind: 'SUPERVISION',
      category: catalogue.category('01'),
      region: catalogue.region('331102001'),
      location: { address: '紫金街道丽阳路（示例）', lng: 119.9265, lat: 28.456 },
      reportedAt: '2024-03-18T10:02:11+08:00',
      statusChangedAt: '2024-03-18T14:05:40+08:00',
      finalDueAt: '2024-03-27T23:59:59+08:00',
      closedAt: null,
      urgency: 'NORMAL',
      status: 'IN_PROGRESS',
      statusRaw: { platform: 'PROVINCE', code: '21', name: '办理中' },
      voidReason: null,
      extended: null,
      round: null,
      version: '4',
      assignee: bureau,
    });
    expect(mapping.isOwn(event()).value).toBe(true);
  });

  it('has a section with its task, and no filing while no case is filed', () => {
    expect(sectionOf({}).value).toMatchObject({
      number: 'RW20240318000045',
      task: { taskNo: 'JC20240318000007', planNo: 'JH2024000031' },
      filing: null,
      oversights: [],
    });
    expect(sectionOf({ planNo: null }).value.task).toEqual({ taskNo: 'JC20240318000007', planNo: null });
  });

  it('holds its filing on its own record', () => {
    const { value, gaps } = sectionOf({
      cityCaseNo: 'AJ20240320000002',
      filingNo: 'BA33110220240320002',
      filingTime: '2024-03-20 09:05:00',
      caseStage: '1',
      procedure: '1',
    });
    expect(gaps).toEqual([]);
    expect(value.filing).toEqual({
      filingNo: 'BA33110220240320002',
      filedAt: '2024-03-20T09:05:00+08:00',
      caseNo: 'AJ20240320000002',
      stage: 'FILED',
      procedure: 'SIMPLE',
      decisionNo: null,
      decidedAt: null,
      fine: null,
    });
  });

  it('shows the province’s oversight in its words', () => {
    const oversight = {
      oversightNo: 'DB20240325000002',
      level: '1',
      reason: '办理进度滞后',
      issueTime: '2024-03-25 09:00:00',
      dueTime: '2024-03-27 18:00:00',
      closeTime: null,
    };
    expect(sectionOf({ oversights: [oversight] }).value.oversights).toEqual([
      {
        oversightNo: 'DB20240325000002',
        level: '1',
        reason: '办理进度滞后',
        issuedAt: '2024-03-25T09:00:00+08:00',
        dueAt: '2024-03-27T18:00:00+08:00',
        closedAt: null,
      },
    ]);
  });
});

describe('the status of the province', () => {
  it.each([
    ['11', {}, 'PENDING_DISPATCH', '待交办'],
    ['20', {}, 'PENDING_RECEIPT', '待签收'],
    ['20', { coordinating: null }, 'PENDING_RECEIPT', '待签收'],
    ['20', { coordinating: '1' }, 'IN_DISPUTE', '待签收'],
    ['21', {}, 'IN_PROGRESS', '办理中'],
    ['21', { coordinating: null }, 'IN_PROGRESS', '办理中'],
    ['21', { coordinating: '1' }, 'IN_DISPUTE', '办理中'],
    ['21', { reviewResult: '2' }, 'IN_PROGRESS', '办理中'],
    ['22', {}, 'IN_PROGRESS', '延期办理'],
    ['22', { coordinating: '1' }, 'IN_DISPUTE', '延期办理'],
    ['23', {}, 'RETURNED', '已退回'],
    ['23', { coordinating: '1' }, 'IN_DISPUTE', '已退回'],
    ['29', {}, 'SUSPENDED', '中止办理'],
    ['30', {}, 'CASE_OPEN', '立案办理'],
    ['30', { coordinating: '1' }, 'CASE_OPEN', '立案办理'],
    ['31', {}, 'CASE_OPEN', '已作出决定'],
    ['40', {}, 'PENDING_VERIFICATION', '待复核'],
    ['40', { reviewResult: '' }, 'PENDING_VERIFICATION', '待复核'],
    ['40', { reviewResult: '1' }, 'PENDING_CLOSURE', '待复核'],
    ['90', { reviewResult: '1' }, 'CLOSED', '已办结'],
    ['91', {}, 'TRANSFERRED', '移送其他机关'],
    ['98', {}, 'UNKNOWN', '历史数据归档'],
    ['99', {}, 'VOIDED', '撤销'],
    [' 90 ', {}, 'CLOSED', '已办结'],
  ])('%s with %j is %s', (eventStatus, second, status, name) => {
    const fields = { eventStatus, ...second };
    for (const { value, gaps } of [spineOf(fields), sectionOf(fields)]) {
      expect(value.status).toBe(status);
      expect(value.statusRaw).toEqual({ platform: 'PROVINCE', code: eventStatus.trim(), name });
      expect(gaps).toEqual([]);
    }
  });

  it.each(['77', '9', '090', 'constructor', '__proto__', 'toString'])(
    'is UNKNOWN and reported for %s, which the contract does not list',
    eventStatus => {
      const mapped = spineOf({ eventStatus });
      expect(mapped.value.status).toBe('UNKNOWN');
      expect(mapped.value.statusRaw).toEqual({ platform: 'PROVINCE', code: eventStatus, name: null });
      expect(reported(mapped)).toEqual([`eventStatus ${eventStatus}`]);
    },
  );

  it.each([
    [{ eventStatus: '20', coordinating: '2' }, ['coordinating 2']],
    [{ eventStatus: '21', coordinating: 1 }, ['coordinating']],
    [{ eventStatus: '40', reviewResult: '2' }, ['reviewResult 2']],
    [{ eventStatus: '40', reviewResult: true }, ['reviewResult']],
  ])('is UNKNOWN and reported for %j, whose second field no filter asks for', (fields, gaps) => {
    const mapped = spineOf(fields);
    expect(mapped.value.status).toBe('UNKNOWN');
    expect(mapped.value.statusRaw.code).toBe(fields.eventStatus);
    expect(reported(mapped)).toEqual(gaps);
  });

  it.each([null, '', undefined, 90])('is UNKNOWN and reported for %j', eventStatus => {
    const mapped = spineOf({ eventStatus });
    expect(mapped.value).toMatchObject({ status: 'UNKNOWN', statusRaw: { code: '', name: null } });
    expect(reported(mapped)).toContain('eventStatus ');
  });

  it('says that the event was extended only where it is 22, and else nothing of it', () => {
    expect(spineOf({ eventStatus: '22' }).value.extended).toBe(true);
    expect(spineOf({ eventStatus: '22', coordinating: '1' }).value.extended).toBe(true);
    for (const eventStatus of ['11', '21', '40', '90']) {
      expect(spineOf({ eventStatus }).value.extended).toBeNull();
    }
  });

  it('says since when the event is closed, only while it is', () => {
    const statusTime = '2024-03-20 11:00:00';
    expect(spineOf({ eventStatus: '90', statusTime }).value.closedAt).toBe('2024-03-20T11:00:00+08:00');
    expect(spineOf({ eventStatus: '91', statusTime }).value.closedAt).toBeNull();
    expect(spineOf({ eventStatus: '40', reviewResult: '1', statusTime }).value.closedAt).toBeNull();
  });
});

describe('the matter of the province', () => {
  it('is undecided and unmapped for an item that the catalogue does not know', () => {
    const unmapped = { platform: 'PROVINCE', code: '3309999999999', name: '新事项' };
    const fields = { itemCode: '3309999999999', itemName: '新事项' };
    expect(spineOf(fields)).toMatchObject({
      value: { matter: { matter: null, source: null, candidates: [] }, unmapped },
      gaps: [],
    });
    expect(sectionOf(fields)).toMatchObject({ value: { matter: null, unmapped }, gaps: [] });
  });

  it('is none, and nothing unmapped, where no item is said', () => {
    expect(spineOf({ itemCode: null }).value).toMatchObject({ matter: { matter: null }, unmapped: null });
    expect(sectionOf({ itemCode: null }).value).toMatchObject({ matter: null, unmapped: null });
  });

  it('leaves category and kind as the record has them, as the list’s own filters do', () => {
    const { value, gaps } = spineOf({ categoryCode: '22', itemKind: '2' });
    expect(gaps).toEqual([]);
    expect(value.matter.matter?.code).toBe('S-01-002');
    expect(value.category).toBe(catalogue.category('22'));
    expect(value.kind).toBe('ENFORCEMENT');
  });
});

describe('the fine of the province', () => {
  it.each([
    ['0.5000', '5000.00'],
    ['0.0050', '50.00'],
    ['12.3456', '123456.00'],
    ['5000.0000', '50000000.00'],
    [null, null],
  ])('of %s ten thousand yuan is %s yuan', (fineAmount, fine) => {
    const mapped = sectionOf({ filingNo: 'BA33110220240320002', fineAmount });
    expect(mapped.value.filing?.fine).toBe(fine);
    expect(mapped.gaps).toEqual([]);
  });

  it.each(['五千', '-0.5', '1e3', '0.5000元', 0.5])('is null and reported for %j', fineAmount => {
    const mapped = sectionOf({ filingNo: 'BA33110220240320002', fineAmount });
    expect(mapped.value.filing?.fine).toBeNull();
    expect(reported(mapped)).toEqual(['fineAmount']);
  });
});

describe('the stage of a filing', () => {
  it.each([
    ['1', 'FILED'],
    ['2', 'INVESTIGATION'],
    ['3', 'REVIEW'],
    ['4', 'NOTICE'],
    ['5', 'DECISION'],
    ['6', 'EXECUTION'],
    ['7', 'CONCLUDED'],
    ['8', 'WITHDRAWN'],
    ['9', 'TRANSFERRED_OUT'],
    [null, null],
  ])('%s is %s', (caseStage, stage) => {
    const mapped = sectionOf({ filingNo: 'BA33110220240320002', caseStage });
    expect(mapped.value.filing?.stage).toBe(stage);
    expect(mapped.gaps).toEqual([]);
  });
});

describe('what cannot be read', () => {
  it.each<[Event, Partial<ReturnType<typeof spineOf>['value']>, string[]]>([
    [{ eventTitle: null }, { title: '对城市道路两侧和公共场所容貌秩序的监督检查' }, ['eventTitle']],
    [{ eventTitle: null, itemName: null }, { title: '' }, ['eventTitle']],
    [
      { lngLat: '119.9265' },
      { location: { address: '紫金街道丽阳路（示例）', lng: null, lat: null } },
      ['lngLat'],
    ],
    [
      { lngLat: '28.4560,119.9265' },
      { location: { address: '紫金街道丽阳路（示例）', lng: null, lat: null } },
      ['lngLat'],
    ],
    [
      { lngLat: '119.9265,28.4560,0', address: null },
      { location: { address: null, lng: null, lat: null } },
      ['lngLat'],
    ],
    [{ reportTime: '2024-02-30 10:00:00' }, { reportedAt: null }, ['reportTime']],
    [{ dueTime: '0000-00-00 00:00:00' }, { finalDueAt: null }, ['dueTime']],
    [{ regionCode: '33110' }, { region: null }, ['regionCode 33110']],
    [{ categoryCode: '41' }, { category: null }, ['categoryCode 41']],
    [{ itemKind: '3' }, { kind: null }, ['itemKind 3']],
    [{ urgency: 'constructor' }, { urgency: null }, ['urgency constructor']],
    [{ urgency: 3 }, { urgency: null }, ['urgency']],
    [{ deptCode: '331102XXX' }, { assignee: null }, ['deptCode 331102XXX']],
    [{ version: 1.5 }, { version: null }, ['version']],
    [{ version: -1 }, { version: null }, ['version']],
  ])('of %j is null or its stand-in, reported, and nothing else', (fields, value, gaps) => {
    const mapped = spineOf(fields);
    expect(mapped.value).toEqual({ ...spineOf({}).value, ...value });
    expect(reported(mapped)).toEqual(gaps);
  });

  it('of an oversight is contained to its field', () => {
    const mapped = sectionOf({ oversights: [{ oversightNo: 'DB1', issueTime: 'soon' }, 'DB2'] });
    expect(mapped.value.oversights).toMatchObject([
      { oversightNo: 'DB1', issuedAt: null },
      { oversightNo: null },
    ]);
    expect(reported(mapped)).toEqual(['oversights[1]', 'oversights[0].issueTime']);
    expect(sectionOf({ oversights: 'none' })).toMatchObject({
      value: { oversights: null },
      gaps: [{ field: 'oversights' }],
    });
  });

  it('is no statement where it is empty', () => {
    const fields = { lngLat: null, dueTime: '', deptCode: null, address: null };
    expect(spineOf(fields)).toMatchObject({
      value: { location: null, finalDueAt: null, assignee: null },
      gaps: [],
    });
    expect(spineOf({ urgency: null }).value.urgency).toBe('NORMAL');
  });

  it.each([null, undefined, 'RW', 7, [], {}])('of %j, which is no event, throws nothing', record => {
    expect(mapping.numberOf(record)).toBeNull();
    expect(mapping.updatedAtOf(record)).toBe(0);
    expect(mapping.reportedSecondOf(record)).toBeNull();
    expect(mapping.isOwn(record).value).toBe(true);
    expect(mapping.spine(record, 'RW1', catalogue).value.status).toBe('UNKNOWN');
    expect(mapping.section(record, 'RW1', catalogue).value.status).toBe('UNKNOWN');
  });
});
