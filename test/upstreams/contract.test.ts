/** The judge of requests and answers finds what does not fit, says where, and finds nothing in what fits. */
import { describe, expect, it } from '@jest/globals';
import { type CheckedAnswer, type CheckedRequest, contract } from './contract.ts';
import { workedAnswer } from './examples.ts';

describe('the judge', () => {
  const SIGNED = {
    appKey: 'lsgt-province-demo',
    requestTime: '1715565600000',
    sign: 'f90c293774c9bfb6597e7fbd9078984e',
  };
  const province = contract('province');
  const city = contract('city');
  const grassroots = contract('grassroots');
  const eventList = (query: Record<string, string>): CheckedRequest => ({
    method: 'GET',
    path: '/event/list',
    query: new URLSearchParams({ ...SIGNED, pageNum: '1', pageSize: '100', ...query }),
    headers: {},
  });

  it('finds nothing in a request that fits', () => {
    expect(province.checkRequest(eventList({ eventSource: 'self', eventStatus: '21,22' }))).toEqual([]);
  });

  it('finds a misspelt parameter', () => {
    expect(province.checkRequest(eventList({ eventSorce: 'self' }))).toEqual([
      'province eventList: query /: "eventSorce" is not in the contract',
    ]);
  });

  it('finds a value that the platform does not know, and a page that is too large', () => {
    expect(province.checkRequest(eventList({ eventStatus: '21,24', pageSize: '101' }))).toEqual([
      'province eventList: query /pageSize: must be <= 100, got 101',
      expect.stringMatching(/^province eventList: query \/eventStatus\/1: expected one of 11, .*, got "24"$/),
    ]);
  });

  it('finds a list that is joined where the city wants it repeated', () => {
    const clues = (query: string): CheckedRequest => ({
      method: 'GET',
      path: '/clues',
      query: new URLSearchParams(query),
      headers: { Authorization: 'Bearer t' },
    });
    expect(city.checkRequest(clues('status=registered&status=pending_dispatch'))).toEqual([]);
    expect(city.checkRequest(clues('status=registered,pending_dispatch'))).toHaveLength(1);
  });

  it('finds a request without credentials, and one with a credential of another form', () => {
    const request = { method: 'GET', path: '/sj/lb', query: new URLSearchParams('page=1&limit=50') };
    const headers = {
      'X-BG-HMAC-ACCESS-KEY': 'lsgt-grassroots-demo',
      'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
      'X-BG-DATE-TIME': 'Mon, 13 May 2024 02:00:00 GMT',
      'X-BG-HMAC-SIGNATURE': 'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
    };
    expect(grassroots.checkRequest({ ...request, headers })).toEqual([]);
    expect(grassroots.checkRequest({ ...request, headers: {} })).toHaveLength(4);
    expect(
      grassroots.checkRequest({ ...request, headers: { ...headers, 'X-BG-DATE-TIME': '2024-05-13' } }),
    ).toEqual([expect.stringContaining('credential X-BG-DATE-TIME')]);
  });

  it('finds a body that is missing, misspelt or too long', () => {
    const batch = (body: unknown) => ({
      method: 'POST',
      path: '/event/batchGet',
      query: new URLSearchParams(SIGNED),
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(province.checkRequest(batch({ eventNos: ['RW20240318000045'] }))).toEqual([]);
    expect(province.checkRequest(batch(undefined))).toEqual([
      'province eventBatchGet: body: expected one, got none',
    ]);
    expect(province.checkRequest(batch({ eventNo: ['RW20240318000045'] }))).toContain(
      'province eventBatchGet: body /: "eventNo" is not in the contract',
    );
    expect(province.checkRequest(batch({ eventNos: Array(101).fill('RW20240318000045') }))).toHaveLength(1);
  });

  it('finds a call that the contract does not have', () => {
    expect(
      city.checkRequest({ method: 'GET', path: '/clue', query: new URLSearchParams(), headers: {} }),
    ).toEqual(['GET /clue: the contract of the city has no such call']);
  });

  it.each([
    ['province', 'eventBatchByRef', ['datas', 0, 'events', 0], 'eventTitel'],
    ['city', 'cluesByReference', ['items', 0, 'clues', 0, 'case', 'decision'], 'fineAmount'],
    ['grassroots', 'sjPlcx', ['sj', 0, 'fklb', 1], 'fklx'],
  ] as const)(
    'finds a misspelt field in an answer of the %s to %s',
    (platform, operationId, place, field) => {
      const answer = workedAnswer(platform, operationId);
      const record = within(answer.body, place);
      record[field] = 'x';
      expect(contract(platform).checkAnswer(answer)).toEqual([
        `${platform} ${operationId}: status 200 body /${place.join('/')}: "${field}" is not in the contract`,
      ]);
    },
  );

  it('lets an unlisted status pass, and finds it when asked for listed codes only', () => {
    for (const [platform, operationId, place, field, code] of [
      ['province', 'eventBatchByRef', ['datas', 0, 'events', 0], 'eventStatus', '77'],
      ['city', 'cluesByReference', ['items', 0, 'clues', 0], 'status', 'archived'],
      ['grassroots', 'sjPlcx', ['sj', 0], 'sjzt', ' yBJ'],
    ] as const) {
      const answer = workedAnswer(platform, operationId);
      const record = within(answer.body, place);
      record[field] = code;
      expect(contract(platform).checkAnswer(answer)).toEqual([]);
      expect(contract(platform, { codes: 'listed' }).checkAnswer(answer)).toEqual([
        expect.stringContaining(`/${field}: expected`),
      ]);
    }
  });

  it('takes null, empty, missing and blanks from the grassroots system, and no number', () => {
    const answer = workedAnswer('grassroots', 'sjPlcx');
    const [event] = (answer.body as { sj: Record<string, unknown>[] }).sj;
    Object.assign(event!, { zfsxdm: null, ajbh: '', jd: ' 119.9301 ', sjzt: ' YBJ' });
    delete event!.sbsj;
    expect(grassroots.checkAnswer(answer)).toEqual([]);
    event!.bbh = 9;
    expect(grassroots.checkAnswer(answer)).toEqual([
      expect.stringMatching(/\/sj\/0\/bbh: must be string,null, got 9$/),
    ]);
  });

  it('tells what a failure lacks by the kind of failure that it is', () => {
    const failure = (body: unknown): CheckedAnswer => ({
      method: 'GET',
      path: '/event/list',
      status: 200,
      body,
    });
    const late = { code: '07', msg: '请求时间超出允许范围', datas: {}, requestId: 'a1' };
    expect(province.checkAnswer(failure(late))).toEqual([
      "province eventList: status 200 body /datas: must have required property 'serverTime', got an object with ",
    ]);
  });

  it('knows the statuses, content types and headers of errors', () => {
    const limited = {
      ...problem(429, 'rate-limited'),
      headers: { 'content-type': 'application/problem+json', 'retry-after': '3' },
    };
    expect(city.checkAnswer(limited)).toEqual([]);
    expect(
      city.checkAnswer({ ...limited, headers: { 'content-type': 'application/problem+json' } }),
    ).toHaveLength(1);
    expect(
      city.checkAnswer({ ...limited, headers: { 'content-type': 'application/json', 'retry-after': '3' } }),
    ).toHaveLength(1);
    expect(city.checkAnswer(problem(418, 'teapot'))).toEqual([
      expect.stringContaining('the contract does not know it'),
    ]);
  });

  it('leaves the body of the network in front of the province alone', () => {
    expect(province.checkAnswer({ method: 'GET', path: '/event/list', status: 502, body: '<html>' })).toEqual(
      [],
    );
  });
});

function problem(status: number, type: string): CheckedAnswer {
  const body = {
    type: `/problems/${type}`,
    title: 't',
    status,
    detail: 'd',
    instance: '/api/v1/clues',
    trace_id: 'x',
  };
  return { method: 'GET', path: '/clues', status, body };
}

function within(body: unknown, place: readonly (string | number)[]): Record<string, unknown> {
  return place.reduce(
    (inner, step) => inner[step] as Record<string, unknown>,
    body as Record<string, unknown>,
  );
}
