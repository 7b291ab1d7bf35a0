/** The mocks are the other party: whatever they are asked over HTTP, their answer keeps `schema/upstreams/`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mocks } from '../../mocks/start.ts';
import { startMocks } from '../../mocks/start.ts';
import type { OneOfThree } from '../three-platforms.ts';
import { type Caller, caller } from './caller.ts';
import { contract } from './contract.ts';

let mocks: Mocks;
let province: Caller;
let city: Caller;
let grassroots: Caller;

beforeAll(async () => {
  mocks = await startMocks();
  province = caller('province', mocks.urls.province);
  city = caller('city', mocks.urls.city);
  grassroots = caller('grassroots', mocks.urls.grassroots);
});
afterAll(async () => {
  await mocks?.[Symbol.asyncDispose]();
});

const CLUE_PARTS = ['documents', 'case', 'dispute', 'consultations', 'logs'];

describe('the province', () => {
  const PAGE = { pageNum: '1', pageSize: '100' };

  it('gives secrets by key and by refresh secret', async () => {
    const other = caller('province', mocks.urls.province);
    expect((await other.ask('GET /gateway/app/refreshTokenByKey')).body.code).toBe('00');
    expect((await other.ask('GET /gateway/app/refreshTokenBySec')).body.code).toBe('00');
    // The first refresh has ended that refresh secret.
    expect((await other.provoke('GET /gateway/app/refreshTokenBySec')).body.code).not.toBe('00');
  });

  it('keeps the contract in every record of a whole walk, and in listed codes but for the planted status', async () => {
    const records: { eventNo: string }[] = [];
    for (let pageNum = 1, pages = 1; pageNum <= pages; pageNum += 1) {
      const query = { pageNum: `${pageNum}`, pageSize: '100', eventSource: 'all' };
      const { datas } = (await province.ask('GET /event/list', { query })).body;
      pages = datas.pages;
      records.push(...datas.list);
    }
    expect(records).toHaveLength(mocks.world.province.events.length);
    const body = { code: '00', msg: '', requestId: 'x', datas: records };
    expect(unlisted('province', '/event/batchGet', body)).toEqual(plantedCodes('province'));
  });

  it('keeps it with every filter', async () => {
    const query = {
      ...PAGE,
      eventSource: 'all',
      regionCode: '331102',
      itemKind: '2',
      categoryCode: '01',
      eventStatus: '30,31,90',
      coordinating: '0',
      reviewResult: 'empty',
      urgency: '1',
      reportTimeStart: '2023-01-01 00:00:00',
      reportTimeEnd: '2024-07-26 18:00:00',
      keyword: '的',
      deptCode: '331102ZFJ',
      itemCode: '3302012719005',
    };
    expect((await province.ask('GET /event/list', { query })).body.code).toBe('00');
    expect((await province.ask('GET /event/list', { query: { ...PAGE, overdue: '1' } })).body.code).toBe(
      '00',
    );
  });

  it('keeps it in batches, and answers what exists', async () => {
    const byNumber = { eventNos: ['ZF20240514000019', 'RW20990101000001'] };
    expect((await province.ask('POST /event/batchGet', { body: byNumber })).body.datas).toHaveLength(1);
    const refs = ['SJ20240513000123', 'SJ20990101000001'].map(sourceNo => ({
      sourcePlatform: 'grassroots',
      sourceNo,
    }));
    expect((await province.ask('POST /event/batchByRef', { body: { refs } })).body.datas).toHaveLength(1);
  });

  it.each([[[]], [['region6', 'status']], [['region9', 'category']], [['item']], [['day']]])(
    'keeps it in counts by %j',
    async groupBy => {
      const { body } = await province.ask('POST /stat/query', {
        body: { filter: { eventSource: 'self' }, groupBy },
      });
      expect(body.datas.length).toBeGreaterThan(0);
      const { checkAnswer } = contract('province', { codes: 'listed' });
      const found = checkAnswer({ method: 'POST', path: '/stat/query', status: 200, body });
      expect(found.filter(finding => !finding.endsWith('got "77"'))).toEqual([]);
    },
  );

  it('keeps it in changes', async () => {
    const changes = await province.ask('GET /change/list', { query: { sinceId: '0', limit: '500' } });
    expect(changes.body.datas.changes).toHaveLength(500);
  });

  it('keeps it in items, indices and health', async () => {
    expect((await province.ask('GET /item/list', { query: PAGE })).body.datas.length).toBe(100);
    const indices = await province.ask('GET /index/list', {
      query: { regionCode: '331100', period: '2024Q1' },
    });
    expect(indices.body.datas.length).toBeGreaterThan(0);
    expect((await province.ask('GET /health')).body.datas.status).toBe('UP');
  });

  it.each(['plan/list', 'task/list', 'delegation/list', 'delegation/changeList', 'scenario/list'])(
    'keeps it in a whole walk of %s, in listed codes',
    async path => {
      const { checkAnswer } = contract('province', { codes: 'listed' });
      let received = 0;
      for (let pageNum = 1, pages = 1; pageNum <= pages; pageNum += 1) {
        const query = { pageNum: `${pageNum}`, pageSize: '100' };
        const { body } = await province.ask(`GET /${path}`, { query });
        pages = body.datas.pages;
        received += body.datas.list.length;
        expect(checkAnswer({ method: 'GET', path: `/${path}`, status: 200, body })).toEqual([]);
      }
      expect(received).toBeGreaterThan(90);
    },
  );

  it('keeps it with every filter of those lists', async () => {
    const common = { ...PAGE, regionCode: '331102', itemCode: '3302012719005' };
    const queries: [string, Record<string, string>][] = [
      ['plan/list', { planYear: '2024', deptCode: '331100ZFJ', merged: '0' }],
      [
        'task/list',
        {
          deptCode: '331102ZFJ',
          planNo: 'JH202433110201',
          jointVisit: '1',
          randomised: '0',
          multiDept: '1',
          inspectDateStart: '2024-01-01',
          inspectDateEnd: '2024-06-30',
        },
      ],
      ['delegation/list', { delegateState: '1' }],
      [
        'delegation/changeList',
        { changeKind: '2', changeDateStart: '2024-01-01', changeDateEnd: '2024-06-30' },
      ],
      ['scenario/list', { deptCode: '331102ZFJ', selected: '0' }],
    ];
    for (const [path, query] of queries)
      expect((await province.ask(`GET /${path}`, { query: { ...common, ...query } })).body.code).toBe('00');
  });

  it('keeps it in tasks by number, and answers what exists', async () => {
    const { taskNo } = (await province.ask('GET /task/list', { query: PAGE })).body.datas.list[0];
    const body = { taskNos: [taskNo, 'JC20990101000001'] };
    expect((await province.ask('POST /task/batchGet', { body })).body.datas).toHaveLength(1);
  });

  it.each([
    ['02', 'a page that is too large', {}, { ...PAGE, pageSize: '101' }],
    ['02', 'a misspelt parameter', {}, { ...PAGE, eventSorce: 'self' }],
    ['02', 'no credentials', { unsigned: true }, PAGE],
    ['03', 'a wrong signature', { unsigned: true }, { ...PAGE, ...signedAt(0) }],
    ['07', 'a time outside the window', { unsigned: true }, { ...PAGE, ...signedAt(-11 * 60_000) }],
    ['06', 'an unknown key', { unsigned: true }, { ...PAGE, ...signedAt(0), appKey: 'nobody' }],
  ])('answers %s to %s', async (code, _what, how, query) => {
    expect((await province.provoke('GET /event/list', { ...how, query })).body.code).toBe(code);
  });
});

describe('the city', () => {
  it('keeps the contract in every record of a whole walk, and in listed codes but for the planted status', async () => {
    const records: unknown[] = [];
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const query = {
        limit: '200',
        include: CLUE_PARTS,
        ...(cursor ? { cursor } : { include_total: 'true' }),
      };
      const { body } = await city.ask('GET /clues', { query });
      records.push(...body.items);
      cursor = body.next_cursor;
    }
    expect(records).toHaveLength(mocks.world.city.clues.length);
    expect(unlisted('city', '/clues:batch-get', { items: records })).toEqual(plantedCodes('city'));
  });

  it('keeps it with every filter', async () => {
    const query = {
      origin: 'grassroots',
      region_code: '331102',
      item_code: ['CF-010335', 'CF-010211'],
      item_kind: 'enforcement',
      category_code: 'C01',
      status: ['closed', 'case_filed'],
      urgency: 'normal',
      reported_from: '2023-01-01T00:00:00+08:00',
      reported_to: '2024-07-26T18:00:00+08:00',
      q: '的',
      department_code: '331102ZFJ',
    };
    expect((await city.ask('GET /clues', { query })).status).toBe(200);
    expect(
      (await city.ask('GET /clues', { query: { overdue: 'true', include_total: 'true' } })).body.total,
    ).toBeDefined();
  });

  it('keeps it for one clue, new and known', async () => {
    const clue = await city.ask('GET /clues/XS20240513000087', { query: { include: CLUE_PARTS } });
    expect(clue.body.case.case_no).toBe('AJ20240514000019');
    const headers = { 'If-None-Match': clue.headers.get('etag')! };
    expect((await city.ask('GET /clues/XS20240513000087', { headers })).status).toBe(304);
  });

  it('keeps it in batches, and answers what exists', async () => {
    const byNumber = { clue_nos: ['XS20240513000087', 'XS20990101000001'], include: CLUE_PARTS };
    expect((await city.ask('POST /clues:batch-get', { body: byNumber })).body.items).toHaveLength(1);
    const references = ['SJ20240513000123', 'SJ20990101000001'].map(no => ({ platform: 'grassroots', no }));
    expect((await city.ask('POST /clues:by-reference', { body: { references } })).body.items).toHaveLength(1);
  });

  it.each([[[]], [['region_6', 'status']], [['region_9', 'category']], [['item']], [['day']]])(
    'keeps it in counts by %j',
    async group_by => {
      const { body } = await city.ask('POST /statistics', { body: { filter: { origin: 'city' }, group_by } });
      expect(body.rows.length).toBeGreaterThan(0);
      const { checkAnswer } = contract('city', { codes: 'listed' });
      const found = checkAnswer({ method: 'POST', path: '/statistics', status: 200, body });
      expect(found.filter(finding => !finding.endsWith('got "archived"'))).toEqual([]);
    },
  );

  it('keeps it in changes, items, departments, teams and health', async () => {
    const first = await city.ask('GET /changes', { query: { limit: '500' } });
    expect(first.body.items.length).toBeGreaterThan(0);
    const next = await city.ask('GET /changes', { query: { cursor: first.body.next_cursor, limit: '500' } });
    expect(next.body.next_cursor).toBeDefined();
    const items = await city.ask('GET /items', { query: { limit: '50' } });
    expect(
      (await city.ask('GET /items', { query: { cursor: items.body.next_cursor } })).body.items,
    ).not.toEqual([]);
    const query = { region_code: '331102' };
    expect((await city.ask('GET /departments', { query })).body.items.length).toBeGreaterThan(0);
    expect((await city.ask('GET /teams', { query })).body.items.length).toBeGreaterThan(0);
    expect((await city.ask('GET /health')).body.status).toBe('ok');
  });

  it.each([['/documents'], ['/disputes']])('keeps it in every record of a whole walk of %s', async path => {
    const records: unknown[] = [];
    let total: number | undefined;
    for (let cursor: string | undefined, first = true; first || cursor; first = false) {
      const query = { limit: '200', ...(cursor ? { cursor } : { include_total: 'true' }) };
      const { body } = await city.ask(`GET ${path}`, { query });
      records.push(...body.items);
      total ??= body.total;
      cursor = body.next_cursor;
    }
    expect(records).toHaveLength(total!);
    expect(records.length).toBeGreaterThan(50);
  });

  it('keeps it in documents and disputes with every filter, and in forums', async () => {
    const documents = {
      type: ['supervision', 'reminder'],
      state: ['issued', 'signed'],
      to_department: '331102ZFJ',
      region_code: '331102',
      issued_from: '2023-01-01T00:00:00+08:00',
      issued_to: '2024-07-26T18:00:00+08:00',
    };
    expect((await city.ask('GET /documents', { query: documents })).status).toBe(200);
    const disputes = {
      state: 'resolved',
      outcome: 'assigned',
      department_code: '331102ZFJ',
      region_code: '331102',
      raised_from: '2023-01-01T00:00:00+08:00',
      raised_to: '2024-07-26T18:00:00+08:00',
      resolved_from: '2024-01-01T00:00:00+08:00',
      resolved_to: '2024-07-26T18:00:00+08:00',
    };
    expect((await city.ask('GET /disputes', { query: disputes })).body.items.length).toBeGreaterThan(0);
    expect((await city.ask('GET /forums')).body.items).toHaveLength(5);
    expect((await city.ask('GET /forums', { query: { year: '2024' } })).body.items).toHaveLength(5);
  });

  it.each([
    [400, 'a misspelt parameter', 'GET /clues', { query: { orgin: 'city' } }],
    [400, 'a limit that is too large', 'GET /clues', { query: { limit: '201' } }],
    [400, 'a cursor that is not its own', 'GET /clues', { query: { cursor: 'nonsense' } }],
    [400, 'a cursor that is not its own', 'GET /documents', { query: { cursor: 'nonsense' } }],
    [400, 'a year that is none', 'GET /forums', { query: { year: '24' } }],
    [401, 'no token', 'GET /disputes', { unsigned: true }],
    [401, 'no token', 'GET /clues', { unsigned: true }],
    [401, 'a client without its secret', 'POST /oauth2/token', { unsigned: true }],
    [404, 'a number that does not exist', 'GET /clues/XS20990101000001', {}],
    [413, 'a batch that is too large', 'POST /clues:batch-get', { body: { clue_nos: tooMany('XS', 201) } }],
  ])('answers %i to %s', async (status, _what, call, asked) => {
    expect((await city.provoke(call, asked)).status).toBe(status);
  });

  it('answers 410 to a cursor older than the seven days that changes are kept', async () => {
    const { next_cursor: cursor } = (await city.ask('GET /changes', { query: { limit: '1' } })).body;
    mocks.clock.advance(8 * 86_400_000);
    const { status, body } = await city.provoke('GET /changes', { query: { cursor } });
    mocks.clock.advance(-8 * 86_400_000);
    expect([status, body.oldest_cursor]).toEqual([410, expect.any(String)]);
  });
});

describe('the grassroots system', () => {
  const PAGE = { page: '1', limit: '200' };

  it('keeps the contract in every record of a whole walk, and in listed codes but for the planted statuses', async () => {
    const records: unknown[] = [];
    for (let page = 1, total = 1; records.length < total; page += 1) {
      const query = { page: `${page}`, limit: '200', sjly: 'QB' };
      const { body } = await grassroots.ask('GET /sj/lb', { query });
      total = Number(body.zts);
      records.push(...body.sj);
    }
    expect(records).toHaveLength(mocks.world.grassroots.events.length);
    expect(unlisted('grassroots', '/sj/plcx', { fhm: '200', qqlsh: 'x', sj: records })).toEqual(
      plantedCodes('grassroots'),
    );
  });

  it('keeps it with every filter', async () => {
    const query = {
      ...PAGE,
      sjly: 'WG',
      xzqh: '331102',
      sjlb: 'G10107,G10101',
      zfsxdm: 'CF-010335,wu',
      lbsx: 'G10107:CF-010335,G10107:wu,G10101:*',
      sjzt: 'DHC,YBJ',
      hcjg: 'wu',
      jjcd: '1',
      kssj: '2023-01-01 00:00:00',
      jssj: '2024-07-26 18:00:00',
      gjc: '建筑 垃圾',
    };
    expect((await grassroots.ask('GET /sj/lb', { query })).body.fhm).toBe('200');
    expect((await grassroots.ask('GET /sj/lb', { query: { ...PAGE, sfcq: '1' } })).body.fhm).toBe('200');
    expect((await grassroots.ask('GET /sj/lb', { query: { ...PAGE, page: '999' } })).body.sj).toEqual([]);
  });

  it('keeps it in batches, and answers what exists', async () => {
    const byNumber = { sjbhs: 'SJ20240513000123,SJ20990101000001' };
    expect((await grassroots.ask('POST /sj/plcx', { body: byNumber })).body.sj).toHaveLength(1);
    const sentDown = mocks.world.grassroots.events
      .all()
      .find(({ record }) => record.sjly.trim() === 'XF')!.record;
    const yy = `AJ:AJ20240514000019,${sentDown.yylx!.trim()}:${sentDown.yybh!.trim()},XS:XS20990101000001`;
    expect((await grassroots.ask('POST /sj/yycx', { body: { yy } })).body.sj).toHaveLength(2);
  });

  it.each(['', 'xzqh6,sjzt', 'xzqh9,sjlb', 'zfsxdm', 'rq'])('keeps it in counts by "%s"', async fz => {
    const { body } = await grassroots.ask('POST /tj/cx', { body: { tj: { sjly: 'WG' }, fz } });
    expect(body.sj.length).toBeGreaterThan(0);
    const { checkAnswer } = contract('grassroots', { codes: 'listed' });
    const found = checkAnswer({ method: 'POST', path: '/tj/cx', status: 200, body });
    expect(found.filter(finding => !/got " ?(YGD|yBJ)"$/.test(finding))).toEqual([]);
  });

  it('keeps it in changes, classes, grids and health', async () => {
    const changes = await grassroots.ask('GET /bg/lb', { query: { bgxh: '0', limit: '200' } });
    expect(changes.body.sj).toHaveLength(200);
    const classes = (await grassroots.ask('GET /ml/lb', { query: PAGE })).body.sj;
    expect(classes).toHaveLength(mocks.world.grassroots.classes.length);
    const query = { ...PAGE, xzqh: '331102' };
    expect((await grassroots.ask('GET /wg/lb', { query })).body.sj.length).toBeGreaterThan(0);
    expect((await grassroots.ask('GET /jkzt')).body.sj.zt).toBe('1');
  });

  it.each([
    ['a limit that is too large', { ...PAGE, limit: '201' }],
    ['a misspelt parameter', { ...PAGE, sjztt: 'DSL' }],
  ])('answers 400 in its envelope to %s', async (_what, query) => {
    const { status, body } = await grassroots.provoke('GET /sj/lb', { query });
    expect([status, body.fhm]).toEqual([200, '400']);
  });

  it('rejects an unsigned call in front, with a real status and a body of its own', async () => {
    expect((await grassroots.provoke('GET /sj/lb', { query: PAGE, unsigned: true })).status).toBe(401);
  });

  it('rejects a call out of its time window in front', async () => {
    const headers = {
      'X-BG-HMAC-ACCESS-KEY': 'lsgt-grassroots-demo',
      'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
      'X-BG-DATE-TIME': 'Mon, 13 May 2024 02:00:00 GMT',
      'X-BG-HMAC-SIGNATURE': 'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
    };
    const query = { page: '1', limit: '50', sjzt: 'DSL,DFP', xzqh: '331102' };
    expect((await grassroots.provoke('GET /sj/lb', { query, headers, unsigned: true })).status).toBe(408);
  });
});

/** Log actions that the contract does not list and the world has on purpose: the gateway shows them as `OTHER`. */
const OTHER_ACTIONS = /\/action: .*got "(coordinate|case_withdrawn)"$/;

/** What is sent in fields of codes and is not listed, as the platform sent it. */
function unlisted(platform: OneOfThree, path: string, body: unknown): string[] {
  const found = contract(platform, { codes: 'listed' }).checkAnswer({
    method: 'POST',
    path,
    status: 200,
    body,
  });
  return found
    .filter(finding => !OTHER_ACTIONS.test(finding))
    .map(finding => /\/(eventStatus|status|sjzt): .*got "([^"]*)"$/.exec(finding)?.[2] ?? finding)
    .toSorted();
}

/** lifecycle.md section 12, `UNKNOWN_CODE`. */
function plantedCodes(platform: OneOfThree): string[] {
  return { grassroots: [' yBJ', 'YGD', 'YGD'], city: ['archived'], province: ['77'] }[platform];
}

function signedAt(offsetMs: number): Record<string, string> {
  return { appKey: 'lsgt-province-demo', requestTime: `${Date.now() + offsetMs}`, sign: '0'.repeat(32) };
}

function tooMany(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${String(20990101000000 + n)}`);
}
