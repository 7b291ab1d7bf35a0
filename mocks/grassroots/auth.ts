/** The signing of the gateway in front of the grassroots system (lifecycle.md section 10). The body is not signed. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RealTime } from '../clock.ts';
import { GatewayRejection } from './answer.ts';

export const ACCESS_KEY = 'lsgt-grassroots-demo';
export const SECRET_KEY = 'grassroots-secret-demo';

export const ALGORITHM = 'hmac-sha256';
const WINDOW_MS = 90_000;

/** Throws `GatewayRejection`: 401 for a bad or missing signature, 408 for a time out of the window. */
export function checkSignature(method: string, url: URL, headers: Headers, realTime: RealTime): void {
  const accessKey = headers.get('x-bg-hmac-access-key');
  const date = headers.get('x-bg-date-time') ?? '';
  const signature = headers.get('x-bg-hmac-signature') ?? '';
  if (accessKey !== ACCESS_KEY) throw new GatewayRejection(401, 'BG-4011', 'access key missing or unknown');
  if (headers.get('x-bg-hmac-algorithm') !== ALGORITHM) {
    throw new GatewayRejection(401, 'BG-4012', `algorithm missing or not ${ALGORITHM}`);
  }
  const at = Date.parse(date);
  if (Number.isNaN(at) || new Date(at).toUTCString() !== date) {
    throw new GatewayRejection(401, 'BG-4013', 'X-BG-DATE-TIME missing or not an RFC 1123 date in GMT');
  }
  if (Math.abs(realTime() - at) > WINDOW_MS) throw new GatewayRejection(408, 'BG-4081', 'time out of window');
  const expected = Buffer.from(signatureOf(SECRET_KEY, method, url, date));
  const got = Buffer.from(signature);
  if (got.length !== expected.length || !timingSafeEqual(got, expected)) {
    throw new GatewayRejection(401, 'BG-4014', 'signature does not match');
  }
}

export function signatureOf(
  secret: string,
  method: string,
  url: URL,
  date: string,
  accessKey = ACCESS_KEY,
): string {
  const lines = [method.toUpperCase(), url.pathname, canonicalQuery(url), accessKey, date];
  return createHmac('sha256', secret)
    .update(lines.map(line => `${line}\n`).join(''))
    .digest('base64');
}

/** Names and values percent-decoded; `+` is a plus sign here, a blank is `%20`. */
export function queryPairs(url: URL): [string, string][] {
  if (url.search.length < 2) return [];
  return url.search
    .slice(1)
    .split('&')
    .map(pair => {
      const [name = '', ...value] = pair.split('=');
      return [percentDecoded(name), percentDecoded(value.join('='))];
    });
}

/** Sorted by code points, which is the order of the UTF-8 bytes (and not of JavaScript's UTF-16 units). */
function canonicalQuery(url: URL): string {
  const written = queryPairs(url).map(([name, value]) => Buffer.from(`${name}=${value}`));
  return written.sort(Buffer.compare).join('&');
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new GatewayRejection(
      401,
      'BG-4014',
      'signature does not match: the query is not percent-encoded UTF-8',
    );
  }
}
