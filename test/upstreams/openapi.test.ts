/** The platforms' contracts are sound OpenAPI, complete, and what they show as examples is what they promise. */
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import openapiTS, { astToString } from 'openapi-typescript';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { type OneOfThree, THREE } from '../three-platforms.ts';
import { type CheckedAnswer, contract } from './contract.ts';
import { contractFile, type Operation, readContract, type Schema } from './document.ts';
import { answerExamples, examplesOf, operationOf, requestExamples } from './examples.ts';
import { OPENAPI_SHAPE } from './openapi-shape.ts';
import { checks } from './schemas.ts';

/** lifecycle.md sections 8, 9 and 10: every call of the tables that is a read, those of access included. */
const READS: Record<OneOfThree, Record<string, string>> = {
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
    planList: 'GET /plan/list',
    taskList: 'GET /task/list',
    taskBatchGet: 'POST /task/batchGet',
    delegationList: 'GET /delegation/list',
    delegationChangeList: 'GET /delegation/changeList',
    scenarioList: 'GET /scenario/list',
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
    documentList: 'GET /documents',
    disputeList: 'GET /disputes',
    forumList: 'GET /forums',
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

it.each(THREE)('the contract of the %s lists exactly the read calls', platform => {
  const { operations } = readContract(platform);
  const listed = operations.map(({ operationId, method, path }) => [operationId, `${method} ${path}`]);
  expect(Object.fromEntries(listed)).toEqual(READS[platform]);
  expect(listed).toHaveLength(Object.keys(READS[platform]).length);
});

describe.each(PLATFORM_NAMES)('the contract of the %s', platform => {
  const document = readContract(platform);

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
  const WORKED: [OneOfThree, string, string][] = [
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

/** Tables of codes that clients complete against; no call needs to refer to them. */
const CODES_FOR_CLIENTS =
  /\/(ProvinceReturnCode|CityProblemTypeCode|GrassrootsReturnCode|[A-Za-z]+GroupCode)$/;

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
