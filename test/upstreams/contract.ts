/**
 * The platforms' contracts as a judge for tests: does this request fit `schema/upstreams/`, does this answer.
 *
 * ```ts
 * const province = contract('province');
 * expect(province.checkRequest({ method: 'GET', path: '/event/list', query, headers })).toEqual([]);
 * expect(province.checkAnswer({ method: 'GET', path: '/event/list', status, headers, body })).toEqual([]);
 * ```
 */
import type { PlatformName } from '../../src/upstream/platform-code.ts';
import { type Call, compileCall } from './call.ts';
import { readContract } from './document.ts';
import { type Check, type Codes, checks } from './schemas.ts';

export type HeaderFields = Headers | Record<string, string | string[] | undefined>;

export interface CheckedRequest {
  method: string;
  /** Percent-encoded, without the base path of the platform: `/event/list`. */
  path: string;
  query: URLSearchParams;
  headers: HeaderFields;
  /** Parsed, or the text as sent; absent for a request without a body. */
  body?: unknown;
}

export interface CheckedAnswer {
  method: string;
  path: string;
  status: number;
  /** Content type and headers are checked only when given. */
  headers?: HeaderFields;
  /** Parsed, or the text as received. */
  body: unknown;
}

export interface Contract {
  /** What does not fit, a line each, with the place; an unknown parameter is a finding. `[]`: it fits. */
  checkRequest(request: CheckedRequest): string[];
  /** What does not fit, a line each; an unknown field is a finding, on the city's open objects too. */
  checkAnswer(answer: CheckedAnswer): string[];
}

/** @param codes `listed` makes a code that the contract does not list a finding (some are planted on purpose). */
export function contract(platform: PlatformName, { codes = 'open' }: { codes?: Codes } = {}): Contract {
  const document = readContract(platform);
  const compiled = checks(document, codes);
  const calls = document.operations.map(operation => compileCall(operation, compiled));

  const withCall = (method: string, path: string, judge: (call: Call) => string[]): string[] => {
    const call = calls.find(
      ({ operation, matches }) => operation.method === method.toUpperCase() && matches(path),
    );
    if (!call) return [`${method} ${path}: the contract of the ${platform} has no such call`];
    return judge(call).map(finding => `${platform} ${call.operation.operationId}: ${finding}`);
  };
  return {
    checkRequest: request => withCall(request.method, request.path, call => judgeRequest(call, request)),
    checkAnswer: answer => withCall(answer.method, answer.path, call => judgeAnswer(call, answer)),
  };
}

function judgeRequest(call: Call, request: CheckedRequest): string[] {
  const headers = fields(request.headers);
  return [
    ...call.path(call.pathVariables(request.path)).map(finding => `path ${finding}`),
    ...call.query(queryObject(request.query, call.lists)).map(finding => `query ${finding}`),
    ...call.headers(Object.fromEntries(headers)).map(finding => `header ${finding}`),
    ...call.credentials({ query: request.query, headers }),
    ...judgeBody(call.body, headers, request.body, call.operation.requestBody !== undefined),
  ];
}

function judgeAnswer(call: Call, { status, headers, body }: CheckedAnswer): string[] {
  const expected = call.answers.get(status);
  if (!expected) {
    return [
      `status ${status}: expected one of ${[...call.answers.keys()].join(', ')}; the contract does not know it`,
    ];
  }
  const received = headers && fields(headers);
  const aboutHeaders = received ? expected.headers(Object.fromEntries(received)) : [];
  // Without content in the contract the body is not fixed (the network in front), or there is none (304).
  const aboutBody = expected.body.size > 0 ? judgeBody(expected.body, received, body, true) : [];
  return [
    ...aboutHeaders.map(finding => `status ${status} header ${finding}`),
    ...aboutBody.map(finding => `status ${status} ${finding}`),
  ];
}

function judgeBody(
  content: Map<string, Check>,
  headers: Headers | undefined,
  given: unknown,
  expected: boolean,
): string[] {
  if (!expected) return given === undefined || given === '' ? [] : ['body: expected none'];
  if (given === undefined) return ['body: expected one, got none'];
  const [first] = content.keys();
  const type = headers ? (headers.get('content-type') ?? '').split(';')[0]!.trim() : first!;
  const check = content.get(type);
  if (!check) return [`content type: expected ${[...content.keys()].join(' or ')}, got "${type}"`];
  const [value, unreadable] = parsed(type, given);
  return unreadable ? [unreadable] : check(value).map(finding => `body ${finding}`);
}

function parsed(type: string, given: unknown): [value: unknown, unreadable?: string] {
  if (given instanceof URLSearchParams) return [Object.fromEntries(given)];
  if (typeof given !== 'string') return [given];
  if (type === 'application/x-www-form-urlencoded') return [Object.fromEntries(new URLSearchParams(given))];
  try {
    return [JSON.parse(given)];
  } catch (error) {
    return [undefined, `body: expected JSON, got text that is none (${(error as Error).message})`];
  }
}

/** Single values as text, lists as arrays; a single value that comes twice stays an array, and is so found. */
function queryObject(query: URLSearchParams, lists: Call['lists']): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map(name => {
      const values = query.getAll(name);
      if (lists.get(name) === 'repeated') return [name, values];
      if (lists.get(name) === 'joined' && values.length === 1) return [name, values[0]!.split(',')];
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

function fields(given: HeaderFields): Headers {
  if (given instanceof Headers) return given;
  const headers = new Headers();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}
