/** The grassroots system's ways to fail: codes in an envelope, and the gateway in front of it (lifecycle.md section 10). */
import { type Failing, isObject, retryAfterHeader } from '../failing.ts';
import { envelope } from './answer.ts';

const CODES: Record<string, string> = {
  '400': '参数错误',
  '403': '无该行政区划权限',
  '404': '记录不存在',
  '429': '请求过于频繁',
  '500': '系统错误',
  '503': '系统维护中',
};
const GATEWAY: Record<number, string> = {
  401: '签名错误',
  403: '无接口权限',
  408: '请求时间超出允许范围',
  429: '请求过于频繁',
  502: '后端服务不可用',
  504: '后端服务超时',
};

export function grassrootsFailing(): Failing {
  const rejected = (status: number, errorMsg: string, headers: Record<string, string> = {}) =>
    Response.json({ errorCode: `BG-${status}0`, errorMsg }, { status, headers });
  return {
    codes: Object.keys(CODES),
    systemError: '500',
    throttled: '429',
    // The envelope has no place for a time to wait: the contract's reader waits 1 to 5 seconds.
    code: code => envelope(code, CODES[code]!, null, 0),
    status: (status, { retryAfter }) =>
      rejected(status, GATEWAY[status] ?? '网关错误', retryAfterHeader(retryAfter)),
    revoked: () => rejected(401, '访问密钥无效或已停用'),
    expire: null,
    rowsOf(body) {
      const rows = isObject(body) ? body.sj : null;
      return Array.isArray(rows) ? rows : null;
    },
  };
}
