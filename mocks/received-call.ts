import type { IncomingHttpHeaders } from 'node:http';
import type { MockCall, MockPlatform, PlatformName } from './platform.ts';

/** A request that a mock received, for tests that count calls. It is listed when it arrives. */
export interface ReceivedCall {
  platform: PlatformName;
  /** `control`: the page and `/__mock/…`. What no call of the contract matches counts as `data`. */
  kind: MockCall['kind'] | 'control';
  /** Method and path below the base path, as the contract writes it: `GET /clues/{clue_no}`. */
  call: string;
  /** Below the base path, as sent: `/clues/XS20240513000087`. */
  path: string;
  headers: IncomingHttpHeaders;
  /** A name that came several times has all its values. */
  query: Record<string, string | string[]>;
  /** Parsed where it is JSON, else the text; undefined without a body. */
  body: unknown;
  /** HTTP status of the answer; null while there is none (held, or the caller hung up). */
  status: number | null;
  /** When it arrived: Unix milliseconds of the real clock, with a fraction where that has one. */
  at: number;
  /**
   * When its answer was ready to be sent, by the same clock: what came between is the mock's own time, and what a test
   * held it for. Null while there is none.
   */
  answeredAt: number | null;
}

export function receivedCall(
  { name: platform, basePath }: MockPlatform,
  { kind, call }: Pick<ReceivedCall, 'kind' | 'call'>,
  url: URL,
  headers: IncomingHttpHeaders,
  text: string,
  at: number,
): ReceivedCall {
  const query: ReceivedCall['query'] = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length > 1 ? values : values[0]!;
  }
  const path = url.pathname.startsWith(basePath) ? url.pathname.slice(basePath.length) : url.pathname;
  return {
    platform,
    kind,
    call,
    path,
    headers,
    query,
    body: bodyOf(text),
    status: null,
    at,
    answeredAt: null,
  };
}

function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
