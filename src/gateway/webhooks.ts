/**
 * `POST /webhooks/NAME`: a platform says that something has changed (lifecycle, section 7). It is believed by its
 * signature alone; what its body means, its receiver knows.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { readJsonBytes } from './body.ts';
import type { Route } from './handler.ts';
import { Refusal } from './refusal.ts';

export interface WebhookReceiver {
  /** What its sender may sign with: several while one takes the place of another; none where none was agreed on. */
  secrets: readonly string[];
  /**
   * Takes what is said, before it is acknowledged; gives whether all who remember have been told. What it throws is a
   * 500, and the sender sends again.
   */
  take(body: Record<string, unknown>): Promise<boolean>;
}

const MOST_BYTES = 64 * 1024;
/** How far the sender's clock may be from ours, to either side. */
const WINDOW_S = 5 * 60;
/** How many messages are known again; an older one would be taken once more, and nothing is lost by that. */
const MOST_TAKEN = 10_000;
const SHA256_BYTES = 32;

/** @param name the last part of the path */
export function webhookRoute(name: string, { secrets, take }: WebhookReceiver, clock: Clock): Route {
  const taken = new LRUCache<string, true>({ max: MOST_TAKEN });

  return {
    name: `webhooks/${name}`,
    methods: ['POST'],
    async serve(_, req, res) {
      if (secrets.length === 0) throw noSecret();
      const sent = headersOf(req);
      const raw = await readJsonBytes(req, {
        maxBytes: MOST_BYTES,
        advice: 'One webhook tells of one change.',
      });
      if (!secrets.some(secret => signs(secret, sent, raw))) throw notSigned();
      requireOfNow(sent.timestamp, clock);
      const body = bodyOf(raw);
      // With what was signed: the id alone is not, and another message must not pass for one that was taken.
      const message = createHash('sha256').update(sent.id).update('\n').update(raw).digest('base64url');
      if (!taken.has(message) && !(await take(body))) throw notTold();
      taken.set(message, true);
      res.writeHead(204, { 'cache-control': 'no-store' });
      res.end();
    },
  };
}

const notTold = (): Refusal =>
  new Refusal(
    503,
    'SERVICE_UNAVAILABLE',
    'This gateway has taken it, and cannot tell the others now. Send it again.',
    { 'retry-after': '5' },
  );

interface Sent {
  id: string;
  /** As it was sent, which is how it was signed. */
  timestamp: string;
  signature: Buffer | null;
}

function headersOf({ headers }: IncomingMessage): Sent {
  const [id, timestamp, signature] = ['x-webhook-id', 'x-webhook-timestamp', 'x-webhook-signature'].map(
    name => {
      const value = headers[name];
      if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
      throw badRequest(`${name}: expected once, with up to 200 characters. ${FORM}`);
    },
  ) as [string, string, string];
  if (!/^\d{1,12}$/.test(timestamp))
    throw badRequest(`x-webhook-timestamp: expected Unix seconds, got another form. ${FORM}`);
  const hex = /^v1=([0-9a-f]{64})$/i.exec(signature)?.[1];
  return { id, timestamp, signature: hex ? Buffer.from(hex, 'hex') : null };
}

function signs(secret: string, { timestamp, signature }: Sent, raw: Buffer): boolean {
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest();
  return timingSafeEqual(signature ?? Buffer.alloc(SHA256_BYTES), expected) && signature !== null;
}

function requireOfNow(timestamp: string, clock: Clock): void {
  const lateS = Math.round(clock.now() / 1000) - Number(timestamp);
  if (Math.abs(lateS) <= WINDOW_S) return;
  throw unauthenticated(
    `x-webhook-timestamp: expected a time within ${WINDOW_S} s of this clock, got one ${Math.abs(lateS)} s ` +
      `${lateS > 0 ? 'before' : 'after'} it. Sign with the time of sending, and set the clocks right.`,
  );
}

const MEMBERS = ['id', 'entity', 'no', 'type', 'changed_at'];

function bodyOf(raw: Buffer): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    throw badRequest(`The body is not JSON in UTF-8. ${FORM}`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest(`The body is no JSON object. ${FORM}`);
  const members = body as Record<string, unknown>;
  const missing = MEMBERS.filter(name => typeof members[name] !== 'string');
  if (missing.length > 0) throw badRequest(`The body has no text at ${missing.join(', ')}. ${FORM}`);
  return members;
}

const FORM =
  'Send {"id", "entity", "no", "source"?, "type", "changed_at"} as application/json with the headers X-Webhook-Id, ' +
  'X-Webhook-Timestamp (Unix seconds) and X-Webhook-Signature: v1= and the hexadecimal HMAC-SHA256 of timestamp, ' +
  '"." and body.';

const badRequest = (message: string) => new Refusal(400, 'BAD_REQUEST', message);

const unauthenticated = (message: string) =>
  new Refusal(401, 'UNAUTHENTICATED', message, { 'www-authenticate': 'X-Webhook-Signature' });

const notSigned = () =>
  unauthenticated(
    'x-webhook-signature: expected "v1=" and the hexadecimal HMAC-SHA256 of timestamp, "." and the body as it was ' +
      'sent, by a secret that was agreed on; got another. Compare the secrets, and sign the very bytes that are sent.',
  );

/** Not a 503: sending again would change nothing. */
const noSecret = () =>
  new Refusal(
    404,
    'NOT_FOUND',
    'No webhooks of this platform are taken here, since no secret was agreed on with it. Set its secret at the ' +
      'gateway, and send again.',
  );
