import { createHmac } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Layer } from '../upstream/call.ts';

export interface GrassrootsCredentials {
  accessKey: string;
  secretKey: string;
}

/**
 * Signs each call with the four headers of the contract (lifecycle, section 10): a base64 HMAC-SHA256 over
 * method, path, decoded and sorted query, access key and date, each on a line of its own. The body is not signed.
 *
 * @param basePath the path of the base address, which is part of the signed path.
 */
export const signed =
  (credentials: GrassrootsCredentials, basePath: string, clock: Clock): Layer =>
  next =>
  call => {
    const date = new Date(clock.now()).toUTCString();
    const path = `${basePath.replace(/\/$/, '')}${call.path}`;
    return next({
      ...call,
      headers: {
        ...call.headers,
        'x-bg-hmac-access-key': credentials.accessKey,
        'x-bg-hmac-algorithm': 'hmac-sha256',
        'x-bg-date-time': date,
        'x-bg-hmac-signature': signature(credentials, call.method, path, call.query, date),
      },
    });
  };

/** The signature alone; the contract has test vectors for it. */
export function signature(
  { accessKey, secretKey }: GrassrootsCredentials,
  method: string,
  path: string,
  query: URLSearchParams,
  date: string,
): string {
  const pairs = [...query].map(([name, value]) => `${name}=${value}`).sort(byCodePoint);
  const canonical = [method, path, pairs.join('&'), accessKey, date].map(line => `${line}\n`).join('');
  return createHmac('sha256', secretKey).update(canonical).digest('base64');
}

/** JavaScript compares UTF-16 units; the contract sorts by code points, and UTF-8 bytes sort as they do. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
