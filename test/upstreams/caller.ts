/**
 * A caller of the platforms that knows nothing but their contracts: it signs from lifecycle.md sections 8 to 10 and
 * shares no code with the gateway's clients or the mocks, so that no two of them can agree on a mistake.
 */
import { createHash, createHmac } from 'node:crypto';
import { expect } from '@jest/globals';
import type { OneOfThree } from '../three-platforms.ts';
import { type Contract, contract } from './contract.ts';

export interface Asked {
  query?: Record<string, string | string[]>;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Told {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for, the contract has checked it
  body: any;
}

export interface Caller {
  /** Asks, and expects that the request and its answer keep the contract. `call` is `GET /event/list`. */
  ask(call: string, asked?: Asked): Promise<Told>;
  /** Asks what does not keep the contract, or without credentials: only the answer must keep it. */
  provoke(call: string, asked?: Asked & { unsigned?: boolean }): Promise<Told>;
}

/** Puts the credentials of a platform into a request. */
type Sign = (url: URL, method: string, headers: Headers) => void | Promise<void>;

export function caller(platform: OneOfThree, base: string): Caller {
  const judge = contract(platform);
  const sign = SIGNING[platform](base, judge);
  const send = async (
    call: string,
    { query = {}, body, headers: given = {}, unsigned = false }: Asked & { unsigned?: boolean },
  ) => {
    const [method, path] = call.split(' ') as [string, string];
    const url = new URL(`${base}${path}`);
    for (const [name, values] of Object.entries(query)) {
      for (const value of [values].flat()) url.searchParams.append(name, value);
    }
    // Blanks go as %20, never as + (section 10); the other platforms take either.
    url.search = url.search.replaceAll('+', '%20');
    const headers = new Headers(given);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (!unsigned) await sign(url, method, headers);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(url, { method, headers, ...(text !== undefined && { body: text }) });
    const told = {
      status: response.status,
      headers: response.headers,
      body: readable(await response.text()),
    };
    expect(judge.checkAnswer({ method, path, ...told })).toEqual([]);
    return {
      told,
      wrong: judge.checkRequest({ method, path, query: url.searchParams, headers, body: text }),
    };
  };
  return {
    async ask(call, asked = {}) {
      const { told, wrong } = await send(call, asked);
      expect(wrong).toEqual([]);
      return told;
    },
    provoke: async (call, asked = {}) => (await send(call, asked)).told,
  };
}

const readable = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

const SIGNING: Record<OneOfThree, (base: string, judge: Contract) => Sign> = {
  province(base, judge) {
    const signature = (secret: string, time: string) =>
      createHash('md5').update(`lsgt-province-demo${secret}${time}`).digest('hex');
    const signWith = (url: URL, secret: string) => {
      const requestTime = String(Date.now());
      const signed = { appKey: 'lsgt-province-demo', requestTime, sign: signature(secret, requestTime) };
      for (const [name, value] of Object.entries(signed)) url.searchParams.set(name, value);
    };
    const secrets = once(async () => {
      const path = '/gateway/app/refreshTokenByKey';
      const url = new URL(`${base}${path}`);
      signWith(url, 'app-secret-demo');
      expect(judge.checkRequest({ method: 'GET', path, query: url.searchParams, headers: {} })).toEqual([]);
      const response = await fetch(url);
      const body = await response.json();
      expect(judge.checkAnswer({ method: 'GET', path, status: response.status, body })).toEqual([]);
      return (body as { datas: { requestSecret: string; refreshSecret: string } }).datas;
    });
    return async url => {
      const { requestSecret, refreshSecret } = await secrets();
      if (url.pathname.endsWith('/refreshTokenByKey')) signWith(url, 'app-secret-demo');
      else if (url.pathname.endsWith('/refreshTokenBySec')) signWith(url, refreshSecret);
      else if (!url.pathname.endsWith('/health')) signWith(url, requestSecret);
    };
  },
  city(base, judge) {
    const token = once(async () => {
      const path = '/oauth2/token';
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'event.read event.write',
      }).toString();
      const headers = {
        authorization: `Basic ${Buffer.from('lsgt-city-demo:city-secret-demo').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      };
      expect(
        judge.checkRequest({ method: 'POST', path, query: new URLSearchParams(), headers, body }),
      ).toEqual([]);
      const response = await fetch(`${base}${path}`, { method: 'POST', headers, body });
      const granted = await response.json();
      const { status } = response;
      expect(
        judge.checkAnswer({ method: 'POST', path, status, headers: response.headers, body: granted }),
      ).toEqual([]);
      return (granted as { access_token: string }).access_token;
    });
    return async (url, _method, headers) => {
      if (!url.pathname.endsWith('/health')) headers.set('authorization', `Bearer ${await token()}`);
    };
  },
  grassroots: () => (url, method, headers) => {
    if (url.pathname.endsWith('/jkzt')) return;
    const date = new Date().toUTCString();
    const pairs = url.search.slice(1).split('&').filter(Boolean).map(decodeURIComponent).toSorted();
    const lines = [method, url.pathname, pairs.join('&'), 'lsgt-grassroots-demo', date];
    const canonical = lines.map(line => `${line}\n`).join('');
    headers.set('X-BG-HMAC-ACCESS-KEY', 'lsgt-grassroots-demo');
    headers.set('X-BG-HMAC-ALGORITHM', 'hmac-sha256');
    headers.set('X-BG-DATE-TIME', date);
    headers.set(
      'X-BG-HMAC-SIGNATURE',
      createHmac('sha256', 'grassroots-secret-demo').update(canonical).digest('base64'),
    );
  },
};

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
