import type { Clock } from '../clock.ts';
import type { Call, Layer, Reply, Send } from '../upstream/call.ts';
import { UpstreamError, type UpstreamErrorCode } from '../upstream/upstream-error.ts';
import { within } from '../upstream/within.ts';

export interface CityCredentials {
  clientId: string;
  clientSecret: string;
}

/** How long the platform may take to give a token, ms. Its own limit: several requests wait for one token. */
const PATIENCE_MS = 5_000;

/** The part of a token's life in which it is used, so that it does not end on the way. */
const USED_OF_LIFE = 0.9;

/**
 * Gives each call the bearer token of OAuth 2 client credentials (lifecycle, sections 9 and 13): one token for all
 * calls, asked for once however many wait for it. When the platform no longer takes it (401 `invalid_token`), the
 * call is repeated once with a new one. Neither the secret nor a token is ever part of a message.
 *
 * The layer throws an UpstreamError of CITY where no token is to be had.
 */
export const authorised =
  (credentials: CityCredentials, clock: Clock): Layer =>
  next => {
    let held: Token | null = null;
    let taking: Promise<Token> | null = null;

    /** The token in use, unless it is old or the one that was just refused; then a new one. */
    function token(refused: Token | null = null): Promise<Token> {
      if (held === refused) held = null;
      if (held && clock.now() < held.goodUntil) return Promise.resolve(held);
      taking ??= take(next, credentials, clock)
        .then(taken => (held = taken))
        .finally(() => {
          taking = null;
        });
      return taking;
    }

    return async call => {
      const first = await within(call, token());
      const reply = await next(bearing(first, call));
      if (!isInvalidToken(reply)) return reply;
      return await next(bearing(await within(call, token(first)), call));
    };
  };

interface Token {
  text: string;
  /** Unix ms. */
  goodUntil: number;
}

async function take(send: Send, { clientId, clientSecret }: CityCredentials, clock: Clock): Promise<Token> {
  const askedAt = clock.now();
  const { status, body } = await send({
    platform: 'CITY',
    name: 'oauth2/token',
    method: 'POST',
    path: '/oauth2/token',
    query: new URLSearchParams(),
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    // Reading is all that is done; who may do less can spoil less.
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'event.read' }).toString(),
    signal: clock.timeout(PATIENCE_MS),
  });
  if (status === 429) throw failure('UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds');
  if (status === 400 || status === 401) {
    throw failure(
      'UPSTREAM_UNAVAILABLE',
      `expected a token, got HTTP ${status}; check the client's id and secret`,
    );
  }
  if (status !== 200)
    throw failure('UPSTREAM_UNAVAILABLE', `expected a token, got HTTP ${status}; try again later`);

  const {
    access_token: text,
    token_type: type,
    expires_in: seconds,
  } = (body ?? {}) as Record<string, unknown>;
  const usable = typeof text === 'string' && /^[\x21-\x7e]+$/.test(text) && /^bearer$/i.test(String(type));
  if (!usable || typeof seconds !== 'number' || !(seconds > 0)) {
    throw failure('UPSTREAM_INVALID_DATA', 'expected a bearer token and its seconds, got another answer');
  }
  return { text, goodUntil: askedAt + seconds * 1000 * USED_OF_LIFE };
}

function bearing({ text }: Token, call: Call): Call {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${text}` } };
}

function isInvalidToken({ status, headers }: Reply): boolean {
  return status === 401 && String(headers['www-authenticate']).includes('error="invalid_token"');
}

function failure(code: UpstreamErrorCode, message: string): UpstreamError {
  return new UpstreamError(code, 'CITY', `oauth2/token: ${message}`);
}
