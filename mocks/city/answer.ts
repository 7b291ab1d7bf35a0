/** The city's problems, RFC 9457 (lifecycle.md section 9): HTTP statuses mean what they say. */
import { randomBytes } from 'node:crypto';
import { BatchTooLarge } from '../body.ts';
import { BadParameter } from '../parameters.ts';

/** Says no with one of the contract's problem types. */
export class CityProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly members: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    type: string,
    detail: string,
    more: { members?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.status = status;
    this.type = type;
    this.members = more.members ?? {};
    this.headers = more.headers ?? {};
  }
}

const TITLES: Record<string, string> = {
  'invalid-request': '请求参数错误',
  'invalid-cursor': '游标无效',
  unauthorized: '未认证',
  forbidden: '无权限',
  'not-found': '未找到',
  'cursor-expired': '游标已过期',
  'too-large': '请求过大',
  'rate-limited': '请求过于频繁',
  internal: '系统内部错误',
  maintenance: '系统维护中',
};

/** The answer to what a call threw; what is no refusal is the mock's own fault and is not hidden. */
export function problem(error: unknown, instance: string): Response {
  const { status, type, message, members, headers } = asProblem(error);
  const title = TITLES[type] ?? type;
  const body = {
    type: `/problems/${type}`,
    title,
    status,
    detail: message,
    instance,
    trace_id: traceId(),
    ...members,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

function asProblem(error: unknown): CityProblem {
  if (error instanceof CityProblem) return error;
  if (error instanceof BatchTooLarge) {
    return new CityProblem(413, 'too-large', error.message, { members: { limit: error.limit } });
  }
  if (error instanceof BadParameter) {
    const errors = [{ pointer: `/${error.parameter}`, detail: error.message }];
    return new CityProblem(400, 'invalid-request', error.message, { members: { errors } });
  }
  throw error;
}

function traceId(): string {
  return randomBytes(8).toString('hex');
}
