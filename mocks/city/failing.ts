/** The city's ways to fail: problems whose HTTP status means what it says (lifecycle.md section 9). */
import { type Failing, isObject, pageOfProxy, retryAfterHeader } from '../failing.ts';
import { CityProblem, problem } from './answer.ts';
import type { CityAuth } from './auth.ts';

const PROBLEMS: Record<string, [status: number, detail: string]> = {
  'invalid-request': [400, '请求参数错误'],
  'invalid-cursor': [400, '游标无法识别，请从头读取'],
  unauthorized: [401, '令牌缺失、过期或已注销'],
  forbidden: [403, '没有权限'],
  'not-found': [404, '没有该记录'],
  'too-large': [413, '请求过大'],
  'rate-limited': [429, '请求过于频繁'],
  internal: [500, '系统内部错误'],
  maintenance: [503, '系统维护中'],
};
const TYPES: Record<number, string> = Object.fromEntries(
  Object.entries(PROBLEMS)
    .filter(([type]) => type !== 'invalid-cursor')
    .map(([type, [status]]) => [status, type]),
);
const INVALID_TOKEN = { 'www-authenticate': 'Bearer error="invalid_token"' };

export function cityFailing(auth: CityAuth): Failing {
  const code: Failing['code'] = (type, { retryAfter, path }) => {
    const [status, detail] = PROBLEMS[type]!;
    const headers = { ...(status === 401 && INVALID_TOKEN), ...retryAfterHeader(retryAfter) };
    return problem(new CityProblem(status, type, detail, { headers }), path);
  };
  return {
    codes: Object.keys(PROBLEMS),
    systemError: 'internal',
    throttled: 'rate-limited',
    code,
    // A status that the contract has no problem for comes from what stands in front.
    status: (status, more) =>
      Object.hasOwn(TYPES, status)
        ? code(TYPES[status]!, more)
        : pageOfProxy(status, retryAfterHeader(more.retryAfter)),
    revoked: () =>
      problem(new CityProblem(401, 'unauthorized', '客户端已停用', { headers: INVALID_TOKEN }), '/'),
    expire: () => auth.revoke(),
    rowsOf(body) {
      const rows = isObject(body) ? (body.items ?? body.rows) : null;
      return Array.isArray(rows) ? rows : null;
    },
  };
}
