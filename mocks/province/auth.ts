/**
 * The province's signing (lifecycle.md section 8): `sign` is the md5 of appKey, a secret and requestTime, without
 * separators. The body is not signed.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { RealTime } from '../clock.ts';
import { BadParameter, type Parameters } from '../parameters.ts';
import { ProvinceRefusal } from './answer.ts';

export const APP_KEY = 'lsgt-province-demo';
export const APP_SECRET = 'app-secret-demo';

const WINDOW_MS = 10 * 60_000;
const REQUEST_SECRET_MS = 15 * 60_000;
const REFRESH_SECRET_MS = 48 * 3_600_000;
/** How long a former request secret stays good after a refresh, so that requests in flight survive. */
const GRACE_MS = 60_000;

export interface Secrets {
  requestSecret: string;
  requestSecretEndTime: number;
  refreshSecret: string;
  refreshSecretEndTime: number;
}

export function sign(appKey: string, secret: string, requestTime: string): string {
  return createHash('md5').update(`${appKey}${secret}${requestTime}`).digest('hex');
}

/** Issues secrets and checks signatures; each method takes the three signing parameters out of the query. */
export class ProvinceAuth {
  readonly #realTime: RealTime;
  /** Newest first; the expired ones are kept for a while, so that they are told from the wrong ones. */
  #issued: Secrets[] = [];

  constructor(realTime: RealTime) {
    this.#realTime = realTime;
  }

  /** `refreshTokenByKey`; secrets of earlier calls stay valid, several gateways share the key (section 13). */
  byKey(query: Parameters): Secrets {
    const { requestTime, signature } = this.#signing(query);
    if (signature !== sign(APP_KEY, APP_SECRET, requestTime)) throw new ProvinceRefusal('03', '签名错误');
    return this.issue();
  }

  /** `refreshTokenBySec`: replaces both secrets of the caller. */
  bySecret(query: Parameters): Secrets {
    const { requestTime, signature } = this.#signing(query);
    const former = this.#issued.find(
      ({ refreshSecret }) => signature === sign(APP_KEY, refreshSecret, requestTime),
    );
    if (!former) throw new ProvinceRefusal('03', '签名错误');
    const now = this.#realTime();
    if (former.refreshSecretEndTime <= now) throw new ProvinceRefusal('05', '刷新密钥已过期');
    former.refreshSecretEndTime = now;
    former.requestSecretEndTime = Math.min(former.requestSecretEndTime, now + GRACE_MS);
    return this.issue();
  }

  /** Any other call. */
  check(query: Parameters): void {
    const { requestTime, signature } = this.#signing(query);
    const secrets = this.#issued.find(
      ({ requestSecret }) => signature === sign(APP_KEY, requestSecret, requestTime),
    );
    if (!secrets) throw new ProvinceRefusal('03', '签名错误');
    if (secrets.requestSecretEndTime <= this.#realTime()) throw new ProvinceRefusal('04', '请求密钥已过期');
  }

  /** Ends every request secret issued so far, with `all` every refresh secret too; the key gets others. */
  expire(all: boolean): void {
    const now = this.#realTime();
    for (const secrets of this.#issued) {
      secrets.requestSecretEndTime = Math.min(secrets.requestSecretEndTime, now);
      if (all) secrets.refreshSecretEndTime = Math.min(secrets.refreshSecretEndTime, now);
    }
  }

  #signing(query: Parameters): { requestTime: string; signature: string } {
    const appKey = required(query, 'appKey');
    const requestTime = required(query, 'requestTime');
    const signature = required(query, 'sign');
    if (appKey !== APP_KEY) throw new ProvinceRefusal('06', 'appKey不存在或已停用');
    if (!/^\d{1,15}$/.test(requestTime)) throw new BadParameter('requestTime', 'expected Unix milliseconds');
    const now = this.#realTime();
    if (Math.abs(now - Number(requestTime)) > WINDOW_MS) {
      throw new ProvinceRefusal('07', 'requestTime超出允许范围', { serverTime: now });
    }
    return { requestTime, signature };
  }

  issue(): Secrets {
    const now = this.#realTime();
    const secrets: Secrets = {
      requestSecret: randomBytes(16).toString('hex'),
      requestSecretEndTime: now + REQUEST_SECRET_MS,
      refreshSecret: randomBytes(16).toString('hex'),
      refreshSecretEndTime: now + REFRESH_SECRET_MS,
    };
    const remembered = (former: Secrets) => former.refreshSecretEndTime > now - REFRESH_SECRET_MS;
    this.#issued = [secrets, ...this.#issued.filter(remembered)];
    // A copy: what the caller does with it must not change what is remembered.
    return { ...secrets };
  }
}

function required(query: Parameters, name: string): string {
  const value = query.one(name);
  if (value === undefined) throw new BadParameter(name, 'required for signing');
  return value;
}
