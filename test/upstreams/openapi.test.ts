/** The three contracts are sound OpenAPI, complete, and what they show as examples is what they promise. */
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { type CheckedAnswer, type CheckedRequest, contract } from './contract.ts';
import {
  contractFile,
  type Media,
  type Operation,
  PLATFORMS,
  type Platform,
  readContract,
  type Schema,
} from './document.ts';
import { OPENAPI_SHAPE } from './openapi-shape.ts';
import { checks } from './schemas.ts';

/** lifecycle.md sections 8, 9 and 10: every call of the tables that is a read, those of access included. */
const READS: Record<Platform, Record<string, string>> = {
  province: {
    refreshTokenByKey: 'GET /gateway/app/refreshTokenByKey',
    refreshTokenBySec: 'GET /gateway/app/refreshTokenBySec',
    eventList: 'GET /event/list',
    eventBatchGet: 'POST /event/batchGet',
    eventBatchByRef: 'POST /event/batchByRef',
    statQuery: 'POST /stat/query',
    changeList: 'GET /change/list',
    itemList: 'GET /item/list',
    indexList: 'GET /index/list',
    health: 'GET /health',
  },
  city: {
    oauth2Token: 'POST /oauth2/token',
    clueList: 'GET /clues',
    clueGet: 'GET /clues/{clue_no}',
    clueBatchGet: 'POST /clues:batch-get',
    cluesByReference: 'POST /clues:by-reference',
    statistics: 'POST /statistics',
    changeList: 'GET /changes',
    itemList: 'GET /items',
    departmentList: 'GET /departments',
    teamList: 'GET /teams',
    health: 'GET /health',
  },
  grassroots: {
    sjLb: 'GET /sj/lb',
    sjPlcx: 'POST /sj/plcx',
    sjYycx: 'POST /sj/yycx',
    tjCx: 'POST /tj/cx',
    bgLb: 'GET /bg/lb',
    mlLb: 'GET /ml/lb',
    wgLb: 'GET /wg/lb',
    jkzt: 'GET /jkzt',
  },
};

describe.each(PLATFORMS)('the contract of the %s', platform => {
  const document = readContract(platform);

  it('lists exactly the read calls', () => {
    const listed = document.operations.map(({ operationId, method, path }) => [
      operationId,
      `${method} ${path}`,
    ]);
    expect(Object.fromEntries(listed)).toEqual(READS[platform]);
    expect(listed).toHaveLength(Object.keys(READS[platform]).length);
  });

  it('is OpenAPI 3.1, with no keyword misspelt', () => {
    const fits = new Ajv2020({ allErrors: true }).compile(OPENAPI_SHAPE);
    fits(document.raw);
    expect(fits.errors ?? []).toEqual([]);
  });

  it('gives types to those who write its client', async () => {
    const types = astToString(await openapiTS(contractFile(platform), { silent: true }));
    expect(types).toContain('export interface operations');
  });

  it('says that it is constructed and not the published interface', () => {
    const { description } = document.raw.info as { description: string };
    expect(description).toMatch(/own constructed understanding, not the platform's published interface/);
  });

  it('has no reference that leads nowhere, and no component that nothing refers to', () => {
    const references = new Set(document.text.match(/(?<=\$ref: ')#[^']+/g));
    for (const reference of references) expect(document.follow(reference)).toBeDefined();
    const { securitySchemes: _, ...components } = document.raw.components as Record<string, object>;
    const unused = Object.entries(components).flatMap(([kind, members]) =>
      Object.keys(members)
        .map(name => `#/components/${kind}/${name}`)
        .filter(pointer => !references.has(pointer)),
    );
    expect(unused).toEqual(unused.filter(pointer => CODES_FOR_CLIENTS.test(pointer)));
  });

  it('describes every call, parameter, schema and field, in both languages where it is a word of the platform', () => {
    const silent = [
      ...document.operations.flatMap(undescribed),
      ...Object.entries(document.schemas).flatMap(([name, schema]) => undescribedFields(name, schema)),
    ];
    expect(silent).toEqual([]);
  });

  it('compiles every schema in strict mode', () => {
    const compile = checks(document, 'listed');
    for (const name of Object.keys(document.schemas)) {
      const check = compile.of({ $ref: `#/components/schemas/${name}` });
      // Compiled when first asked; what it finds is of no matter here.
      expect(() => check(undefined)).not.toThrow();
    }
  });

  it('keeps every example of a schema', () => {
    const compile = checks(document, 'listed');
    const wrong = schemasWithin(document.schemas).flatMap(schema =>
      ((schema.examples ?? []) as unknown[]).flatMap(compile.of(schema)),
    );
    expect(wrong).toEqual([]);
  });

  it('shows for each call a request, where it has a body, a success and an error, and keeps them all', () => {
    const shown = document.operations.map(operation => ({
      call: operation.operationId,
      request: operation.requestBody ? examplesOf(operation.requestBody.content).length > 0 : true,
      success: answerExamples(operation).some(succeeds),
      error: answerExamples(operation).some(answer => !succeeds(answer)),
    }));
    expect(shown).toEqual(shown.map(({ call }) => ({ call, request: true, success: true, error: true })));

    const { checkAnswer, checkRequest } = contract(platform, { codes: 'listed' });
    const { operations } = document;
    expect(operations.flatMap(answerExamples).flatMap(checkAnswer)).toEqual([]);
    expect(operations.flatMap(requestExamples).flatMap(checkRequest)).toEqual([]);
  });
});

describe('the worked example of the contracts', () => {
  const WORKED: [Platform, string, string][] = [
    ['grassroots', 'sjPlcx', 'SJ20240513000123'],
    ['city', 'cluesByReference', 'SJ20240513000123'],
    ['province', 'eventBatchByRef', 'SJ20240513000123'],
  ];
  it.each(WORKED)('is complete in the %s by %s', (platform, operationId, number) => {
    const operation = operationOf(platform, operationId);
    const { value } = operation.responses['200']!.content!['application/json']!.examples!.workedExample!;
    const asked = operation.requestBody!.content['application/json']!.examples!.workedExample!.value;
    expect(JSON.stringify(asked)).toContain(number);
    expect(JSON.stringify(value)).toContain(number);
    const { method, path } = operation;
    expect(
      contract(platform, { codes: 'listed' }).checkAnswer({ method, path, status: 200, body: value }),
    ).toEqual([]);
  });
});

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

/** Tables of codes that clients complete against; no call needs to refer to them. */
const CODES_FOR_CLIENTS =
  /\/(ProvinceReturnCode|CityProblemTypeCode|GrassrootsReturnCode|[A-Za-z]+GroupCode)$/;

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

function operationOf(platform: Platform, operationId: string): Operation {
  return readContract(platform).operations.find(operation => operation.operationId === operationId)!;
}

function workedAnswer(platform: Platform, operationId: string): CheckedAnswer {
  const { method, path, responses } = operationOf(platform, operationId);
  const { value } = responses['200']!.content!['application/json']!.examples!.workedExample!;
  return { method, path, status: 200, body: structuredClone(value) };
}

function within(body: unknown, place: readonly (string | number)[]): Record<string, unknown> {
  return place.reduce(
    (inner, step) => inner[step] as Record<string, unknown>,
    body as Record<string, unknown>,
  );
}

function examplesOf(content: Record<string, Media> = {}): unknown[] {
  return Object.values(content).flatMap(({ examples }) =>
    Object.values(examples ?? {}).map(({ value }) => value),
  );
}

function answerExamples({ method, path, responses }: Operation): CheckedAnswer[] {
  return Object.entries(responses).flatMap(([status, { content }]) =>
    examplesOf(content).map(body => ({ method, path: withNumber(path), status: Number(status), body })),
  );
}

/** An example of each body, else of the parameters, with credentials as the contracts show them. */
function requestExamples({ method, path, parameters, security, requestBody }: Operation): CheckedRequest[] {
  const query = new URLSearchParams();
  for (const { in: place, name, example, explode } of parameters) {
    if (place !== 'query' || example === undefined) continue;
    const values = explode === false ? [[example].flat().join(',')] : [example].flat();
    for (const value of values) query.append(name, String(value));
  }
  const headers = new Headers();
  for (const { type, in: place, name, scheme } of security) {
    if (type === 'apiKey' && place === 'query') query.set(name!, CREDENTIALS[name!]!);
    else if (type === 'apiKey') headers.set(name!, CREDENTIALS[name!]!);
    else headers.set('authorization', scheme === 'basic' ? 'Basic bHNndA==' : 'Bearer t');
  }
  const request = { method, path: withNumber(path), query, headers };
  if (!requestBody) return [request];
  return Object.entries(requestBody.content).flatMap(([type, media]) => {
    headers.set('content-type', type);
    return examplesOf({ [type]: media }).map(body => ({ ...request, body }));
  });
}

const CREDENTIALS: Record<string, string> = {
  appKey: 'lsgt-province-demo',
  requestTime: '1715565600000',
  sign: 'f90c293774c9bfb6597e7fbd9078984e',
  'X-BG-HMAC-ACCESS-KEY': 'lsgt-grassroots-demo',
  'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
  'X-BG-DATE-TIME': 'Mon, 13 May 2024 02:00:00 GMT',
  'X-BG-HMAC-SIGNATURE': 'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
};

const withNumber = (path: string) => path.replace('{clue_no}', 'XS20240513000087');

function succeeds({ status, body }: CheckedAnswer): boolean {
  const { code = '00', fhm = '200' } = body as { code?: string; fhm?: string };
  return status === 200 && code === '00' && fhm === '200';
}

function undescribed({ operationId, summary, description, parameters, responses }: Operation): string[] {
  return [
    ...(summary && HAN.test(summary) && description ? [] : [operationId]),
    ...parameters
      .filter(parameter => !HAN.test(parameter.description ?? ''))
      .map(({ name }) => `${operationId} ${name}`),
    ...Object.entries(responses).flatMap(([status, answer]) =>
      answer.description ? [] : [`${operationId} ${status}`],
    ),
  ];
}

const HAN = /\p{Script=Han}/u;

/** A field may leave its description to the schema that it refers to. */
function undescribedFields(place: string, schema: Schema): string[] {
  const inner = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  return [
    ...(schema.$ref || HAN.test((schema.description ?? '') as string) ? [] : [place]),
    ...inner.flatMap(([name, field]) => undescribedFields(`${place}.${name}`, field)),
  ];
}

function schemasWithin(node: unknown): Schema[] {
  if (typeof node !== 'object' || node === null) return [];
  const { examples: _, ...rest } = node as Schema;
  const here = Array.isArray((node as Schema).examples) ? [node as Schema] : [];
  return [...here, ...Object.values(rest).flatMap(schemasWithin)];
}
