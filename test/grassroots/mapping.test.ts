import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventStatus } from '../../src/generated/schema.ts';
import * as mapping from '../../src/grassroots/mapping.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { event, WORKED_EXAMPLE } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const NUMBER = 'SJ20240513000123';
/** What GraphQL's `Int` holds. */
const ROUND = 'expected a whole number from 1 to 2147483647';
const MATTER = catalogue.matter('E-01-005')!;

type Section = mapping.GrassrootsSection;

const spine = (fields: Record<string, unknown> = {}) => mapping.spine(event(fields), NUMBER, catalogue);
const section = (fields: Record<string, unknown> = {}) => mapping.section(event(fields), NUMBER, catalogue);

describe('the worked example of the contract (lifecycle, section 11)', () => {
  it('is this spine', () => {
    expect(spine()).toEqual({
      value: {
        id: 'grassroots:SJ20240513000123',
        origin: 'GRASSROOTS',
        number: NUMBER,
        channel: 'GRID_REPORT',
        title: '好溪河边有人倒建筑垃圾',
        matter: { matter: MATTER, source: 'CITY', candidates: [] },
        unmapped: null,
        kind: 'ENFORCEMENT',
        category: catalogue.category('01'),
        region: catalogue.region('331102001'),
        location: { address: '紫金街道好溪路河堤（示例）', lng: 119.9301, lat: 28.4587 },
        reportedAt: '2024-05-13T09:14:20+08:00',
        statusChangedAt: '2024-06-20T10:12:00+08:00',
        finalDueAt: '2024-08-12T23:59:59+08:00',
        closedAt: '2024-06-20T10:12:00+08:00',
        urgency: 'NORMAL',
        status: 'CLOSED',
        statusRaw: { platform: 'GRASSROOTS', code: 'YBJ', name: '已办结' },
        voidReason: null,
        extended: false,
        round: 1,
        version: '9',
        assignee: catalogue.department('331102ZFJ'),
      },
      gaps: [],
    });
    expect([MATTER.kind, MATTER.category.code]).toEqual(['ENFORCEMENT', '01']);
    expect(catalogue.region('331102001')?.nameZh).toBe('紫金街道');
    expect(catalogue.department('331102ZFJ')?.nameZh).toBe('莲都区综合行政执法局');
  });

  it('is this section', () => {
    expect(section()).toEqual({
      value: {
        number: NUMBER,
        status: 'CLOSED',
        statusRaw: { platform: 'GRASSROOTS', code: 'YBJ', name: '已办结' },
        updatedAt: '2024-06-20T10:12:00+08:00',
        report: {
          description: '河滩上新倒一车砖块水泥块，约3立方米',
          gridClass: { code: 'G10107', name: '建筑垃圾' },
          grid: { code: '331102001005W03', name: '好溪第三网格' },
          reporter: { name: '吴**', phone: '138****0000' },
          photos: ['p1.jpg', 'p2.jpg'],
        },
        assignee: catalogue.department('331102ZFJ'),
        clueNo: 'XS20240513000087',
        caseNo: 'AJ20240514000019',
        feedbacks: [
          {
            number: 'FK01',
            at: '2024-05-13T14:30:00+08:00',
            by: '周*',
            final: false,
            outcome: 'OTHER',
            text: '已到现场，初步查明倾倒单位',
            attachments: ['f1.jpg'],
          },
          {
            number: 'FK02',
            at: '2024-06-19T16:20:00+08:00',
            by: '周*',
            final: true,
            outcome: 'PENALISED',
            text: '垃圾已清运，罚款已缴',
            attachments: ['f2.jpg', 'f3.jpg'],
          },
        ],
        verification: {
          outcome: 'PASSED',
          at: '2024-06-20T09:05:00+08:00',
          by: '吴**',
          text: '现场已清理',
          photos: ['h1.jpg'],
        },
        closing: { at: '2024-06-20T10:12:00+08:00', summary: '同意办结' },
      },
      gaps: [],
    });
  });
});

describe('a status', () => {
  it.each<[code: string, status: EventStatus, name: string]>([
    ['DSL', 'PENDING_ACCEPTANCE', '待受理'],
    ['BYSL', 'VOIDED', '不予受理'],
    ['DFP', 'PENDING_DISPATCH', '待分派'],
    ['DQS', 'PENDING_RECEIPT', '待签收'],
    ['YTH', 'RETURNED', '已退回'],
    ['ZYZ', 'IN_DISPUTE', '争议中'],
    ['CLZ', 'IN_PROGRESS', '处理中'],
    ['YLA', 'CASE_OPEN', '已立案'],
    ['YGQ', 'SUSPENDED', '已挂起'],
    ['DHC', 'PENDING_CLOSURE', '待核查'],
    ['YBJ', 'CLOSED', '已办结'],
    ['YYS', 'TRANSFERRED', '已移送'],
    ['YZF', 'VOIDED', '已作废'],
    ['QTZT', 'UNKNOWN', '其他状态'],
    [' YBJ ', 'CLOSED', '已办结'],
  ])(
    '%j beside a passed verification is %s, in spine and section, with nothing to report',
    (sjzt, status, name) => {
      const expected = { status, statusRaw: { platform: 'GRASSROOTS', code: sjzt.trim(), name } };
      for (const { value, gaps } of [spine({ sjzt }), section({ sjzt })]) {
        expect(value).toMatchObject(expected);
        expect(gaps).toEqual([]);
      }
    },
  );

  it.each([null, '', ' ', undefined])('DHC beside hcjg %j waits for verification', hcjg => {
    expect(spine({ sjzt: 'DHC', hcjg })).toMatchObject({
      value: { status: 'PENDING_VERIFICATION' },
      gaps: [],
    });
    expect(section({ sjzt: 'DHC', hcjg }).value.verification).toBeNull();
  });

  it('DHC beside any other hcjg is unknown, and reported', () => {
    expect(spine({ sjzt: 'DHC', hcjg: '2' })).toMatchObject({
      value: { status: 'UNKNOWN', statusRaw: { code: 'DHC', name: '待核查' } },
      gaps: [{ field: 'hcjg', message: 'expected nothing or 1 beside DHC; the status is UNKNOWN', raw: '2' }],
    });
  });

  it.each([1, true, {}, ['1']])('DHC beside hcjg %j, which is no text, is unknown, and reported', hcjg => {
    const { value, gaps } = spine({ sjzt: 'DHC', hcjg });
    expect(value.status).toBe('UNKNOWN');
    expect(gaps.map(({ field }) => field)).toEqual(['hcjg']);
  });

  it.each(['YGD', 'yBJ', 'constructor', '__proto__', 'toString', '1'])(
    '%j is unknown, and reported as sent',
    sjzt => {
      const gap = {
        field: 'sjzt',
        message: "expected one of the contract's 14 codes; the status is UNKNOWN",
        raw: sjzt,
      };
      expect(spine({ sjzt })).toMatchObject({
        value: { status: 'UNKNOWN', statusRaw: { platform: 'GRASSROOTS', code: sjzt, name: null } },
        gaps: [gap],
      });
      expect(section({ sjzt })).toMatchObject({ value: { status: 'UNKNOWN' }, gaps: [gap] });
    },
  );

  it('of the wrong case is unknown though blanks around it are ordinary', () => {
    expect(spine({ sjzt: ' yBJ' }).value).toMatchObject({ status: 'UNKNOWN', statusRaw: { code: 'yBJ' } });
  });

  it.each([undefined, null, '', 7, {}])('%j is unknown, with an empty code', sjzt => {
    const { value, gaps } = spine({ sjzt });
    expect(value).toMatchObject({ status: 'UNKNOWN', statusRaw: { code: '', name: null } });
    expect(gaps.map(({ field }) => field)).toContain('sjzt');
  });
});

describe('the matter of a grid event', () => {
  it('is undecided with candidates while no item is written back', () => {
    const { value, gaps } = spine({ zfsxdm: '' });
    const candidates = catalogue.mattersByCode('GRASSROOTS', 'G10107');
    expect(value.matter).toEqual({ matter: null, source: null, candidates });
    expect([value.kind, value.category?.code, value.unmapped, gaps]).toEqual([null, '01', null, []]);
  });

  it('is undecided where the written-back item lies outside its class', () => {
    const outside = catalogue.matter('E-02-001')!.codes.CITY[0]!.code;
    const { value } = spine({ zfsxdm: outside });
    expect(value.matter.candidates.map(({ code }) => code)).toEqual(['S-01-003', 'E-01-005']);
    expect(value.unmapped).toBeNull();
  });

  it('is none where no mapping knows the class, which is said', () => {
    const { value } = spine({ sjlb: ' G10901 ', sjlbmc: '其他', zfsxdm: '' });
    expect(value.matter).toEqual({ matter: null, source: null, candidates: [] });
    expect(value.unmapped).toEqual({ platform: 'GRASSROOTS', code: 'G10901', name: '其他' });
    expect([value.kind, value.category]).toEqual([null, null]);
  });

  it('is undecided where no mapping knows the item, which is said', () => {
    const { value } = spine({ zfsxdm: 'CF-999999' });
    expect(value.matter.candidates).toHaveLength(2);
    expect(value.unmapped).toEqual({ platform: 'CITY', code: 'CF-999999', name: null });
  });
});

describe('a field of the record', () => {
  it.each([
    ['1', 'NORMAL'],
    ['2', 'URGENT'],
    ['3', 'CRITICAL'],
    ['', 'NORMAL'],
    [null, 'NORMAL'],
  ])('jjcd %j is the urgency %s', (jjcd, urgency) => expect(spine({ jjcd }).value.urgency).toBe(urgency));

  it.each([
    ['YZF', '1', 'NOT_ACCEPTED'],
    ['YZF', '2', 'DUPLICATE'],
    ['YZF', '3', 'FALSE_REPORT'],
    ['YZF', '4', 'WITHDRAWN'],
    ['YZF', '5', 'NOT_ACTIONABLE'],
    ['YZF', '', null],
    ['BYSL', '', 'NOT_ACCEPTED'],
    ['BYSL', '3', 'NOT_ACCEPTED'],
    ['YBJ', '3', null],
  ])('%s with zflx %j is void for %s', (sjzt, zflx, reason) => {
    expect(spine({ sjzt, zflx })).toMatchObject({ value: { voidReason: reason }, gaps: [] });
  });

  it.each([
    ['1', true],
    ['0', false],
    ['', false],
    [undefined, false],
    [' 1', true],
    [true, true],
  ])('sfyq %j is extended %s', (sfyq, extended) => expect(spine({ sfyq }).value.extended).toBe(extended));

  it.each([
    ['331102001000', '331102001'],
    ['331102001', '331102001'],
    ['331102000000', '331102'],
    [' 331102001000', '331102001'],
  ])('xzqh %j is the region %s', (xzqh, code) => expect(spine({ xzqh }).value.region?.code).toBe(code));

  it('sjlbmc is the title where there is none, which is reported', () => {
    const { value, gaps } = spine({ sjbt: ' ' });
    expect(value.title).toBe('建筑垃圾');
    expect(gaps).toEqual([{ field: 'sjbt', message: 'expected a title, got none; sjlbmc stands in for it' }]);
    expect(spine({ sjbt: null, sjlbmc: null }).value.title).toBe('');
  });

  it('bjsj is the closing time only while the event is closed', () => {
    expect(spine({ sjzt: 'CLZ' }).value.closedAt).toBeNull();
    expect(section().value.closing?.at).toBe('2024-06-20T10:12:00+08:00');
  });

  it.each(['CLZ', 'DHC', 'YZF', 'YYS'])(
    'bjsj and bjyj of an earlier round are no closing while it is %s',
    sjzt => {
      expect(section({ sjzt })).toMatchObject({ value: { closing: null }, gaps: [] });
    },
  );

  it('bjsj that cannot be read leaves a closing, which says nothing more', () => {
    const { value, gaps } = section({ bjsj: '?', bjyj: null });
    expect(value.closing).toEqual({ at: null, summary: null });
    expect(gaps.map(({ field }) => field)).toEqual(['bjsj']);
  });

  it('fklb comes in order of time, what has none last', () => {
    const fklb = [
      { fkid: 'none' },
      { fkid: 'second', fksj: '2024-06-19 16:20:00' },
      { fkid: 'first', fksj: '2024-05-13 14:30:00' },
    ];
    expect(section({ fklb }).value.feedbacks?.map(({ number }) => number)).toEqual([
      'first',
      'second',
      'none',
    ]);
  });

  it.each([
    ['zp', (value: Section) => value.report.photos],
    ['hczp', (value: Section) => value.verification?.photos],
  ])('%s that is no text is no list of names: null, and reported', (field, read) => {
    const { value, gaps } = section({ [field]: ['a.jpg'] });
    expect(read(value)).toBeNull();
    expect(gaps.map(one => one.field)).toEqual([field]);
  });

  it('fj that is no text is no list of names either', () => {
    const { value, gaps } = section({ fklb: [{ fkid: 'FK01', fj: 7 }] });
    expect(value.feedbacks?.[0]?.attachments).toBeNull();
    expect(gaps.map(({ field }) => field)).toEqual(['fklb[0].fj']);
  });

  it('hcjg that cannot be read is a verification of an unknown finding, not none', () => {
    const { value, gaps } = section({ hcjg: 1 });
    expect(value.verification).toMatchObject({ outcome: null, text: '现场已清理' });
    expect(gaps.map(({ field }) => field)).toEqual(['hcjg']);
  });

  it('that says nothing leaves its part of the section null', () => {
    const { value, gaps } = section({
      fklb: null,
      hcjg: '',
      bjsj: '',
      bjyj: null,
      wgbm: '',
      wgy: null,
      wgydh: '',
      zp: '',
      sjlb: null,
    });
    expect(value).toMatchObject({ feedbacks: [], verification: null, closing: null });
    expect(value.report).toMatchObject({ grid: null, reporter: null, photos: [], gridClass: null });
    expect(gaps).toEqual([]);
  });

  it('of a place that says nothing is no place, and one unreadable part leaves the others', () => {
    expect(spine({ fsdz: ' ', jd: '', wd: null })).toMatchObject({ value: { location: null }, gaps: [] });
    expect(spine({ fsdz: null, jd: '999.5', wd: null }).value.location).toEqual({
      address: null,
      lng: null,
      lat: null,
    });
  });

  it('zp is a list of names, blanks and empty ones left out', () => {
    expect(section({ zp: ' a.jpg, b.jpg,,' }).value.report.photos).toEqual(['a.jpg', 'b.jpg']);
  });

  it.each([
    ['1', 'RECTIFIED'],
    ['2', 'PERSUADED'],
    ['3', 'PENALISED'],
    ['4', 'NO_VIOLATION'],
    ['9', 'OTHER'],
    ['', null],
  ])('cljg %j is the outcome %s', (cljg, outcome) => {
    expect(section({ fklb: [{ fkid: 'FK01', cljg }] }).value.feedbacks?.[0]?.outcome).toBe(outcome);
  });

  it('hcjg 2 is a failed verification', () => {
    expect(section({ sjzt: 'CLZ', hcjg: '2' }).value.verification?.outcome).toBe('FAILED');
  });
});

describe('malformed data is contained to its field and reported (lifecycle, section 12):', () => {
  const whole = { spine: spine().value, section: section().value };

  it.each([
    [
      'blsx',
      '0000-00-00 00:00:00',
      { finalDueAt: null },
      'expected yyyy-MM-dd HH:mm:ss, got another form',
      null,
    ],
    ['sbsj', '昨天', { reportedAt: null }, 'expected yyyy-MM-dd HH:mm:ss, got another form', null],
    [
      'jd',
      '东经119度',
      { location: { ...whole.spine.location, lng: null } },
      'expected a longitude in degrees, got another form',
      null,
    ],
    [
      'jd',
      '999.5',
      { location: { ...whole.spine.location, lng: null } },
      'expected a longitude in degrees, got another form',
      null,
    ],
    [
      'wd',
      '90.1',
      { location: { ...whole.spine.location, lat: null } },
      'expected a latitude in degrees, got another form',
      null,
    ],
    ['xzqh', '33110', { region: null }, 'expected a region of the catalogue', '33110'],
    ['cbdw', '331102XXX', { assignee: null }, 'expected a department of the catalogue', '331102XXX'],
    ['jjcd', '4', { urgency: null }, "expected one of the contract's 3 codes", '4'],
    ['jjcd', 3, { urgency: null }, 'expected a text, got a value of type number', null],
    ['sfyq', 'Y', { extended: null }, 'expected a truth value, got a value of type string', null],
    ['sfyq', 1, { extended: null }, 'expected a truth value, got a value of type number', null],
    ['lc', 'first', { round: null }, `${ROUND}, got a value of type string`, null],
    ['lc', '2147483648', { round: null }, `${ROUND}, got one beyond`, null],
    ['lc', '0', { round: null }, `${ROUND}, got one beyond`, null],
    ['bbh', 9, { version: null }, 'expected a text, got a value of type number', null],
  ])('%s %j in the spine', (field, sent, changed, message, raw) => {
    expect(spine({ [field]: sent })).toEqual({
      value: { ...whole.spine, ...changed },
      gaps: [{ field, message, ...(raw !== null && { raw }) }],
    });
  });

  it('fklb an object instead of a list', () => {
    expect(section({ fklb: { fkid: 'FK01' } })).toEqual({
      value: { ...whole.section, feedbacks: null },
      gaps: [{ field: 'fklb', message: 'expected a list, got a value of type object' }],
    });
  });

  it('one field of one feedback', () => {
    const fklb = WORKED_EXAMPLE.fklb.map((one, index) =>
      index === 1 ? { ...one, cljg: '7', fksj: '?' } : one,
    );
    const { value, gaps } = section({ fklb });
    expect(value.feedbacks?.map(({ at, outcome }) => [at, outcome])).toEqual([
      ['2024-05-13T14:30:00+08:00', 'OTHER'],
      [null, null],
    ]);
    expect(gaps.map(({ field }) => field).toSorted()).toEqual(['fklb[1].cljg', 'fklb[1].fksj']);
  });

  it('and whatever it is, nothing is thrown', () => {
    const fields = fc.constantFrom(...Object.keys(WORKED_EXAMPLE));
    fc.assert(
      fc.property(fields, fc.anything(), (field, sent) => {
        const record = event({ [field]: sent });
        mapping.spine(record, NUMBER, catalogue);
        mapping.section(record, NUMBER, catalogue);
        mapping.reportedSecondOf(record);
        mapping.updatedAtOf(record);
        mapping.numberOf(record);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.anything(), record => {
        expect(mapping.spine(record, NUMBER, catalogue).value).toMatchObject({
          status: 'UNKNOWN',
          title: '',
        });
        expect(mapping.section(record, NUMBER, catalogue).value).toMatchObject({ number: NUMBER });
        expect(mapping.numberOf(record)).toBeNull();
      }),
    );
  });
});

describe('a record', () => {
  it('began on the grid where it says WG, and was sent down where it says XF', () => {
    expect([mapping.isOwn(event()).value, mapping.isOwn(event({ sjly: 'XF' })).value]).toEqual([true, false]);
    // Of one that does not say it, the number does; and what it said instead is reported.
    expect(mapping.isOwn(event({ sjly: 'wg' }))).toMatchObject({
      value: true,
      gaps: [{ field: 'sjly', raw: 'wg' }],
    });
  });

  it('is ordered by the second of its report', () => {
    expect(mapping.reportedSecondOf(event())).toBe(Date.parse('2024-05-13T09:14:20+08:00') / 1000);
    expect(mapping.reportedSecondOf(event({ sbsj: '0000-00-00 00:00:00' }))).toBeNull();
  });

  it('is told from others of one event by its time of change', () => {
    expect(mapping.updatedAtOf(event())).toBe(Date.parse('2024-06-20T10:12:00+08:00'));
    expect(mapping.updatedAtOf(event({ gxsj: '2024-06-20' }))).toBe(0);
  });
});
