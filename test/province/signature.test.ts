import { describe, expect, it } from '@jest/globals';
import { signature, signed } from '../../src/province/signature.ts';
import { type Call, get, post, type Reply } from '../../src/upstream/call.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { handClock } from '../clock.ts';

const CREDENTIALS = { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' };
const BY_KEY = 'refreshTokenByKey';
const BY_SECRET = 'refreshTokenBySec';
const MINUTE = 60_000;

/** An answer of the platform: a code, and what comes with it. */
const answer = (code: string, datas: unknown = null): Reply => ({
  status: 200,
  headers: {},
  body: { code, msg: `msg of ${code} 当事人张三`, datas, requestId: 'a5b1d0c0' },
});

interface Platform {
  /** What it answers instead of the n-th (from 0) asking for secrets; nothing by default: it grants them. */
  grant?: (n: number, name: string, call: Call) => Reply | undefined | Promise<Reply | undefined>;
  /** What it answers instead of the n-th (from 0) call for data; nothing by default: it takes what is signed well. */
  data?: (n: number, call: Call) => Reply | undefined;
}

/**
 * The layer above a platform that is played here: it grants `request-1`, `refresh-1`, then `request-2`, …, of which
 * the last alone are good, the one before for a minute more, and which end as the contract says.
 */
function province({ grant = () => undefined, data = () => undefined }: Platform = {}) {
  const clock = handClock();
  /** Each refresh, as the name of its call and the secret that it was signed with. */
  const refreshes: string[] = [];
  /** The secret that each call for data was signed with. */
  const secrets: string[] = [];
  const asked: Call[] = [];
  let granted = 0;
  let formerUntil = 0;

  const secretOf = ({ query }: Call) =>
    [CREDENTIALS.appSecret, ...range(9).flatMap(n => [`request-${n}`, `refresh-${n}`])].find(
      secret => signature(query.get('appKey')!, secret, query.get('requestTime')!) === query.get('sign'),
    ) ?? 'none';

  const send = signed(
    CREDENTIALS,
    clock,
  )(async call => {
    if (!call.name.startsWith('gateway/app/')) {
      asked.push(call);
      const instead = data(secrets.push(secretOf(call)) - 1, call);
      const good = [`request-${granted}`, clock.now() < formerUntil && `request-${granted - 1}`];
      return instead ?? (good.includes(secrets.at(-1)!) ? answer('00', []) : answer('03'));
    }
    const name = call.name.replace('gateway/app/', '');
    const instead = await grant(refreshes.push(`${name} ${secretOf(call)}`) - 1, name, call);
    if (instead) return instead;
    granted += 1;
    formerUntil = clock.now() + MINUTE;
    return answer('00', {
      requestSecret: `request-${granted}`,
      requestSecretEndTime: clock.now() + 15 * MINUTE,
      refreshSecret: `refresh-${granted}`,
      refreshSecretEndTime: clock.now() + 48 * 60 * MINUTE,
    });
  });
  const list = (signal = new AbortController().signal) =>
    send(get('PROVINCE', 'event/list', { pageNum: 1 }, { signal }));
  return { clock, refreshes, secrets, asked, list, send };
}

const range = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
const codeOf = (reply: Reply) => (reply.body as { code: string }).code;
const failure = (sent: Promise<unknown>): Promise<UpstreamError> =>
  sent.then(
    () => {
      throw new Error('expected the call to fail, it was answered');
    },
    error => error,
  );

describe('the signature of the province', () => {
  it.each([
    ['appSecret', 'app-secret-demo', 'bb445b0f60ab99550789bae9eef7f02c'],
    ['refreshSecret', 'refresh-secret-demo', 'ddb86d9b3171da1b856fbfe1bff12cb2'],
    ['requestSecret', 'request-secret-demo', 'f90c293774c9bfb6597e7fbd9078984e'],
  ])('with the %s is the contract’s', (_, secret, sign) => {
    expect(signature('lsgt-province-demo', secret, '1715565600000')).toBe(sign);
  });

  it('is in three query parameters of every call, beside the call’s own, and the body stays', async () => {
    const { asked, clock, list, send } = province();
    await list();
    await send(
      post('PROVINCE', 'event/batchGet', { eventNos: [] }, { signal: new AbortController().signal }),
    );
    const time = String(clock.now());
    const expected = { appKey: 'lsgt-province-demo', requestTime: time };
    const sign = signature('lsgt-province-demo', 'request-1', time);
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      { pageNum: '1', ...expected, sign },
      { ...expected, sign },
    ]);
    expect(asked[1]?.body).toBe('{"eventNos":[]}');
  });
});

describe('the province’s request secret', () => {
  it('is asked for with the application’s secret the first time, and then used', async () => {
    const { refreshes, secrets, list } = province();
    await list();
    await list();
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`]);
    expect(secrets).toEqual(['request-1', 'request-1']);
  });

  it('is the gateway’s own call, not counted to the request that needed it', async () => {
    const calls: Call[] = [];
    const { list } = province({ grant: (_n, _name, call) => void calls.push(call) });
    await list();
    expect(calls).toMatchObject([
      { platform: 'PROVINCE', method: 'GET', path: '/gateway/app/refreshTokenByKey', body: null },
    ]);
    expect(calls[0]).not.toHaveProperty('request');
  });

  it('is asked for once by all calls that begin together', async () => {
    const { refreshes, secrets, list } = province();
    await Promise.all([list(), list(), list()]);
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`]);
    expect(secrets).toEqual(['request-1', 'request-1', 'request-1']);
  });

  it('is renewed by the refresh secret a minute before its end, while the old one still serves', async () => {
    const { clock, refreshes, secrets, list } = province();
    await list();
    clock.advance(14 * MINUTE - 1);
    await list();
    expect(refreshes).toHaveLength(1);
    clock.advance(1);
    await Promise.all([list(), list()]);
    await list();
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`, `${BY_SECRET} refresh-1`]);
    expect(secrets.map(secret => secret.at(-1))).toEqual(['1', '1', '1', '1', '2']);
  });

  it('is renewed by the latest refresh secret each time', async () => {
    const { clock, refreshes, list } = province();
    for (const _ of range(3)) {
      await list();
      clock.advance(15 * MINUTE);
    }
    expect(refreshes).toEqual([
      `${BY_KEY} app-secret-demo`,
      `${BY_SECRET} refresh-1`,
      `${BY_SECRET} refresh-2`,
    ]);
  });

  it('is asked for with the application’s secret again where the refresh secret has ended too', async () => {
    const { clock, refreshes, list } = province();
    await list();
    clock.advance(48 * 60 * MINUTE);
    await list();
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`, `${BY_KEY} app-secret-demo`]);
  });
});

describe('a refusal of the province', () => {
  it.each(['03', '04'])('%s renews by the refresh secret and repeats the call once', async code => {
    const { refreshes, secrets, asked, list } = province({ data: n => (n === 0 ? answer(code) : undefined) });
    expect(codeOf(await list())).toBe('00');
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`, `${BY_SECRET} refresh-1`]);
    expect(secrets).toEqual(['request-1', 'request-2']);
    expect(asked.map(({ query }) => query.get('pageNum'))).toEqual(['1', '1']);
  });

  it.each(['03', '04', '05'])('%s twice is the answer: the call is not repeated again', async code => {
    const { secrets, list } = province({ data: () => answer(code) });
    expect(codeOf(await list())).toBe(code);
    expect(secrets).toEqual(['request-1', 'request-2']);
  });

  it.each(['03', '05'])('%s of the refresh secret goes on with the application’s secret', async code => {
    const { refreshes, secrets, list } = province({
      data: n => (n === 0 ? answer('04') : undefined),
      grant: (_n, name) => (name === BY_SECRET ? answer(code) : undefined),
    });
    expect(codeOf(await list())).toBe('00');
    expect(refreshes).toEqual([
      `${BY_KEY} app-secret-demo`,
      `${BY_SECRET} refresh-1`,
      `${BY_KEY} app-secret-demo`,
    ]);
    expect(secrets).toEqual(['request-1', 'request-2']);
  });

  it('04 of several calls at once renews once', async () => {
    const { refreshes, secrets, list } = province({ data: n => (n < 3 ? answer('04') : undefined) });
    const replies = await Promise.all([list(), list(), list()]);
    expect(replies.map(codeOf)).toEqual(['00', '00', '00']);
    expect(refreshes).toHaveLength(2);
    expect(secrets.slice(3)).toEqual(['request-2', 'request-2', 'request-2']);
  });

  it('07 corrects our clock by what the platform says, keeps the difference, and repeats the call once', async () => {
    const ahead = 25 * MINUTE;
    let platform = 0;
    const { clock, asked, refreshes, list } = province({
      data: (_n, call) => outside(call, platform),
    });
    platform = clock.now() + ahead;
    expect(codeOf(await list())).toBe('00');
    clock.advance(1_000);
    platform += 1_000;
    expect(codeOf(await list())).toBe('00');
    expect(asked.map(({ query }) => Number(query.get('requestTime')) - clock.now())).toEqual([
      -1_000,
      ahead - 1_000,
      ahead,
    ]);
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`, `${BY_SECRET} refresh-1`]);
  });

  it('07 of the very first asking for secrets is put right there', async () => {
    let platform = 0;
    const { clock, refreshes, secrets, list } = province({
      grant: (_n, _name, call) => outside(call, platform),
      data: (_n, call) => outside(call, platform),
    });
    platform = clock.now() - 3 * 60 * MINUTE;
    expect(codeOf(await list())).toBe('00');
    expect(refreshes).toEqual([`${BY_KEY} app-secret-demo`, `${BY_KEY} app-secret-demo`]);
    expect(secrets).toEqual(['request-1']);
  });

  it('07 again is the answer', async () => {
    const { asked, list } = province({ data: () => answer('07', { serverTime: 0 }) });
    expect(codeOf(await list())).toBe('07');
    expect(asked).toHaveLength(2);
  });

  it('07 without the platform’s time is the answer', async () => {
    const { asked, list } = province({ data: () => answer('07') });
    expect(codeOf(await list())).toBe('07');
    expect(asked).toHaveLength(1);
  });

  it.each(['01', '02', '06', '08', '09', '99'])('%s is passed on as it is', async code => {
    const { asked, refreshes, list } = province({ data: () => answer(code) });
    expect(codeOf(await list())).toBe(code);
    expect([asked.length, refreshes.length]).toEqual([1, 1]);
  });
});

describe('where the province gives no secret', () => {
  const REFUSED = "check the application's key and secret";

  it.each([
    ['03', 'UPSTREAM_UNAVAILABLE', `expected code 00, got 03; ${REFUSED}`],
    ['06', 'UPSTREAM_UNAVAILABLE', `expected code 00, got 06; ${REFUSED}`],
    ['08', 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds'],
    ['99', 'UPSTREAM_UNAVAILABLE', 'it is under maintenance'],
    ['01', 'UPSTREAM_UNAVAILABLE', 'expected code 00, got 01'],
  ])('but %s, the call fails with %s', async (code, expected, message) => {
    const { asked, list } = province({ grant: () => answer(code) });
    const error = await failure(list());
    expect(error).toBeInstanceOf(UpstreamError);
    expect(error).toMatchObject({
      code: expected,
      platform: 'PROVINCE',
      message: `gateway/app/refreshTokenByKey: ${message}`,
    });
    expect(asked).toEqual([]);
  });

  it.each([
    null,
    {},
    { requestSecret: 'a', refreshSecret: '', requestSecretEndTime: 1, refreshSecretEndTime: 1 },
    { requestSecret: 'a', refreshSecret: 'b', requestSecretEndTime: '1', refreshSecretEndTime: 1 },
  ])('but %j, the call fails with UPSTREAM_INVALID_DATA', async datas => {
    const { list } = province({ grant: () => answer('00', datas) });
    expect(await failure(list())).toMatchObject({ code: 'UPSTREAM_INVALID_DATA', platform: 'PROVINCE' });
  });

  it('the next call asks again', async () => {
    const { refreshes, list } = province({ grant: n => (n === 0 ? answer('01') : undefined) });
    await failure(list());
    expect(codeOf(await list())).toBe('00');
    expect(refreshes).toHaveLength(2);
  });

  it('a call waits no longer than its own deadline, and the others wait on', async () => {
    const { promise: later, resolve } = Promise.withResolvers<undefined>();
    const { clock, list } = province({ grant: () => later });
    const [hasty, patient] = [failure(list(clock.timeout(3_000))), list(clock.timeout(10_000))];
    clock.advance(3_000);
    expect(await hasty).toMatchObject({ code: 'UPSTREAM_TIMEOUT', platform: 'PROVINCE' });
    resolve(undefined);
    expect(codeOf(await patient)).toBe('00');
  });

  it('the asking itself is given up after five seconds, whatever the calls may take', async () => {
    const signals: AbortSignal[] = [];
    const { promise: never } = Promise.withResolvers<undefined>();
    const { clock, list } = province({
      grant(_n, _name, { signal }) {
        signals.push(signal);
        return never;
      },
    });
    void list();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    clock.advance(5_000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('no message holds a secret, a signature or the platform’s words', async () => {
    const codes = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '99', '当事人张三'];
    for (const code of codes) {
      const { message } = await failure(province({ grant: () => answer(code) }).list());
      expect(message).not.toMatch(/app-secret-demo|[0-9a-f]{32}|当事人|msg of/);
    }
  });
});

/** The contract's `07` for a time more than ten minutes from the platform's. */
function outside({ query }: Call, platformNow: number): Reply | undefined {
  const late = Math.abs(Number(query.get('requestTime')) - platformNow) > 10 * MINUTE;
  return late ? answer('07', { serverTime: platformNow }) : undefined;
}
