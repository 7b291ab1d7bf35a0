import { describe, expect, it } from '@jest/globals';
import { failureWords } from '../../../src/matters/platforms/failure-words.ts';
import {
  UpstreamError,
  type UpstreamErrorCode,
  type UpstreamReason,
} from '../../../src/upstream/upstream-error.ts';

const words = (code: UpstreamErrorCode, reason: UpstreamReason | null = null) =>
  failureWords(new UpstreamError(code, 'PROVINCE', 'item/list: as it was', { reason }), 'PROVINCE');

describe('That a platform failed', () => {
  it('is said by its name, with the gateway’s own message behind', () => {
    expect(words('UPSTREAM_TIMEOUT')).toEqual({
      en: 'Provincial supervision app: it did not answer in time (item/list: as it was)',
      zh: '省执法监管数字应用：未在时限内应答（item/list: as it was）',
    });
  });

  it.each([
    ['UPSTREAM_UNAVAILABLE', null, '未能正常应答'],
    ['UPSTREAM_UNAVAILABLE', 'NO_CONNECTION', '无法连接，请检查 PROVINCE_URL'],
    ['UPSTREAM_UNAVAILABLE', 'CREDENTIALS', '不接受所用凭据，请检查 PROVINCE_APP_KEY、PROVINCE_APP_SECRET'],
    ['UPSTREAM_UNAVAILABLE', 'MAINTENANCE', '正在维护，请稍后重试'],
    ['UPSTREAM_OVERLOADED', null, '当前请求过多，请稍后重试'],
    ['UPSTREAM_INVALID_DATA', null, '返回的数据无法使用'],
  ] as const)('is said for what it is: %s, %s', (code, reason, zh) => {
    expect(words(code, reason).zh).toBe(`省执法监管数字应用：${zh}（item/list: as it was）`);
    expect(words(code, reason).en).not.toMatch(/[一-鿿]/);
  });

  it('is said of any other error too', () => {
    expect(failureWords(new TypeError('no such file'), 'CITY').zh).toBe(
      '丽水市智慧执法系统：无法查询（no such file）',
    );
  });
});
