import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type Dispatcher, errors, Pool } from 'undici';
import type { Call, Reply, Send } from './call.ts';
import { failedOnce, invalid } from './failure.ts';
import { UpstreamError } from './upstream-error.ts';
import { DEFAULT_UPSTREAM_POLICY, type UpstreamPolicy } from './upstream-policy.ts';
import { givenUp } from './within.ts';

export type PoolOptions = Pick<
  UpstreamPolicy,
  'connectMs' | 'connectionLifeMs' | 'concurrency' | 'maxResponseBytes'
>;

export interface UpstreamPool extends AsyncDisposable {
  send: Send;
}

const unzip = promisify(gunzip);

/**
 * The innermost layer: a pool of connections to one platform. It parses JSON, and throws an `UpstreamError` where
 * no HTTP answer came; what an answer means is for the layers above. It follows no redirect, to whatever host.
 *
 * @param base the platform's base address, with its base path: `http://10.0.0.1:8080/zfjg/api`.
 */
export function openPool(base: URL, options: Partial<PoolOptions> = {}): UpstreamPool {
  const { connectMs, connectionLifeMs, concurrency, maxResponseBytes } = {
    ...DEFAULT_UPSTREAM_POLICY,
    ...options,
  };
  const pool = new Pool(base.origin, {
    connections: concurrency,
    connect: { timeout: connectMs },
    // Each call has a signal, which knows how long this very call may take: one for a token longer than one for data.
    headersTimeout: 0,
    bodyTimeout: 0,
    clientTtl: connectionLifeMs,
    maxResponseSize: maxResponseBytes,
  });
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
      const text = await textOf(call, response, maxResponseBytes);
      return { status: response.statusCode, headers: response.headers, body: parsed(text) };
    } catch (error) {
      throw asUpstreamError(call, error);
    }
  }

  return { send, [Symbol.asyncDispose]: () => pool.destroy() };
}

/** We ask for no compression; a network in front of a platform may compress all the same. */
async function textOf(
  call: Call,
  { headers, body }: Dispatcher.ResponseData,
  maxOutputLength: number,
): Promise<string> {
  const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return await body.text();
  const packed = Buffer.from(await body.arrayBuffer());
  if (encoding !== 'gzip') throw invalid(call, 'expected JSON or gzip, got another encoding');
  try {
    return (await unzip(packed, { maxOutputLength })).toString();
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw invalid(call, tooLarge ? TOO_LARGE : 'expected gzip, got what cannot be unpacked');
  }
}

const TOO_LARGE = 'the answer is larger than the contract allows';

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
  if (cause instanceof UpstreamError) return cause;
  if (call.signal.aborted) return givenUp(call, cause);
  if (cause instanceof errors.ResponseExceededMaxSizeError) return invalid(call, TOO_LARGE, { cause });
  return failedOnce(call, 'no answer; try again later', { cause, reason: 'NO_CONNECTION' });
}
