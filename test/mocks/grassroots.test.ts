/** The grassroots system's mock against lifecycle.md sections 7, 10 and 13. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signatureOf } from '../../mocks/grassroots/auth.ts';
import type { GrassrootsEvent } from '../../mocks/grassroots/record.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { ask, grassrootsCaller, grassrootsHeaders, grassrootsSignature, type Query } from './callers.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

const realNow = Date.now();
let mocks: Mocks;
let url: string;
let grassroots: ReturnType<typeof grassrootsCaller>;

beforeAll(async () => {
  mocks = await startMocks({ world: tinyWorld(), realTime: () => realNow });
  url = mocks.urls.grassroots;
  grassroots = grassrootsCaller(url, () => realNow);
});
afterAll(async () => mocks[Symbol.asyncDispose]());

const events = () => mocks.world.grassroots.events.all().map(({ record }) => record);
const list = (query: Query = {}) => grassroots.get('/sj/lb', { page: 1, limit: 200, ...query });
const numbers = (rows: GrassrootsEvent[]) => rows.map(row => row.sjbh);
const trimmed = (value: string | null | undefined) => (value ?? '').trim();

describe('the gateway in front of the grassroots system checks who calls', () => {
  const DATE = 'Mon, 13 May 2024 02:00:00 GMT';
  const DEMO = 'grassroots-secret-demo';
  const now = new Date(realNow).toUTCString();
  const path = '/jczz/api/wg/lb';
  const read = (headers: Record<string, string>) => ask(`${url}/wg/lb`, { page: 1, limit: 1 }, { headers });
  const query: [string, string][] = [
    ['page', '1'],
    ['limit', '1'],
  ]; // prettier-ignore
  const good = (date = now) => grassrootsHeaders(grassrootsSignature('GET', path, query, date), date);

  it.each([
    [
      'GET',
      '/sj/lb?page=1&limit=50&sjzt=DSL,DFP&xzqh=331102',
      'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
    ],
    ['GET', '/sj/lb?page=1&limit=50&gjc=%E5%9E%83%E5%9C%BE', 'Z1GeIH1UnbFO9G9mFvdZrGD6qmqud4YIj2KdtsXVV/w='],
    ['POST', '/sj/ztgx', '16U3w8nQqp6tBCPSEIwx1WizZXVT5UQT7s/4r0AhJNU='],
  ])('with the signature that the contract prints for %s %s', (method, target, expected) => {
    const address = new URL(`http://any/jczz/api${target}`);
    expect(signatureOf(DEMO, method, address, DATE)).toBe(expected);
    expect(grassrootsSignature(method, address.pathname, [...address.searchParams], DATE)).toBe(expected);
  });

  it('sorts the query by code points, not by UTF-16 units, and takes + for a plus sign', () => {
    const sorted = signatureOf(
      DEMO,
      'GET',
      new URL('http://any/a?b=1&a=%EF%BD%81&a=%F0%A0%80%80&c=1+2'),
      DATE,
    );
    const { createHmac } = process.getBuiltinModule('node:crypto');
    const canonical = `GET\n/a\na=\uFF41&a=\u{20000}&b=1&c=1+2\nlsgt-grassroots-demo\n${DATE}\n`;
    expect(sorted).toBe(createHmac('sha256', DEMO).update(canonical).digest('base64'));
  });

  it.each(['X-BG-HMAC-ACCESS-KEY', 'X-BG-HMAC-ALGORITHM', 'X-BG-DATE-TIME', 'X-BG-HMAC-SIGNATURE'])(
    'says 401 in its own words without %s or with a wrong one',
    async name => {
      const { [name]: _, ...without } = good();
      expect((await read(without)).status).toBe(401);
      const { status, body } = await read({ ...good(), [name]: 'wrong' });
      expect(status).toBe(401);
      expect(body).toEqual({ errorCode: expect.any(String), errorMsg: expect.any(String) });
    },
  );

  it('says 401 where the query or the method is not the one signed', async () => {
    expect((await ask(`${url}/wg/lb`, { page: 2, limit: 1 }, { headers: good() })).status).toBe(401);
    expect(
      (await ask(`${url}/wg/lb`, { page: 1, limit: 1 }, { method: 'POST', headers: good() })).status,
    ).toBe(401);
  });

  it('says 408 to a time more than 90 seconds off', async () => {
    const second = Math.floor(realNow / 1000) * 1000;
    expect((await read(good(new Date(second - 89_000).toUTCString()))).status).toBe(200);
    expect((await read(good(new Date(second + 90_000).toUTCString()))).status).toBe(200);
    expect((await read(good(new Date(second - 91_000).toUTCString()))).status).toBe(408);
    expect((await read(good(new Date(second + 92_000).toUTCString()))).status).toBe(408);
  });

  it('says 403 to a write and to a call that there is not', async () => {
    expect((await grassroots.post('/sj/ztgx', {})).status).toBe(403);
    expect((await grassroots.get('/sj/lbs')).status).toBe(403);
    expect((await ask(`${url}/sj/lbs`)).status).toBe(401);
  });

  it('lets health through unsigned, which tells the own clock', async () => {
    expect((await ask(`${url}/jkzt`)).body).toMatchObject({
      fhm: '200',
      sj: { zt: '1', sj: '20240726180000' },
    });
  });
});

describe('the grassroots system lists events', () => {
  const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`);
  const OPEN = ['DSL', 'DFP', 'DQS', 'YTH', 'ZYZ', 'CLZ', 'YLA', 'DHC'];
  const filters: [Query, (event: GrassrootsEvent) => boolean][] = [
    [{ sjly: 'WG' }, event => event.sjly === 'WG'],
    [{ xzqh: '331102' }, event => event.xzqh.startsWith('331102')],
    [{ xzqh: '331102001' }, event => event.xzqh === '331102001000'],
    [{ xzqh: '331121101000' }, event => event.xzqh === '331121101000'],
    [{ xzqh: '331100' }, event => event.xzqh !== '33110'],
    [{ sjlb: 'G10107,G10109' }, event => ['G10107', 'G10109'].includes(event.sjlb.trim())],
    [{ zfsxdm: 'CF-010335' }, event => event.zfsxdm === 'CF-010335'],
    [{ zfsxdm: 'wu' }, event => trimmed(event.zfsxdm) === ''],
    [{ zfsxdm: 'wu,CF-010336' }, event => ['', 'CF-010336'].includes(trimmed(event.zfsxdm))],
    [{ lbsx: 'G10107:CF-010335' }, event => event.sjlb === 'G10107' && event.zfsxdm === 'CF-010335'],
    [
      { lbsx: 'G10107:wu,G10109:*' },
      event => (event.sjlb === 'G10107' && trimmed(event.zfsxdm) === '') || event.sjlb.trim() === 'G10109',
    ],
    [{ sjzt: 'DSL,DFP' }, event => ['DSL', 'DFP'].includes(event.sjzt)],
    [{ sjzt: 'YBJ' }, event => event.sjzt.trim() === 'YBJ'],
    [{ sjzt: 'DHC', hcjg: '1' }, event => event.sjzt === 'DHC' && event.hcjg === '1'],
    [{ sjzt: 'DHC', hcjg: 'wu' }, event => event.sjzt === 'DHC' && trimmed(event.hcjg) === ''],
    [{ jjcd: '2' }, event => event.jjcd === '2'],
    [{ kssj: '2024-07-21 00:00:00' }, event => local(event.sbsj) >= local('2024-07-21 00:00:00')],
    [{ jssj: '2024-07-21 00:00:00' }, event => local(event.sbsj) <= local('2024-07-21 00:00:00')],
    [{ sfcq: '1' }, event => OPEN.includes(event.sjzt.trim()) && local(trimmed(event.blsx)) < NOW.getTime()],
    [{ gjc: '垃圾' }, event => event.sjbt.includes('垃圾')],
    [
      { gjc: '垃圾', sjly: 'QB', xzqh: '331102', hcjg: '' },
      event => event.sjbt.includes('垃圾') && event.xzqh.startsWith('331102'),
    ],
  ];

  it.each(filters)('filters by %j exactly', async (query, plain) => {
    const { body } = await list(query);
    const expected = events().filter(plain);
    expect(numbers(body.sj)).toEqual(numbers(expected));
    expect(body.zts).toBe(`${expected.length}`);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(events().length);
  });

  it('gives everything unless asked otherwise, newest first, then by number', async () => {
    const ordered = [...events()].sort((a, b) => local(b.sbsj) - local(a.sbsj) || (a.sjbh < b.sjbh ? -1 : 1));
    expect(numbers((await list()).body.sj)).toEqual(numbers(ordered));
    expect(numbers((await list({ sjly: 'QB' })).body.sj)).toEqual(numbers(ordered));
  });

  it('gives each record once when walked page by page, and nothing beyond the end', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 9; page++) {
      const { body } = await list({ page, limit: 7 });
      expect(body).toMatchObject({ fhm: '200', fhxx: '成功', zts: '60', qqlsh: expect.any(String) });
      seen.push(...numbers(body.sj));
    }
    expect(seen).toEqual(numbers(events()));
    expect((await list({ page: 10, limit: 7 })).body).toMatchObject({ sj: [], zts: '60' });
  });

  it.each([
    ['limit', { limit: 201 }],
    ['limit', { limit: '' }],
    ['page', { page: 0 }],
    ['sjly', { sjly: 'XF' }],
    ['xzqh', { xzqh: '33110' }],
    ['sjzt', { sjzt: 'DSL,YGD' }],
    ['sjzt', { sjzt: 'ybj' }],
    ['hcjg', { hcjg: '0' }],
    ['lbsx', { lbsx: 'G10107' }],
    ['lbsx', { lbsx: Array(101).fill('G10107:*').join(',') }],
    ['kssj', { kssj: '20240721000000' }],
    ['sfcq', { sfcq: '0' }],
    ['sjzts', { sjzts: 'DSL' }],
  ])('says 400 and names %s in %j', async (name, query) => {
    const { status, body } = await list(query as unknown as Query);
    expect(status).toBe(200);
    expect(body).toMatchObject({ fhm: '400', sj: null, fhxx: expect.stringContaining(`${name}:`) });
  });
});

describe('the grassroots system answers in batches', () => {
  it('gives what exists, once each, and not in the order asked', async () => {
    const { body } = await grassroots.post('/sj/plcx', { sjbhs: 'SJ1003,SJ1001,none,SJ1003' });
    expect(numbers(body.sj)).toEqual(['SJ1001', 'SJ1003']);
    expect(body.zts).toBe('2');
    expect(numbers((await grassroots.post('/sj/plcx', { sjbhs: 'SJ1001,SJ1003' })).body.sj)).toEqual([
      'SJ1003',
      'SJ1001',
    ]);
  });

  it('finds by clue and task that an event was sent down from, and by the case that it led to', async () => {
    const { sj } = (
      await grassroots.post('/sj/yycx', { yy: 'XS:XS1003,RW:RW1007,RW:XS1003,AJ:AJ1006,AJ:none' })
    ).body;
    const found = Object.fromEntries(
      sj.map((row: { yy: string; sj: GrassrootsEvent[] }) => [row.yy, numbers(row.sj)]),
    );
    expect(found).toEqual({ 'XS:XS1003': ['SJ1003'], 'RW:RW1007': ['SJ1007'], 'AJ:AJ1006': ['SJ1006'] });
  });

  it.each([
    ['/sj/plcx', { sjbhs: Array(51).fill('SJ1001').join(',') }],
    ['/sj/plcx', { sjbhs: ['SJ1001'] }],
    ['/sj/plcx', { sjbh: 'SJ1001' }],
    ['/sj/plcx', 'sjbhs=SJ1001'],
    ['/sj/yycx', { yy: Array(51).fill('XS:XS1003').join(',') }],
    ['/sj/yycx', { yy: 'SJ:SJ1001' }],
  ])('says 400 where %s is asked wrongly (%#)', async (path, body) => {
    expect((await grassroots.post(path, body)).body.fhm).toBe('400');
  });
});

describe('the grassroots system counts', () => {
  type Row = { jz: Record<string, string>; xsfb: Record<string, string> } & Record<string, string>;
  const count = async (fz: string, tj: object = {}): Promise<Row[]> =>
    (await grassroots.post('/tj/cx', { tj, fz })).body.sj;
  const sum = (rows: Row[], measure: string) =>
    `${rows.reduce((total, row) => total + Number(row[measure]), 0)}`;

  it.each(['xzqh6', 'xzqh9', 'sjlb', 'zfsxdm', 'sjzt', 'rq', 'xzqh9,sjzt'])(
    'so that the groups by %s sum to the whole',
    async fz => {
      const [whole] = await count('');
      const rows = await count(fz);
      expect(rows.length).toBeGreaterThan(1);
      for (const measure of ['zs', 'zfs', 'bjs', 'yss', 'asbjs', 'cqs'])
        expect(sum(rows, measure)).toBe(whole![measure]);
      for (const row of rows) expect(Object.keys(row.jz)).toEqual(fz.split(','));
      expect(whole!.zs).toBe('60');
    },
  );

  it('by status, splitting DHC, and voiding what was not accepted too', async () => {
    const rows = await count('sjzt');
    const of = (status: string) => rows.find(row => row.jz.sjzt === status);
    const plain = (test: (event: GrassrootsEvent) => boolean) => `${events().filter(test).length}`;
    expect(of('DHC1')?.zs).toBe(plain(event => event.sjzt === 'DHC' && event.hcjg === '1'));
    expect(of('DHC')?.zs).toBe(plain(event => event.sjzt === 'DHC' && event.hcjg !== '1'));
    expect((await count(''))[0]!.zfs).toBe(plain(event => ['BYSL', 'YZF'].includes(event.sjzt)));
    expect(of('yBJ')).toMatchObject({ bjs: '0', cqs: '0' });
    expect(of('YBJ')?.bjs).toBe(plain(event => event.sjzt.trim() === 'YBJ'));
  });

  it('with the same filter as the list', async () => {
    const tj = { xzqh: '331102', sjzt: 'DSL,DHC', gjc: null, hcjg: '' };
    expect((await count('', tj))[0]!.zs).toBe((await list({ xzqh: '331102', sjzt: 'DSL,DHC' })).body.zts);
    expect((await count(''))[0]!.cqs).toBe((await list({ sfcq: '1' })).body.zts);
  });

  it('the hours that closings took, leaving out a closing before its report', async () => {
    const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`) / 3_600_000;
    const hours = events()
      .filter(event => event.sjzt.trim() === 'YBJ')
      .map(event => Math.ceil(at(event.bjsj!) - at(event.sbsj)));
    const counted = Map.groupBy(
      hours.filter(hour => hour > 0),
      hour => hour,
    );
    const [row] = await count('');
    expect(row!.xsfb).toEqual(
      Object.fromEntries([...counted].map(([hour, same]) => [hour, `${same.length}`])),
    );
    expect(Number(row!.bjs)).toBe(hours.length);
    expect(hours.length).toBeGreaterThan([...counted.values()].flat().length);
  });

  it.each([
    { fz: 'xzqh6,sjzt,rq' },
    { fz: 'xzqh12' },
    { fz: '', tj: { page: '1' } },
    { fz: '', tj: 'sjzt=DSL' },
  ])('says 400 for %j', async body => {
    expect((await grassroots.post('/tj/cx', body)).body.fhm).toBe('400');
  });
});

describe('the grassroots system tells what has changed', () => {
  it('in growing numbers, page after page, each once, all of it strings', async () => {
    const rows: Record<string, string>[] = [];
    for (;;) {
      const { sj } = (await grassroots.get('/bg/lb', { bgxh: rows.at(-1)?.bgxh ?? '0', limit: 50 })).body;
      if (sj.length === 0) break;
      rows.push(...sj);
    }
    const ids = rows.map(row => Number(row.bgxh));
    expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
    expect([...new Set(rows.map(row => row.lx))].toSorted()).toEqual(['ML', 'SJ', 'WG']);
    expect(new Set(rows.filter(row => row.lx === 'SJ').map(row => row.bh)).size).toBe(60);
    for (const { lx, bh, sjly, yylx, yybh } of rows) {
      const record = mocks.world.grassroots.events.find(bh!)?.record;
      const said = [record?.sjly, (record?.yylx ?? '').trim(), (record?.yybh ?? '').trim()];
      expect([sjly, yylx, yybh]).toEqual(lx === 'SJ' ? said : [undefined, undefined, undefined]);
    }
    for (const row of rows) expect(row.sj).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect((await grassroots.get('/bg/lb', { bgxh: '0', limit: 201 })).body.fhm).toBe('400');
  });
});

describe('the grassroots system has directories', () => {
  it('of grid classes and of grids, paged, grids by region', async () => {
    const { body } = await grassroots.get('/ml/lb', { page: 2, limit: 3 });
    expect(body).toMatchObject({ zts: '5', sj: mocks.world.grassroots.classes.slice(3) });
    const grids = (await grassroots.get('/wg/lb', { page: 1, limit: 200, xzqh: '331102' })).body;
    expect(grids).toMatchObject({ zts: '2', sj: mocks.world.grassroots.grids.slice(0, 2) });
  });
});
