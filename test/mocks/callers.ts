/** Callers that sign as the contracts say (lifecycle.md sections 8 to 10), written apart from the mocks' own code. */
import { createHash, createHmac } from 'node:crypto';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a mock answers is what the test is about
  body: any;
}

export type Query = Record<string, string | number | string[]>;

export const PROVINCE = { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' };

export const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The three signing parameters of the province. */
export function provinceSigning(secret: string, at = Date.now(), appKey = PROVINCE.appKey): Query {
  return { appKey, requestTime: `${at}`, sign: md5(`${appKey}${secret}${at}`) };
}

export async function provinceCaller(url: string, now: () => number = Date.now) {
  const token = await ask(`${url}/gateway/app/refreshTokenByKey`, provinceSigning(PROVINCE.appSecret, now()));
  const secret: string = token.body.datas.requestSecret;
  return {
    get: (path: string, query: Query = {}) =>
      ask(url + path, { ...query, ...provinceSigning(secret, now()) }),
    post: (path: string, body: unknown) => ask(url + path, provinceSigning(secret, now()), post(body)),
  };
}

export const CITY_BASIC = `Basic ${btoa('lsgt-city-demo:city-secret-demo')}`;

export function cityToken(url: string, form: Record<string, string> = {}, authorization = CITY_BASIC) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'event.read event.write',
    ...form,
  });
  return ask(`${url}/oauth2/token`, {}, { method: 'POST', headers: { authorization }, body });
}

export async function cityCaller(url: string) {
  const token = (await cityToken(url)).body.access_token;
  const headers = { authorization: `Bearer ${token}` };
  return {
    get: (path: string, query: Query = {}, more: Record<string, string> = {}) =>
      ask(url + path, query, { headers: { ...headers, ...more } }),
    post: (path: string, body: unknown) => ask(url + path, {}, post(body, headers)),
  };
}

export function grassrootsSignature(
  method: string,
  path: string,
  query: [string, string][],
  date: string,
  secret = 'grassroots-secret-demo',
) {
  const sorted = query.map(([name, value]) => `${name}=${value}`).sort();
  const canonical = `${[method, path, sorted.join('&'), 'lsgt-grassroots-demo', date].join('\n')}\n`;
  return createHmac('sha256', secret).update(canonical).digest('base64');
}

export function grassrootsHeaders(signature: string, date: string): Record<string, string> {
  return {
    'X-BG-HMAC-ACCESS-KEY': 'lsgt-grassroots-demo',
    'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
    'X-BG-DATE-TIME': date,
    'X-BG-HMAC-SIGNATURE': signature,
  };
}

export function grassrootsCaller(url: string, now: () => number = Date.now) {
  const call = (method: string, path: string, query: Query, init: RequestInit = {}) => {
    const date = new Date(now()).toUTCString();
    const pairs = Object.entries(query).map(([name, value]) => [name, `${value}`] as [string, string]);
    const signature = grassrootsSignature(method, new URL(url + path).pathname, pairs, date);
    return ask(url + path, query, {
      ...init,
      headers: { ...init.headers, ...grassrootsHeaders(signature, date) },
    });
  };
  return {
    get: (path: string, query: Query = {}) => call('GET', path, query),
    post: (path: string, body: unknown) => call('POST', path, {}, post(body)),
  };
}

/** A blank is written `%20`, as all three understand it. */
export async function ask(url: string, query: Query = {}, init: RequestInit = {}): Promise<Answer> {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map(one => `${name}=${encodeURIComponent(one)}`),
  );
  const response = await fetch(pairs.length > 0 ? `${url}?${pairs.join('&')}` : url, init);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
