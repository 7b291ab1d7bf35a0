import { errors, Pool } from 'undici';
import type { Call, Reply, Send } from './call.ts';
import { UpstreamError } from './upstream-error.ts';
import { givenUp } from './within.ts';

export interface PoolOptions {
  /** Connections kept to the platform at most. */
  connections?: number;
  /** The largest answer that is read, bytes; the contracts allow 8 MiB. */
  maxResponseBytes?: number;
}

export interface UpstreamPool extends AsyncDisposable {
  send: Send;
}

/**
 * The innermost layer: a pool of connections to one platform. It parses JSON, and throws an `UpstreamError` where
 * no HTTP answer came; what an answer means is for the layers above.
 *
 * @param base the platform's base address, with its base path: `http://10.0.0.1:8080/zfjg/api`.
 */
export function openPool(
  base: URL,
  { connections = 64, maxResponseBytes = 8 * 1024 * 1024 }: PoolOptions = {},
): UpstreamPool {
  const pool = new Pool(base.origin, { connections, maxResponseSize: maxResponseBytes });
  const basePath = base.pathname.replace(/\/$/, '');

  async function send(call: Call): Promise<Reply> {
    const search = encodeQuery(call.query);
    try {
      const response = await pool.request({
        method: call.method,
        path: `${basePath}${call.path}${search && `?${search}`}`,
        headers: { accept: 'application/json, application/problem+json', ...call.headers },
        body: call.body,
        signal: call.signal,
      });
      const text = await response.body.text();
      return { status: response.statusCode, headers: response.headers, body: parsed(text) };
    } catch (error) {
      throw asUpstreamError(call, error);
    }
  }

  return { send, [Symbol.asyncDispose]: () => pool.destroy() };
}

/** Blanks as `%20`, never `+`: the grassroots system signs the decoded query and knows no `+`. */
function encodeQuery(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The layer that knows the contract says what was expected instead.
  }
}

function asUpstreamError(call: Call, cause: unknown): UpstreamError {
  const { platform, name, signal } = call;
  if (signal.aborted) return givenUp(call, cause);
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    return new UpstreamError(
      'UPSTREAM_INVALID_DATA',
      platform,
      `${name}: the answer is larger than the contract allows`,
      {
        cause,
      },
    );
  }
  return new UpstreamError('UPSTREAM_UNAVAILABLE', platform, `${name}: no answer; try again later`, {
    cause,
  });
}
