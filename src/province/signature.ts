import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Call, get, type Layer, type Reply } from '../upstream/call.ts';
import { invalid } from '../upstream/failure.ts';
import { Grant, type Granted } from '../upstream/grant.ts';
import { within } from '../upstream/within.ts';
import { codeOf, datasOf, successful } from './answer.ts';

export interface ProvinceCredentials {
  appKey: string;
  appSecret: string;
}

/** How long the platform may take to give secrets, ms. Its own limit: several requests wait for them. */
const PATIENCE_MS = 5_000;

/** How long before its end a new secret is asked for, and how long before it the old one is no longer used, ms. */
const RENEWAL_MS = 60_000;
const MARGIN_MS = 5_000;

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

    /** By the refresh secret while there is one that the platform takes, else by the application's. */
    async function refresh(held: Secrets | null): Promise<Secrets> {
      if (held && now() < held.refreshSecretEndTime - MARGIN_MS) {
        const call = refreshCall('refreshTokenBySec', clock);
        const reply = await send(call, held.refreshSecret);
        // Not `05` alone: a platform that was restarted takes a secret that it gave before for a wrong one.
        if (!REFUSED.has(codeOf(reply))) return granted(call, reply, clock);
      }
      const call = refreshCall('refreshTokenByKey', clock);
      return granted(call, await send(call, appSecret), clock);
    }

    const grant = new Grant(refresh, now);

    return async call => {
      const first = await within(call, grant.current());
      const reply = await send(call, first.requestSecret);
      if (!REFUSED.has(codeOf(reply))) return reply;
      const second = await within(call, grant.current(first));
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

/** Times are of the platform's clock. */
interface Secrets extends Granted {
  requestSecret: string;
  refreshSecret: string;
  /** Unix ms. */
  refreshSecretEndTime: number;
}

function refreshCall(name: string, clock: Clock): Call {
  return get('PROVINCE', `gateway/app/${name}`, {}, { signal: clock.timeout(PATIENCE_MS) });
}

/** @throws UpstreamError where the platform grants none. */
function granted(call: Call, reply: Reply, clock: Clock): Secrets {
  const datas = datasOf(successful(call, reply, { clock, theirNow: () => null })) ?? {};
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
  return {
    requestSecret,
    refreshSecret,
    renewAt: requestSecretEndTime - RENEWAL_MS,
    endsAt: requestSecretEndTime - MARGIN_MS,
    refreshSecretEndTime,
  };
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
