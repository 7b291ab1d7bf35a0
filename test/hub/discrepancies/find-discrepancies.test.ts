/** The table of discrepancies (lifecycle, section 12), read row by row; and what is none. */
import { describe, expect, it } from '@jest/globals';
import type { EventStatus } from '../../../src/generated/schema.ts';
import type { Testimony } from '../../../src/hub/discrepancies/testimony.ts';
import {
  ago,
  another,
  found,
  item,
  kindsOf,
  punished,
  region,
  status,
  supervised,
  theCase,
} from './agreeing.ts';

const MINUTE = 60_000;

describe('platforms that agree', () => {
  it('have no discrepancy', () => {
    expect(found()).toEqual([]);
  });

  it('have none either where one did not answer, or has nothing to say', () => {
    expect(kindsOf({ city: 'SILENT' })).toEqual([]);
    expect(kindsOf({ province: 'SILENT' })).toEqual([]);
    const nothing = {
      region: null,
      item: null,
      coordinates: null,
      reportedAt: null,
      dueAt: null,
      filing: null,
    };
    expect(kindsOf({ province: { ...nothing, agreesWith: null, updatedAt: null, names: [] } })).toEqual([]);
    expect(kindsOf({ grid: { ...nothing, bound: null, finalOutcomes: [], verification: null } })).toEqual([]);
  });
});

describe('statuses', () => {
  it('conflict where one may not stand beside the event’s, and everybody’s is told', () => {
    const [conflict, ...more] = found({ city: status('IN_PROGRESS') });
    expect(more).toEqual([]);
    expect(conflict).toEqual({
      kind: 'STATUS_CONFLICT',
      field: 'status',
      chosen: 'GRASSROOTS',
      detectedAt: '2024-07-26T18:00:00+08:00',
      values: [
        expect.objectContaining({ platform: 'GRASSROOTS', record: 'SJ1', value: 'CLOSED', rawCode: 'YBJ' }),
        expect.objectContaining({
          platform: 'CITY',
          record: 'XS1',
          value: 'IN_PROGRESS',
          rawCode: 'in_progress',
        }),
        expect.objectContaining({ platform: 'PROVINCE', record: 'ZF1', value: 'CLOSED', rawCode: '90' }),
      ],
    });
  });

  it('do not where one code stands for two statuses, or goes on under another record', () => {
    const verified = { grid: status('PENDING_CLOSURE'), province: null, city: { case: null } };
    const city = {
      ...verified.city,
      ...status('PENDING_VERIFICATION', ['PENDING_VERIFICATION', 'PENDING_CLOSURE']),
    };
    expect(kindsOf({ ...verified, city })).toEqual([]);
    expect(kindsOf({ city: status('UNKNOWN', ['IN_PROGRESS', 'CASE_OPEN', 'CLOSED']) })).toEqual([]);
  });

  it.each([
    ['FILED', 1],
    ['EXECUTION', 1],
    ['CONCLUDED', 0],
    ['WITHDRAWN', 0],
    ['TRANSFERRED_OUT', 0],
  ] as const)('conflict where a record is closed and its case is not ended: %s', (stage, count) => {
    const open = { ...theCase, stage: { value: stage, raw: stage.toLowerCase() } };
    const conflicts = found({ city: { case: open } });
    expect(conflicts).toHaveLength(count);
    for (const conflict of conflicts)
      expect(conflict).toMatchObject({
        kind: 'STATUS_CONFLICT',
        field: 'city.enforcementCase.stage',
        chosen: 'CITY',
        values: [
          { record: 'XS1', value: 'CLOSED', rawCode: 'closed' },
          { record: 'XS1', value: stage, rawCode: stage.toLowerCase() },
        ],
      });
    expect(kindsOf({ city: { case: { ...open, stage: null } } })).toEqual([]);
    expect(kindsOf({ grid: status('UNKNOWN'), city: { case: open } })).toEqual([]);
    const goingOn = { grid: status('CASE_OPEN'), city: { ...status('CASE_OPEN'), case: open } };
    expect(kindsOf({ ...goingOn, province: status('CASE_OPEN'), closedAt: null })).toEqual([]);
  });

  it('are not judged of an event whose own is unknown', () => {
    expect(kindsOf({ grid: status('UNKNOWN'), city: status('IN_PROGRESS') })).toEqual([]);
  });

  it('that a contract does not list are told with the code, and contradict nobody', () => {
    const unlisted = { status: 'UNKNOWN' as const, statusRaw: { code: 'YGD', name: null }, agreesWith: null };
    const [own, ...more] = found({ grid: unlisted });
    expect(more).toEqual([]);
    expect(own).toMatchObject({ kind: 'UNKNOWN_CODE', field: 'status', chosen: 'GRASSROOTS' });
    expect(own!.values).toEqual([
      expect.objectContaining({ value: 'UNKNOWN', rawCode: 'YGD', record: 'SJ1' }),
    ]);
    expect(kindsOf({ city: unlisted })).toEqual(['UNKNOWN_CODE city.status']);
    // Nothing was sent, or nothing that is a text.
    expect(kindsOf({ city: { ...unlisted, statusRaw: { code: '', name: null } } })).toEqual([]);
  });
});

describe('regions', () => {
  it('conflict where they are two townships', () => {
    expect(found({ city: { region: region('331102002') } })).toMatchObject([
      {
        kind: 'REGION_CONFLICT',
        chosen: 'GRASSROOTS',
        values: [
          { value: '331102001 紫金街道' },
          { value: '331102002 岩泉街道', rawCode: '331102002' },
          { value: '331102 莲都区' },
        ],
      },
    ]);
  });

  it('do not where one is above the other', () => {
    expect(kindsOf({ city: { region: region('331100') } })).toEqual([]);
    expect(kindsOf({ grid: { region: region('331102') }, city: { region: region('331102002') } })).toEqual(
      [],
    );
  });
});

describe('matters', () => {
  it('conflict where an item is outside the origin’s class', () => {
    const conflict = found({ grid: { item: item(another) }, city: { item: item(another) }, matter: null });
    expect(conflict.map(({ kind, chosen }) => [kind, chosen])).toEqual([['MATTER_CONFLICT', null]]);
    expect(conflict[0]!.values.map(({ platform, value }) => [platform, value])).toEqual([
      ['GRASSROOTS', `${supervised.code}, ${punished.code}`],
      ['GRASSROOTS', another.code],
      ['CITY', another.code],
      ['PROVINCE', punished.code],
    ]);
  });

  it('conflict where the leader’s item is inside, and another than the one written back', () => {
    const [conflict] = found({ city: { item: item(supervised) } });
    expect(conflict).toMatchObject({ kind: 'MATTER_CONFLICT', chosen: 'GRASSROOTS' });
  });

  it('do not where the class or the item is unmapped', () => {
    expect(kindsOf({ grid: { bound: { value: [], raw: 'G9' } }, city: { item: item(another) } })).toEqual([]);
    expect(kindsOf({ city: { item: item() } })).toEqual([]);
  });

  it('miss a write-back where the class is of several and the leader’s item would decide', () => {
    const [missing, ...more] = found({ grid: { item: null, awaitsItem: true }, matter: null });
    expect(more).toEqual([]);
    expect(missing).toMatchObject({
      kind: 'WRITE_BACK_MISSING',
      field: 'matter',
      chosen: null,
      values: [
        { platform: 'GRASSROOTS', value: null },
        { platform: 'CITY', value: punished.code, rawCode: 'item' },
      ],
    });
  });

  it.each<[string, Parameters<typeof kindsOf>[0]]>([
    ['the class is of one alone', { grid: { item: null, awaitsItem: true, bound: item(punished) } }],
    ['what was written back cannot be read', { grid: { item: null, awaitsItem: false } }],
    ['the leader has no item', { grid: { item: null, awaitsItem: true }, city: { item: null } }],
    ['the leader’s item is unmapped', { grid: { item: null, awaitsItem: true }, city: { item: item() } }],
  ])('miss none where %s', (_name, differing) => {
    expect(kindsOf(differing)).toEqual([]);
  });

  it('miss none before the event is dispatched', () => {
    const grid = { ...status('PENDING_DISPATCH'), item: null, awaitsItem: true };
    const city = { ...status('PENDING_DISPATCH'), case: null };
    expect(kindsOf({ grid, city, province: null, closedAt: null })).toEqual([]);
  });
});

describe('records', () => {
  it('are missing where the event was dispatched and the leader knows no clue, which is no conflict of statuses', () => {
    expect(found({ city: null, province: null })).toMatchObject([
      {
        kind: 'COUNTERPART_MISSING',
        field: 'city',
        chosen: null,
        values: [
          { platform: 'GRASSROOTS', value: 'CLOSED', rawCode: 'YBJ' },
          { platform: 'CITY', record: null, value: null, asOf: null },
        ],
      },
    ]);
  });

  it.each<EventStatus>(['PENDING_ACCEPTANCE', 'PENDING_DISPATCH', 'VOIDED', 'UNKNOWN'])(
    'are not missing in %s',
    own => {
      expect(kindsOf({ grid: status(own), city: null, province: null })).toEqual([]);
    },
  );

  it('are several too many where none goes on under another', () => {
    const two = [
      { number: 'XS1', updatedAt: '2024-06-20T10:11:57+08:00' },
      { number: 'XS2', updatedAt: '2024-06-20T10:11:17+08:00' },
    ];
    expect(found({ city: { live: two, numbers: ['XS1', 'XS2'] } })).toMatchObject([
      {
        kind: 'DUPLICATE_RECORD',
        field: 'city.number',
        chosen: 'CITY',
        values: [
          { record: 'XS1', value: 'XS1', asOf: two[0]!.updatedAt },
          { record: 'XS2', value: 'XS2', asOf: two[1]!.updatedAt },
        ],
      },
    ]);
    // One live, and one merged into it.
    expect(kindsOf({ city: { numbers: ['XS1', 'XS2'] } })).toEqual([]);
  });
});

describe('a filing', () => {
  const filedOn = (filedAt: string | null) => ({
    city: { case: { ...theCase, filedAt, course: [] } },
    province: null,
  });

  it('is missing where a case was filed more than a working day ago', () => {
    expect(found({ province: null })).toMatchObject([
      {
        kind: 'FILING_MISSING',
        field: 'province.filing',
        chosen: null,
        values: [
          { platform: 'CITY', record: 'XS1', value: 'AJ1' },
          { platform: 'PROVINCE', record: null, value: null },
        ],
      },
    ]);
  });

  it('is due by the end of the working day after', () => {
    // NOW is a Friday.
    expect(kindsOf(filedOn('2024-07-25T08:00:00+08:00'))).toEqual([]);
    expect(kindsOf(filedOn('2024-07-24T23:00:00+08:00'))).toEqual(['FILING_MISSING province.filing']);
    const sunday = Date.parse('2024-07-28T23:59:59+08:00');
    expect(kindsOf({ ...filedOn('2024-07-26T09:00:00+08:00'), now: sunday })).toEqual([]);
    const tuesday = Date.parse('2024-07-30T00:00:00+08:00');
    expect(kindsOf({ ...filedOn('2024-07-26T09:00:00+08:00'), now: tuesday })).toEqual([
      'FILING_MISSING province.filing',
    ]);
  });

  it('is not due in a holiday, nor before its make-up workday ends', () => {
    // The Friday before National Day's week of 2024 is followed by a worked Sunday, the Monday by seven rest days.
    const at = (day: string) => Date.parse(`2024-${day}T23:00:00+08:00`);
    expect(kindsOf({ ...filedOn('2024-09-27T09:00:00+08:00'), now: at('09-29') })).toEqual([]);
    expect(kindsOf({ ...filedOn('2024-09-27T09:00:00+08:00'), now: at('09-30') })).toHaveLength(1);
    expect(kindsOf({ ...filedOn('2024-09-30T09:00:00+08:00'), now: at('10-08') })).toEqual([]);
    expect(kindsOf({ ...filedOn('2024-09-30T09:00:00+08:00'), now: at('10-09') })).toHaveLength(1);
  });

  it('is due after any holiday where the calendar does not cover the days', () => {
    const filed = filedOn('2019-05-01T00:00:00+08:00');
    expect(kindsOf({ ...filed, now: Date.parse('2019-05-16T00:00:00+08:00') })).toEqual([]);
    expect(kindsOf({ ...filed, now: Date.parse('2019-05-16T00:00:01+08:00') })).toHaveLength(1);
  });

  it('is missing on the record of an event that began where cases are filed, too', () => {
    const grid = { platform: 'PROVINCE' as const, number: 'RW1', filedCases: [], names: [] };
    expect(kindsOf({ grid, province: 'SILENT' })).toEqual(['FILING_MISSING province.filing']);
    expect(kindsOf({ grid: { ...grid, filedCases: ['AJ1'] }, province: 'SILENT' })).toEqual([]);
  });

  it('is not missing where there is no case, or nobody can say when it was filed', () => {
    expect(kindsOf({ city: { case: null }, province: null })).toEqual([]);
    expect(kindsOf(filedOn(null))).toEqual([]);
  });

  it('conflicts in the fine, and the case’s is shown', () => {
    const fine = { caseNo: 'AJ1', decisionNo: null, decidedAt: null, fine: '50000000.00' };
    expect(found({ province: { filing: fine } })).toMatchObject([
      {
        kind: 'FINE_CONFLICT',
        field: 'city.enforcementCase.decision.fine',
        chosen: 'CITY',
        values: [
          { platform: 'CITY', value: '5000.00' },
          { platform: 'PROVINCE', value: '50000000.00' },
        ],
      },
    ]);
    expect(kindsOf({ province: { filing: { ...fine, fine: null } } })).toEqual([]);
  });

  it('differs in the number or the date of the decision', () => {
    const filing = {
      caseNo: 'AJ1',
      decisionNo: '188号',
      decidedAt: '2024-06-12T10:31:01+08:00',
      fine: '5000.00',
    };
    expect(kindsOf({ province: { filing } })).toEqual([
      'COPY_CONFLICT city.enforcementCase.decision.decidedAt',
      'COPY_CONFLICT city.enforcementCase.decision.decisionNo',
    ]);
  });

  it('of another case is not this one’s, and is not compared with it', () => {
    const filing = { caseNo: 'AJ9', decisionNo: '188号', decidedAt: null, fine: '1.00' };
    expect(found({ province: { filing, filedCases: ['AJ9'] } })).toMatchObject([
      {
        kind: 'FILING_MISSING',
        values: [
          { platform: 'CITY', value: 'AJ1' },
          { record: 'ZF1', value: 'AJ9' },
        ],
      },
    ]);
    // Beside this one's, or where it cannot be read, it is none that is missing.
    expect(kindsOf({ province: { filing, filedCases: ['AJ9', 'AJ1'] } })).toEqual([]);
    expect(kindsOf({ province: { filing: null, filedCases: [null] } })).toEqual([]);
  });
});

describe('times', () => {
  it('conflict where the report’s are more than a minute apart', () => {
    expect(kindsOf({ city: { reportedAt: '2024-05-13T01:14:20+08:00' } })).toEqual([
      'TIME_CONFLICT reportedAt',
    ]);
    expect(kindsOf({ city: { reportedAt: '2024-05-13T09:15:20+08:00' } })).toEqual([]);
  });

  it('are in a wrong order where it was closed before it was reported', () => {
    const [order] = found({ closedAt: '2024-05-12T09:14:20+08:00' });
    expect(order).toMatchObject({ kind: 'TIME_ORDER', field: 'closedAt', chosen: 'GRASSROOTS' });
    expect(order!.values.map(({ value }) => value)).toEqual([
      'reportedAt 2024-05-13T09:14:20+08:00',
      'closedAt 2024-05-12T09:14:20+08:00',
    ]);
  });

  it('are in a wrong order where a case was decided before it was filed: once, whatever else that is before', () => {
    const decided = { field: 'decision.decidedAt', at: '2024-05-13T10:00:00+08:00' };
    const course = [...theCase.course.slice(0, 2), decided];
    const [order, ...more] = found({ city: { case: { ...theCase, course } } });
    expect(more).toEqual([]);
    expect(order).toMatchObject({ field: 'city.enforcementCase.decision.decidedAt', chosen: 'CITY' });
    expect(order!.values[0]!.value).toBe('filedAt 2024-05-14T10:00:00+08:00');
  });

  it('may be equal, or unknown', () => {
    expect(kindsOf({ closedAt: '2024-05-13T09:14:20+08:00' })).toEqual([]);
    expect(kindsOf({ closedAt: null })).toEqual([]);
  });
});

describe('copies that have no kind of their own', () => {
  it.each<[string, Parameters<typeof kindsOf>[0], string]>([
    ['the place, by more than 500 m', { city: { coordinates: { lng: 119.93, lat: 28.4646 } } }, 'location'],
    ['the due time', { city: { dueAt: '2024-08-13T23:59:59+08:00' } }, 'finalDueAt'],
    [
      'the final outcome',
      { grid: { finalOutcomes: [{ value: 'RECTIFIED', raw: '1' }] } },
      'grassroots.feedbacks.outcome',
    ],
    [
      'the verification',
      { province: { verification: { value: 'FAILED', raw: '2' } } },
      'province.verification.outcome',
    ],
    [
      'the clue’s number',
      { grid: { names: [{ what: 'CLUE', number: 'XS9', field: 'clueNo' }] } },
      'grassroots.clueNo',
    ],
    [
      'the case’s number',
      { grid: { names: [{ what: 'CASE', number: 'AJ9', field: 'caseNo' }] } },
      'grassroots.caseNo',
    ],
  ])('are told where they differ in %s', (_name, differing, field) => {
    expect(kindsOf(differing)).toEqual([`COPY_CONFLICT ${field}`]);
  });

  it('are not where a place is 500 m away or less', () => {
    expect(kindsOf({ city: { coordinates: { lng: 119.93, lat: 28.4644 } } })).toEqual([]);
  });

  it('are compared in the last final feedback that both have', () => {
    const rectified = { value: 'RECTIFIED' as const, raw: 'rectified' };
    const penalised = { value: 'PENALISED' as const, raw: 'penalised' };
    expect(kindsOf({ city: { finalOutcomes: [penalised, rectified] } })).toEqual([]);
    expect(kindsOf({ city: { finalOutcomes: [rectified, penalised] } })).toEqual([
      'COPY_CONFLICT grassroots.feedbacks.outcome',
    ]);
    expect(kindsOf({ city: { finalOutcomes: [] } })).toEqual([]);
  });

  it('are shown as who leads has them', () => {
    const [conflict] = found({ grid: { finalOutcomes: [{ value: 'RECTIFIED', raw: '1' }] } });
    expect(conflict).toMatchObject({
      chosen: 'CITY',
      values: [
        { platform: 'CITY', value: 'PENALISED' },
        { platform: 'GRASSROOTS', value: 'RECTIFIED', rawCode: '1' },
      ],
    });
  });
});

describe('for 15 minutes after a record was changed', () => {
  const YOUNG = ago(14 * MINUTE + 59_000);
  const OLD = ago(15 * MINUTE);
  /** What one more write-back would cure. */
  const CURED: [string, (updatedAt: string) => Parameters<typeof kindsOf>[0]][] = [
    ['STATUS_CONFLICT status', updatedAt => ({ city: { ...status('IN_PROGRESS'), updatedAt } })],
    ['MATTER_CONFLICT matter', updatedAt => ({ city: { item: item(supervised), updatedAt } })],
    ['WRITE_BACK_MISSING matter', updatedAt => ({ grid: { item: null, awaitsItem: true, updatedAt } })],
    ['COUNTERPART_MISSING city', updatedAt => ({ grid: { updatedAt }, city: null, province: null })],
    [
      'FINE_CONFLICT city.enforcementCase.decision.fine',
      updatedAt => ({
        province: { filing: { caseNo: null, decisionNo: null, decidedAt: null, fine: '1.00' }, updatedAt },
      }),
    ],
    ['COPY_CONFLICT finalDueAt', updatedAt => ({ city: { dueAt: '2024-08-13T23:59:59+08:00', updatedAt } })],
    [
      'COPY_CONFLICT grassroots.feedbacks.outcome',
      updatedAt => ({ grid: { finalOutcomes: [{ value: 'RECTIFIED', raw: '1' }], updatedAt } }),
    ],
    [
      'COPY_CONFLICT grassroots.clueNo',
      updatedAt => ({ grid: { names: [{ what: 'CLUE', number: 'XS9', field: 'clueNo' }], updatedAt } }),
    ],
  ];

  it.each(CURED)('%s is not shown', (kind, differing) => {
    expect(kindsOf(differing(YOUNG))).toEqual([]);
    expect(kindsOf(differing(OLD))).toEqual([kind]);
  });

  it.each<[string, Partial<Testimony>, Partial<Testimony>]>([
    ['is behind by one change', { statusBefore: 'PENDING_CLOSURE' }, status('PENDING_CLOSURE')],
    ['is ahead by one', status('PENDING_CLOSURE'), { statusBefore: 'PENDING_CLOSURE' }],
    ['does not say how far it is', { statusBefore: 'PENDING_CLOSURE' }, status('IN_PROGRESS')],
  ])('a status is not held against the origin’s that %s', (_name, grid, changed) => {
    const city = { case: null, ...changed };
    const differing = { grid, province: null, closedAt: null };
    expect(kindsOf({ ...differing, city: { ...city, updatedAt: YOUNG } })).toEqual([]);
    expect(kindsOf({ ...differing, city })).toEqual(['STATUS_CONFLICT status']);
  });

  it('a status is held against it that several changes lie between (section 6.3)', () => {
    const grid = { statusBefore: 'PENDING_CLOSURE' as const };
    const city = { ...status('IN_PROGRESS'), statusBefore: 'PENDING_RECEIPT' as const, updatedAt: YOUNG };
    expect(kindsOf({ grid, city })).toEqual(['STATUS_CONFLICT status']);
  });

  it('is the lag that is set, whatever that is', () => {
    const city = { ...status('IN_PROGRESS'), updatedAt: YOUNG };
    expect(kindsOf({ city, lagMs: 14 * MINUTE })).toEqual(['STATUS_CONFLICT status']);
    expect(kindsOf({ city: { ...city, updatedAt: OLD }, lagMs: 16 * MINUTE })).toEqual([]);
  });

  it('is shown what no write-back would cure', () => {
    expect(kindsOf({ city: { region: region('331102002'), updatedAt: YOUNG } })).toEqual([
      'REGION_CONFLICT region',
    ]);
    expect(kindsOf({ city: { item: item(another), updatedAt: YOUNG } })).toEqual(['MATTER_CONFLICT matter']);
    expect(kindsOf({ city: { reportedAt: '2024-05-13T01:14:20+08:00', updatedAt: YOUNG } })).toEqual([
      'TIME_CONFLICT reportedAt',
    ]);
    expect(kindsOf({ grid: { updatedAt: YOUNG }, closedAt: '2024-05-12T09:14:20+08:00' })).toEqual([
      'TIME_ORDER closedAt',
    ]);
  });

  it('is shown an old difference beside a young one', () => {
    const differing = {
      city: { ...status('IN_PROGRESS'), updatedAt: YOUNG },
      province: status('CASE_OPEN'),
    };
    expect(kindsOf(differing)).toEqual(['STATUS_CONFLICT status']);
  });

  it('nothing is held back while the platforms’ clock is not learned, and it is not said when it was found', () => {
    const conflicts = found({ city: { ...status('IN_PROGRESS'), updatedAt: ago(0) }, now: null });
    expect(conflicts.map(({ kind, detectedAt }) => [kind, detectedAt])).toEqual([['STATUS_CONFLICT', null]]);
  });

  it('nothing is held back of a record that does not say when it was changed', () => {
    expect(kindsOf({ city: { ...status('IN_PROGRESS'), updatedAt: null } })).toEqual([
      'STATUS_CONFLICT status',
    ]);
  });
});

describe('several things wrong with one event', () => {
  it('are given in the order of the table, each kind and field once', () => {
    const kinds = kindsOf({
      city: {
        ...status('IN_PROGRESS'),
        region: region('331102002'),
        reportedAt: '2024-05-13T01:14:20+08:00',
        dueAt: '2024-08-13T23:59:59+08:00',
        coordinates: { lng: 119.93, lat: 29.4 },
      },
      province: { ...status('CASE_OPEN'), region: region('331121'), dueAt: '2024-09-13T23:59:59+08:00' },
    });
    expect(kinds).toEqual([
      'STATUS_CONFLICT status',
      'REGION_CONFLICT region',
      'TIME_CONFLICT reportedAt',
      'COPY_CONFLICT finalDueAt',
      'COPY_CONFLICT location',
    ]);
  });
});
