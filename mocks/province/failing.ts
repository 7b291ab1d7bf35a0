/** The province's ways to fail: codes in an envelope with HTTP 200, and the network in front of it (lifecycle.md section 8). */
import type { Clocks } from '../clock.ts';
import { type Failing, isObject, pageOfProxy, retryAfterHeader } from '../failing.ts';
import { formatLocal } from '../local-time.ts';
import { ProvinceRefusal, refusal } from './answer.ts';
import type { ProvinceAuth } from './auth.ts';

const CODES: Record<string, string> = {
  '01': '系统错误',
  '02': '参数缺失或错误',
  '03': '签名错误',
  '04': '请求密钥已过期',
  '05': '刷新密钥已过期',
  '06': 'appKey不存在或已停用',
  '07': 'requestTime超出允许范围',
  '08': '请求过于频繁',
  '09': '无该接口权限',
  '10': '记录不存在',
  '99': '系统维护中',
};

export function provinceFailing(auth: ProvinceAuth, { domain, realTime }: Clocks): Failing {
  const datasOf = (code: string, seconds: number | null): unknown => {
    if (code === '07') return { serverTime: realTime() };
    if (seconds === null) return null;
    if (code === '08') return { retryAfterSeconds: seconds };
    // By the clock that the platform tells at /health, like every other time that it writes.
    return code === '99' ? { resumeTime: formatLocal(domain.now() / 1000 + seconds) } : null;
  };
  return {
    codes: Object.keys(CODES).sort(),
    systemError: '01',
    throttled: '08',
    code: (code, { retryAfter }) =>
      refusal(new ProvinceRefusal(code, CODES[code]!, datasOf(code, retryAfter))),
    status: (status, { retryAfter }) => pageOfProxy(status, retryAfterHeader(retryAfter)),
    revoked: () => refusal(new ProvinceRefusal('06', CODES['06']!)),
    expire: all => auth.expire(all),
    rowsOf(body) {
      const datas = isObject(body) ? body.datas : null;
      if (Array.isArray(datas)) return datas;
      const list = isObject(datas) ? (datas.list ?? datas.changes) : null;
      return Array.isArray(list) ? list : null;
    },
  };
}
