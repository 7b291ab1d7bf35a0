import { describe, expect, it } from '@jest/globals';
import * as mapping from '../../src/city/mapping.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type Clue, clue, workedClue } from './clue.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const bureau = catalogue.department('331102ZFJ')!;
const township = catalogue.region('331102001')!;

const spineOf = (fields: Clue) => mapping.spine(clue(fields), 'XS20240726000003', catalogue);
const sectionOf = (fields: Clue) =>
  mapping.section(clue(fields), 'XS20240726000003', ['XS20240726000003'], catalogue);
/** What was reported as unreadable: the field, and the code where it is one. */
const reported = ({ gaps }: { gaps: { field: string; raw?: string }[] }) =>
  gaps.map(({ field, raw }) => (raw === undefined ? field : `${field} ${raw}`));

/** What the documents of the worked example hang on. */
const HANGS_ON = {
  clueNo: 'XS20240513000087',
  event: { id: 'grassroots:SJ20240513000123', origin: 'GRASSROOTS', number: 'SJ20240513000123' },
};

describe('the worked example of the contract, as the city has it', () => {
  const { value, gaps } = mapping.section(workedClue(), 'XS20240513000087', ['XS20240513000087'], catalogue);

  it('is read without a gap', () => {
    expect(gaps).toEqual([]);
  });

  it('becomes the section', () => {
    expect(value).toEqual({
      number: 'XS20240513000087',
      status: 'CLOSED',
      statusRaw: { platform: 'CITY', code: 'closed', name: '已办结' },
      updatedAt: '2024-06-20T10:11:57+08:00',
      clue: {
        clueNo: 'XS20240513000087',
        title: '好溪河堤倾倒建筑垃圾',
        matter: catalogue.matter('E-01-005'),
        unmapped: null,
        region: township,
        reportedAt: '2024-05-13T09:14:20+08:00',
        receivedAt: '2024-05-13T09:50:02+08:00',
        mergedInto: null,
      },
      clueNos: ['XS20240513000087'],
      assignee: bureau,
      coDepartments: [],
      supervised: false,
      documents: [
        {
          number: 'JB20240513000041',
          documentNo: '丽莲综执交〔2024〕312号',
          kind: 'ASSIGNMENT',
          to: bureau,
          content: '请核查处置并反馈',
          issuedAt: '2024-05-13T09:50:02+08:00',
          dueAt: '2024-05-20T23:59:59+08:00',
          signedAt: '2024-05-13T10:41:30+08:00',
          answeredAt: '2024-06-19T16:20:00+08:00',
          state: 'ANSWERED',
          issuer: '紫金街道',
          ...HANGS_ON,
        },
        {
          number: 'TX20240605000006',
          documentNo: '丽莲综执提〔2024〕19号',
          kind: 'REMINDER',
          to: bureau,
          content: '案件办理进度提醒',
          issuedAt: '2024-06-05T09:00:00+08:00',
          dueAt: null,
          signedAt: null,
          answeredAt: null,
          state: 'ISSUED',
          issuer: '莲都区行政执法指挥中心',
          ...HANGS_ON,
        },
      ],
      feedbacks: [],
      verification: null,
      enforcementCase: {
        caseNo: 'AJ20240514000019',
        procedure: 'ORDINARY',
        stage: 'CONCLUDED',
        cause: '随意倾倒建筑垃圾',
        filedAt: '2024-05-14T10:00:00+08:00',
        party: { kind: 'ORGANISATION', name: '丽水某建筑工程有限公司', idNo: '9133********', phone: null },
        officers: [
          { name: '周*', certificateNo: '1111********' },
          { name: '林*', certificateNo: '1111********' },
        ],
        noticeAt: '2024-05-28T15:00:00+08:00',
        hearing: null,
        decision: {
          decisionNo: '丽莲综执罚决〔2024〕187号',
          decidedAt: '2024-06-12T10:30:00+08:00',
          penalties: ['WARNING', 'FINE'],
          fine: '5000.00',
          servedAt: '2024-06-13T11:00:00+08:00',
        },
        payment: {
          dueOn: '2024-06-28',
          paidAt: '2024-06-18T14:02:00+08:00',
          amount: '5000.00',
          surcharge: '0.00',
        },
        concludedAt: '2024-06-19T15:40:00+08:00',
      },
      dispute: null,
      consultations: [],
    });
  });

  it('began elsewhere, so it is no event of city origin', () => {
    expect(mapping.isOwn(workedClue()).value).toBe(false);
  });
});

describe('a clue that began in the city', () => {
  it('is the spine of its event', () => {
    const { value, gaps } = spineOf({
      location: { address: '紫金街道丽阳路（示例）', lng: 119.9265, lat: 28.456 },
      department: { code: '331102ZFJ', name: '莲都区综合行政执法局' },
    });
    const matter = catalogue.matter('E-01-005')!;
    expect(gaps).toEqual([]);
    expect(value).toEqual({
      id: 'city:XS20240726000003',
      origin: 'CITY',
      number: 'XS20240726000003',
      channel: 'PATROL',
      title: '店铺占道经营',
      matter: { matter, source: 'CITY', candidates: [] },
      unmapped: null,
      kind: 'ENFORCEMENT',
      category: matter.category,
      region: township,
      location: { address: '紫金街道丽阳路（示例）', lng: 119.9265, lat: 28.456 },
      reportedAt: '2024-07-26T09:41:05+08:00',
      statusChangedAt: '2024-07-26T09:41:05+08:00',
      finalDueAt: '2024-08-06T23:59:59+08:00',
      closedAt: null,
      urgency: 'NORMAL',
      status: 'PENDING_DISPATCH',
      statusRaw: { platform: 'CITY', code: 'registered', name: '已登记' },
      voidReason: null,
      extended: false,
      round: 1,
      version: '"1"',
      assignee: bureau,
    });
    expect(mapping.isOwn(clue()).value).toBe(true);
  });

  it.each([
    ['registered', 'PENDING_DISPATCH', '已登记'],
    ['pending_dispatch', 'PENDING_DISPATCH', '待分派'],
    ['dispatched', 'PENDING_RECEIPT', '已交办'],
    ['processing', 'IN_PROGRESS', '处置中'],
    ['returned', 'RETURNED', '已退回'],
    ['in_dispute', 'IN_DISPUTE', '争议协调中'],
    ['case_filed', 'CASE_OPEN', '已立案'],
    ['suspended', 'SUSPENDED', '已挂起'],
    ['pending_review', 'PENDING_VERIFICATION', '待核查'],
    ['pending_close', 'PENDING_CLOSURE', '待办结'],
    ['closed', 'CLOSED', '已办结'],
    ['transferred', 'TRANSFERRED', '已移送'],
    ['cancelled', 'VOIDED', '已作废'],
    ['merged', 'UNKNOWN', '已并案'],
  ])('with status %s is %s', (code, status, name) => {
    const { value, gaps } = spineOf({ status: ` ${code} ` });
    expect(value).toMatchObject({ status, statusRaw: { platform: 'CITY', code, name } });
    expect(gaps).toEqual([]);
  });

  it.each(['archived', 'Closed', 'constructor', '__proto__', ''])(
    'with the unlisted status %j is UNKNOWN, and reported with its code',
    status => {
      const mapped = spineOf({ status });
      expect(mapped.value).toMatchObject({
        status: 'UNKNOWN',
        statusRaw: { platform: 'CITY', code: status, name: null },
      });
      expect(reported(mapped)).toEqual([`status ${status}`]);
    },
  );

  it('was closed when its status last changed, as long as it is closed', () => {
    const status_changed_at = '2024-07-26T12:00:00+08:00';
    expect(spineOf({ status: 'closed', status_changed_at }).value.closedAt).toBe('2024-07-26T12:00:00+08:00');
    expect(spineOf({ status: 'processing', status_changed_at }).value.closedAt).toBeNull();
  });

  it('is of no matter, and says which code, where the catalogue does not know its item', () => {
    const { value } = spineOf({ item_code: 'CF-999999', item_name: '新事项' });
    expect(value).toMatchObject({
      matter: { matter: null, source: null, candidates: [] },
      unmapped: { platform: 'CITY', code: 'CF-999999', name: '新事项' },
      kind: 'ENFORCEMENT',
      category: null,
    });
  });

  it('is of no matter and has nothing unmapped while it has no item', () => {
    const { value, gaps } = spineOf({ item_code: undefined, item_name: undefined, item_kind: undefined });
    expect(value).toMatchObject({ matter: { matter: null, candidates: [] }, unmapped: null, kind: null });
    expect(gaps).toEqual([]);
  });

  it('is ordinary where it says nothing of urgency, and does not say whether it was extended', () => {
    const { value, gaps } = spineOf({ urgency: undefined, extended: undefined });
    expect(value).toMatchObject({ urgency: 'NORMAL', extended: null });
    expect(gaps).toEqual([]);
  });

  it('is called by its item where it has no title, and reported', () => {
    const mapped = spineOf({ title: undefined, item_name: '占道经营' });
    expect(mapped.value.title).toBe('占道经营');
    expect(reported(mapped)).toEqual(['title']);
  });

  it('lies in the region of the shortest form of its code', () => {
    expect(spineOf({ region_code: '331102000' }).value.region).toBe(catalogue.region('331102'));
  });

  it.each([[undefined], [null], [{}], [{ address: ' ', lng: null }]])(
    'is nowhere where %j was sent',
    location => {
      expect(spineOf({ location })).toMatchObject({ value: { location: null }, gaps: [] });
    },
  );

  it('is ordered by the second in which it was reported', () => {
    expect(mapping.reportedSecondOf(clue())).toBe(Date.parse('2024-07-26T09:41:05+08:00') / 1000);
    expect(mapping.reportedSecondOf(clue({ reported_at: '2024-02-30T00:00:00+08:00' }))).toBeNull();
  });
});

describe('a value that cannot be read', () => {
  it('without a zone is a time of Asia/Shanghai, and reported all the same', () => {
    const mapped = spineOf({ due_at: '2024-08-06T23:59:59' });
    expect(mapped.value.finalDueAt).toBe('2024-08-06T23:59:59+08:00');
    expect(reported(mapped)).toEqual(['due_at']);
  });

  it('is a fine that came as a number: null, and reported', () => {
    const record = workedClue();
    (record.case as { decision: Clue }).decision.fine_amount = 5000;
    const mapped = mapping.section(record, 'XS20240513000087', ['XS20240513000087'], catalogue);
    expect(mapped.value.enforcementCase?.decision).toMatchObject({
      fine: null,
      penalties: ['WARNING', 'FINE'],
    });
    expect(mapped.gaps).toEqual([
      { field: 'case.decision.fine_amount', message: 'expected a text, got a value of type number' },
    ]);
  });

  it.each([
    ['channel', { channel: 'letter' }, { channel: null }, 'channel letter'],
    ['urgency', { urgency: 'toString' }, { urgency: null }, 'urgency toString'],
    ['urgency of another type', { urgency: 3 }, { urgency: null }, 'urgency'],
    ['item_kind', { item_kind: 'licence' }, { kind: null }, 'item_kind licence'],
    ['region', { region_code: '33110' }, { region: null }, 'region_code 33110'],
    ['reported time', { reported_at: 'yesterday' }, { reportedAt: null }, 'reported_at'],
    ['round', { round: 1.5 }, { round: null }, 'round'],
    ['round beyond 32 bits', { round: 2 ** 31 }, { round: null }, 'round'],
    ['round below one', { round: 0 }, { round: null }, 'round'],
    ['extended', { extended: 'no' }, { extended: null }, 'extended'],
    ['location', { location: '紫金街道' }, { location: null }, 'location'],
    [
      'longitude',
      { location: { lng: '119', lat: 28 } },
      { location: { address: null, lng: null, lat: 28 } },
      'location.lng',
    ],
    [
      'latitude',
      { location: { lng: 119, lat: 280 } },
      { location: { address: null, lng: 119, lat: null } },
      'location.lat',
    ],
    [
      'location, all of it',
      { location: { lng: 181 } },
      { location: { address: null, lng: null, lat: null } },
      'location.lng',
    ],
    ['department', { department: { code: '999999ZFJ' } }, { assignee: null }, 'department.code 999999ZFJ'],
    ['title', { title: 7 }, { title: '对随意倾倒、抛撒或者堆放建筑垃圾的处罚' }, 'title'],
  ])('of the spine (%s) leaves a gap and spoils nothing else', (_, fields, expected, gap) => {
    const mapped = spineOf(fields);
    expect(mapped.value).toMatchObject({
      ...expected,
      number: 'XS20240726000003',
      status: 'PENDING_DISPATCH',
    });
    expect(reported(mapped)).toEqual([gap]);
  });

  it.each([
    ['documents', { documents: null, supervised: null }],
    ['feedbacks', { feedbacks: null }],
    ['consultations', { consultations: null }],
    ['verification', { verification: null }],
    ['case', { enforcementCase: null }],
    ['dispute', { dispute: null }],
    ['co_departments', { coDepartments: null }],
  ])('in place of %s leaves a gap', (field, expected) => {
    const mapped = sectionOf({ [field]: 'x' });
    expect(mapped.value).toMatchObject(expected);
    expect(reported(mapped)).toEqual([field]);
  });

  it('is a record that is none at all: everything is null, and nothing throws', () => {
    expect(mapping.spine('x', 'XS1', catalogue).value).toMatchObject({
      status: 'UNKNOWN',
      title: '',
      region: null,
    });
    expect(mapping.section(null, 'XS1', ['XS1'], catalogue).value).toMatchObject({
      status: 'UNKNOWN',
      documents: [],
    });
    expect([mapping.numberOf(7), mapping.isOwn(null).value, mapping.updatedAtOf([])]).toEqual([
      null,
      true,
      0,
    ]);
  });

  it('is a source of another form: then its number says that the clue is the city’s own, and it is reported', () => {
    for (const [source, field] of [
      ['grassroots', 'source'],
      [[], 'source'],
      [{ platform: 'moon' }, 'source.platform'],
    ] as const) {
      expect(mapping.isOwn(clue({ source }))).toMatchObject({ value: true, gaps: [{ field }] });
    }
  });

  it('is one unlisted penalty: the others would look like the whole, so all are null', () => {
    const mapped = sectionOf({
      case: { case_no: 'AJ20240726000001', decision: { penalties: ['fine', 'detention'] } },
    });
    expect(mapped.value.enforcementCase?.decision?.penalties).toBeNull();
    expect(reported(mapped)).toEqual(['case.decision.penalties detention']);
  });

  it.each([
    [{}, 'co_departments'],
    [[{ code: '331102ZFJ' }, { code: 'NOPE' }], 'co_departments[1].code NOPE'],
    [[{ code: '331102ZFJ' }, { name: '某局' }], 'co_departments[1].code'],
  ])('is one of the departments that help (%j): the others would look like all', (co_departments, gap) => {
    const mapped = sectionOf({ co_departments });
    expect(mapped.value.coDepartments).toBeNull();
    expect(reported(mapped)).toEqual([gap]);
  });

  it('is one of the departments of a talk', () => {
    const mapped = sectionOf({ consultations: [{ departments: ['331102ZFJ', 'NOPE'] }] });
    expect(mapped.value.consultations?.[0]?.departments).toBeNull();
    expect(reported(mapped)).toEqual(['consultations[0].departments NOPE']);
  });

  it('is one name of an attachment', () => {
    const mapped = sectionOf({ feedbacks: [{ attachments: ['a.jpg', 7] }] });
    expect(mapped.value.feedbacks?.[0]?.attachments).toBeNull();
    expect(reported(mapped)).toEqual(['feedbacks[0].attachments']);
  });

  it.each([
    [{}, 'officers'],
    [[{ name: '周*' }, '林*'], 'officers[1]'],
  ])('is the officers of a case (%j): null, and reported', (officers, gap) => {
    const mapped = sectionOf({ officers, case: { case_no: 'AJ20240726000001' } });
    expect(mapped.value.enforcementCase?.officers).toBeNull();
    expect(reported(mapped)).toEqual([gap]);
  });

  it('is one field of an officer: the officer is there', () => {
    const mapped = sectionOf({
      officers: [{ name: 7, certificate_no: '1111********' }],
      case: { case_no: 'AJ20240726000001' },
    });
    expect(mapped.value.enforcementCase?.officers).toEqual([{ name: null, certificateNo: '1111********' }]);
    expect(reported(mapped)).toEqual(['officers[0].name']);
  });

  it('is a case without a number: it is left out, and reported', () => {
    const mapped = sectionOf({ case: { stage: 'filed' } });
    expect(mapped.value.enforcementCase).toBeNull();
    expect(reported(mapped)).toEqual(['case.case_no']);
  });

  it('is a day that does not exist', () => {
    const mapped = sectionOf({ case: { case_no: 'AJ20240726000001', payment: { due_on: '2024-02-30' } } });
    expect(mapped.value.enforcementCase?.payment?.dueOn).toBeNull();
    expect(reported(mapped)).toEqual(['case.payment.due_on']);
  });
});

describe('the documents of a clue', () => {
  const document = (fields: Clue) => ({
    id: 'DB1',
    type: 'supervision',
    state: 'issued',
    issued_at: '2024-07-26T10:00:00+08:00',
    ...fields,
  });

  it('come in order of issue, those without a time last', () => {
    const { value } = sectionOf({
      documents: [
        document({ id: 'none', issued_at: undefined }),
        document({ id: 'second' }),
        document({ id: 'first', issued_at: '2024-07-26T01:30:00Z' }),
      ],
    });
    expect(value.documents?.map(({ number }) => number)).toEqual(['first', 'second', 'none']);
  });

  it('may be of a kind or in a state that has no name: null, and reported', () => {
    const mapped = sectionOf({ documents: [document({ type: 'notice', state: 'lost' })] });
    expect(mapped.value.documents).toMatchObject([{ number: 'DB1', kind: null, state: null }]);
    expect(reported(mapped)).toEqual(['documents[0].type notice', 'documents[0].state lost']);
  });

  it.each([
    ['no document', [], false],
    ['an issued supervision order', [document({})], true],
    ['a signed supervision order', [document({ state: 'signed' })], true],
    ['an answered supervision order', [document({ state: 'answered' })], false],
    ['a cancelled supervision order', [document({ state: 'cancelled' })], false],
    ['an open assignment', [document({ type: 'assignment' })], false],
    ['an answered order and an open one', [document({ state: 'answered' }), document({})], true],
    ['an order in an unknown state', [document({ state: 'lost' })], null],
    ['an open document of an unknown kind', [document({ type: 'notice' })], null],
    ['an open order beside an unreadable document', [document({}), 'x'], true],
  ])('with %s make it supervised: %j', (_, documents, supervised) => {
    expect(sectionOf({ documents }).value.supervised).toBe(supervised);
  });
});

describe('the other parts of a clue', () => {
  it('are feedbacks in order of time, and the verification', () => {
    const { value, gaps } = sectionOf({
      feedbacks: [
        {
          id: '2',
          at: '2024-07-26T12:00:00+08:00',
          by: '周*',
          final: true,
          outcome: 'rectified',
          text: '已整改',
          attachments: ['b.jpg'],
        },
        {
          id: '1',
          at: '2024-07-26T11:00:00+08:00',
          by: '周*',
          final: false,
          text: '已到现场',
          attachments: [],
        },
      ],
      verification: { outcome: 'failed', at: '2024-07-26T13:00:00+08:00', by: '吴**', text: '未清理' },
    });
    expect(gaps).toEqual([]);
    expect(value.feedbacks).toEqual([
      {
        number: '1',
        at: '2024-07-26T11:00:00+08:00',
        by: '周*',
        final: false,
        outcome: null,
        text: '已到现场',
        attachments: [],
      },
      {
        number: '2',
        at: '2024-07-26T12:00:00+08:00',
        by: '周*',
        final: true,
        outcome: 'RECTIFIED',
        text: '已整改',
        attachments: ['b.jpg'],
      },
    ]);
    expect(value.verification).toEqual({
      outcome: 'FAILED',
      at: '2024-07-26T13:00:00+08:00',
      by: '吴**',
      text: '未清理',
      photos: [],
    });
  });

  it('are the dispute, whose parties are all or none, and the consultations', () => {
    const mapped = sectionOf({
      dispute: {
        dispute_no: 'ZY1',
        state: 'resolved',
        parties: ['331102ZFJ', '000000ZFJ'],
        grounds: '职责交叉',
        raised_at: '2024-07-26T10:00:00+08:00',
        resolved_at: '2024-07-26T11:00:00+08:00',
        outcome: 'not_actionable',
      },
      consultations: [{ consultation_no: 'HS1', departments: ['331102ZFJ'], question: '由谁处理' }],
    });
    expect(mapped.value.dispute).toEqual({
      disputeNo: 'ZY1',
      state: 'RESOLVED',
      parties: null,
      grounds: '职责交叉',
      raisedAt: '2024-07-26T10:00:00+08:00',
      resolvedAt: '2024-07-26T11:00:00+08:00',
      outcome: 'NOT_ACTIONABLE',
      region: catalogue.region('331102001'),
      matter: catalogue.matter('E-01-005'),
      unmapped: null,
      clueNo: 'XS20240726000003',
      event: { id: 'city:XS20240726000003', origin: 'CITY', number: 'XS20240726000003' },
    });
    expect(mapped.value.consultations).toEqual([
      { consultationNo: 'HS1', departments: [bureau], question: '由谁处理', heldAt: null, conclusion: null },
    ]);
    expect(reported(mapped)).toEqual(['dispute.parties 000000ZFJ']);
  });
});

describe('of several clues of one event', () => {
  const early = clue({ clue_no: 'XS20240726000001', updated_at: '2024-07-26T10:00:00+08:00' });
  const late = clue({ clue_no: 'XS20240726000000', updated_at: '2024-07-26T11:00:00+08:00' });
  const twin = clue({ clue_no: 'XS20240726000009', updated_at: '2024-07-26T10:00:00+08:00' });
  const merged = clue({
    clue_no: 'XS20240726000005',
    status: 'merged',
    updated_at: '2024-07-26T12:00:00+08:00',
  });

  it.each([
    ['the later updated speaks', [early, late], late],
    ['the greater number speaks where they were updated at once', [twin, early], twin],
    ['a live one speaks before one that goes on under another', [merged, early], early],
    ['the merged one speaks where it is alone', [merged], merged],
    ['none speaks where there is none', [], null],
  ])('%s', (_, clues, expected) => {
    const numbered = clues.map(record => ({ number: String(record.clue_no), record }));
    expect(mapping.speaking(numbered)?.record ?? null).toBe(expected);
    expect(mapping.speaking(numbered.toReversed())?.record ?? null).toBe(expected);
  });
});
