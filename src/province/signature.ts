import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Call, get, type Layer, type Reply } from '../upstream/call.ts';
import { invalid } from '../upstream/failure.ts';
import { within } from '../upstream/within.ts';
import { codeOf, datasOf, successful } from './answer.ts';

export interface ProvinceCredentials {
  appKey: string;
  appSecret: string;
}

/** How long the platform may take to give secrets, ms. Its own limit: several requests wait for them. */
const PATIENCE_MS = 5_000;

/** How long before its end a secret is no longer used, ms, so that it does not end on the way. */
const MARGIN_MS = 60_000;

/** Codes that refuse a secret: signature wrong, request secret expired, refresh secret expired. */
const REFUSED = new Set<string | null>(['03', '04', '05']);

/** `requestTime` is outside the platform's window. */
const WRONG_TIME = '07';

/**
 * Signs each call with the three query parameters of the contract (lifecycle, section 8). The request secret is
 * asked for with the application's secret first, later with the refresh secret, once however many wait for it.
 * Where the platform refuses a secret or our time, that is put right and the call repeated once; what it answers
 * then is the answer. Neither a secret nor a signature is ever part of a message.
 *
 * The layer throws an UpstreamError of PROVINCE where no secret is to be had.
 */
export const signed =
  ({ appKey, appSecret }: ProvinceCredentials, clock: Clock): Layer =>
  next => {
    let aheadMs = 0;
    let held: Secrets | null = null;
    let refreshing: Promise<Secrets> | null = null;

    /** Now, by the platform's clock as far as it was told to us. */
    const now = () => clock.now() + aheadMs;

    /** Signs with a secret; a time outside the window is corrected by what the platform says, and sent once more. */
    async function send(call: Call, secret: string): Promise<Reply> {
      const reply = await next(stamped(call, appKey, secret, now()));
      const theirs = codeOf(reply) === WRONG_TIME ? serverTimeOf(reply) : null;
      if (theirs === null) return reply;
      aheadMs = theirs - clock.now();
      return await next(stamped(call, appKey, secret, now()));
    }

    /** The secrets in use, unless they near their end or are those just refused; then new ones. */
    function secrets(refused: Secrets | null = null): Promise<Secrets> {
      const good = held && held !== refused && now() < held.requestSecretEndTime - MARGIN_MS;
      if (held && good) return Promise.resolve(held);
      refreshing ??= refresh()
        .then(fresh => {
          held = fresh;
          return fresh;
        })
        .finally(() => {
          refreshing = null;
        });
      return refreshing;
    }

    /** By the refresh secret while there is one that the platform takes, else by the application's. */
    async function refresh(): Promise<Secrets> {
      if (held && now() < held.refreshSecretEndTime - MARGIN_MS) {
        const call = refreshCall('refreshTokenBySec', clock);
        const reply = await send(call, held.refreshSecret);
        // Not `05` alone: a platform that was restarted takes a secret that it gave before for a wrong one.
        if (!REFUSED.has(codeOf(reply))) return granted(call, reply);
      }
      const call = refreshCall('refreshTokenByKey', clock);
      return granted(call, await send(call, appSecret));
    }

    return async call => {
      const first = await within(call, secrets());
      const reply = await send(call, first.requestSecret);
      if (!REFUSED.has(codeOf(reply))) return reply;
      const second = await within(call, secrets(first));
      return await send(call, second.requestSecret);
    };
  };

/** The signature alone; the contract has test vectors for it. `requestTime` is Unix ms as a decimal string. */
export function signature(appKey: string, secret: string, requestTime: string): string {
  return createHash('md5').update(`${appKey}${secret}${requestTime}`).digest('hex');
}

function stamped(call: Call, appKey: string, secret: string, now: number): Call {
  const requestTime = String(now);
  const query = new URLSearchParams(call.query);
  query.set('appKey', appKey);
  query.set('requestTime', requestTime);
  query.set('sign', signature(appKey, secret, requestTime));
  return { ...call, query };
}

interface Secrets {
  requestSecret: string;
  refreshSecret: string;
  /** Unix ms, by the platform's clock. */
  requestSecretEndTime: number;
  refreshSecretEndTime: number;
}

function refreshCall(name: string, clock: Clock): Call {
  return get('PROVINCE', `gateway/app/${name}`, {}, { signal: clock.timeout(PATIENCE_MS) });
}

/** @throws UpstreamError where the platform grants none. */
function granted(call: Call, reply: Reply): Secrets {
  const datas = datasOf(successful(call, reply)) ?? {};
  const { requestSecret, refreshSecret, requestSecretEndTime, refreshSecretEndTime } = datas as Record<
    string,
    unknown
  >;
  if (!isSecret(requestSecret) || !isSecret(refreshSecret)) {
    throw invalid(call, 'expected two secrets, got another answer');
  }
  if (!isTime(requestSecretEndTime) || !isTime(refreshSecretEndTime)) {
    throw invalid(call, 'expected the Unix ms at which the secrets end, got another answer');
  }
  return { requestSecret, refreshSecret, requestSecretEndTime, refreshSecretEndTime };
}

function serverTimeOf(reply: Reply): number | null {
  const { serverTime } = (datasOf(reply) ?? {}) as { serverTime?: unknown };
  return isTime(serverTime) ? serverTime : null;
}

function isSecret(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
