import type { Clock } from '../clock.ts';
import type { Call, Layer, Reply, Send } from '../upstream/call.ts';
import { credentialsRefused, invalid } from '../upstream/failure.ts';
import { Grant, type Granted } from '../upstream/grant.ts';
import { within } from '../upstream/within.ts';
import { successful } from './answer.ts';

export interface CityCredentials {
  clientId: string;
  clientSecret: string;
}

/** How long the platform may take to give a token, ms. Its own limit: several requests wait for one token. */
const PATIENCE_MS = 5_000;

/** The part of a token's life after which a new one is asked for. */
const RENEWED_AFTER = 0.9;

/** How long before its end a token is no longer used, ms, so that it does not end on the way. */
const MARGIN_MS = 5_000;

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
    const grant = new Grant(() => take(next, credentials, clock), clock.now);

    return async call => {
      const first = await within(call, grant.current());
      const reply = await next(bearing(first, call));
      if (!isInvalidToken(reply)) return reply;
      return await next(bearing(await within(call, grant.current(first)), call));
    };
  };

interface Token extends Granted {
  text: string;
}

async function take(send: Send, { clientId, clientSecret }: CityCredentials, clock: Clock): Promise<Token> {
  const askedAt = clock.now();
  const call: Call = {
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
  };
  const reply = await send(call);
  if (reply.status === 400 || reply.status === 401) {
    const message = `expected a token, got HTTP ${reply.status}; check the client's id and secret`;
    throw credentialsRefused(call, message);
  }
  const { body } = successful(call, reply, clock);
  const { access_token: text, token_type: type, expires_in: seconds } = body as Record<string, unknown>;
  const usable = typeof text === 'string' && /^[\x21-\x7e]+$/.test(text) && /^bearer$/i.test(String(type));
  if (!usable || typeof seconds !== 'number' || !(seconds > 0)) {
    throw invalid(call, 'expected a bearer token and its seconds, got another answer');
  }
  const lifeMs = seconds * 1_000;
  return { text, renewAt: askedAt + lifeMs * RENEWED_AFTER, endsAt: askedAt + lifeMs - MARGIN_MS };
}

function bearing({ text }: Token, call: Call): Call {
  return { ...call, headers: { ...call.headers, authorization: `Bearer ${text}` } };
}

function isInvalidToken({ status, headers }: Reply): boolean {
  return status === 401 && String(headers['www-authenticate']).includes('error="invalid_token"');
}
