/**
 * One call to a platform, and the layers it passes through on its way out and back.
 */
import type { Request } from '../request.ts';
import type { PlatformCode } from './platform-code.ts';

export interface Call {
  platform: PlatformCode;
  /** Its name in the platform's contract, for logs, counts and errors: `event/list`. */
  name: string;
  method: 'GET' | 'POST';
  /** Below the platform's base address, beginning with `/`. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  /** Sent as it stands; its type is in `headers`. */
  body: string | null;
  /** Aborts at the request's deadline or when the caller hangs up. */
  signal: AbortSignal;
  /** On whose behalf; absent for the gateway's own calls (health, tokens). */
  request?: Request;
}

export interface Reply {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  /** The parsed JSON; `undefined` where the body was not JSON. */
  body: unknown;
}

export type Send = (call: Call) => Promise<Reply>;
export type Layer = (next: Send) => Send;

/** Composes layers around a way to send; the first named is the outermost. */
export const through =
  (...layers: Layer[]) =>
  (send: Send): Send =>
    layers.reduceRight((next, layer) => layer(next), send);

/** A GET of the platform's contract. Parameters that are `null` are left out; lists are repeated parameters. */
export function get(
  platform: PlatformCode,
  name: string,
  parameters: Record<string, string | number | readonly string[] | null>,
  scope: { signal: AbortSignal; request?: Request },
): Call {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value === null) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(key, String(one));
  }
  return { platform, name, method: 'GET', path: `/${name}`, query, headers: {}, body: null, ...scope };
}

/** The parameters of a list as a part of a body: those that are `null` are left out here too. */
export function given<Value>(parameters: Record<string, Value | null>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(parameters).filter((pair): pair is [string, Value] => pair[1] !== null),
  );
}

/** A POST of the platform's contract with a JSON body. */
export function post(
  platform: PlatformCode,
  name: string,
  body: unknown,
  scope: { signal: AbortSignal; request?: Request },
): Call {
  return {
    platform,
    name,
    method: 'POST',
    path: `/${name}`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...scope,
  };
}
