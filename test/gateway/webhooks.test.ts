/** What a platform sends of its own accord: who is believed, and every message that a careless sender can meet. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type Answer, type RunningGateway, runningGateway } from './running-gateway.ts';

const SECRET = 'the-secret-of-the-shop';
const OLD_SECRET = 'the-secret-of-last-year';
const TOLD = {
  id: '7',
  entity: 'clue',
  no: 'XS20240513000087',
  type: 'updated',
  changed_at: '2024-07-26T17:59:59+08:00',
};

async function world(take: (body: Record<string, unknown>) => boolean = () => true) {
  const taken: Record<string, unknown>[] = [];
  const gateway = await runningGateway({
    webhooks: new Map([
      [
        'shop',
        {
          secrets: [SECRET, OLD_SECRET],
          async take(body) {
            const told = take(body);
            taken.push(body);
            return told;
          },
        },
      ],
      ['mute', { secrets: [], take: async () => true }],
    ]),
  });
  return { gateway, taken, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

interface Sending {
  body?: string;
  /** Seconds after the gateway's clock. */
  ahead?: number;
  secret?: string;
  signature?: string;
  headers?: Record<string, string | null>;
  path?: string;
}

const now = ({ clock }: RunningGateway) => Math.floor(clock.now() / 1000);

async function send(
  gateway: RunningGateway,
  {
    body = JSON.stringify(TOLD),
    ahead = 0,
    secret = SECRET,
    signature,
    headers = {},
    path = 'shop',
  }: Sending = {},
): Promise<Answer> {
  const timestamp = `${now(gateway) + ahead}`;
  const signed = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const all = {
    'content-type': 'application/json',
    'x-webhook-id': 'w-1',
    'x-webhook-timestamp': timestamp,
    'x-webhook-signature': signature ?? `v1=${signed}`,
    ...headers,
  };
  return await gateway.fetch(`/webhooks/${path}`, {
    method: 'POST',
    headers: Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== null),
    body,
  });
}

const refusal = ({ status, body }: Answer) => [
  status,
  body.errors[0].extensions.code,
  body.errors[0].message,
];

const FORM =
  'Send {"id", "entity", "no", "source"?, "type", "changed_at"} as application/json with the headers X-Webhook-Id, X-Webhook-Timestamp (Unix seconds) and X-Webhook-Signature: v1= and the hexadecimal HMAC-SHA256 of timestamp, "." and body.';
const NOT_SIGNED =
  'x-webhook-signature: expected "v1=" and the hexadecimal HMAC-SHA256 of timestamp, "." and the body as it was sent, by a secret that was agreed on; got another. Compare the secrets, and sign the very bytes that are sent.';

describe('a webhook', () => {
  it('that is signed is taken before it is acknowledged, with nothing to say', async () => {
    await using w = await world();
    const answer = await send(w.gateway);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(w.taken).toEqual([TOLD]);
  });

  it('is signed over the very bytes that were sent', async () => {
    await using w = await world();
    const spaced = JSON.stringify({ ...TOLD, 备注: '好溪路' }, null, 2);
    expect((await send(w.gateway, { body: spaced })).status).toBe(204);
  });

  it('may be signed with the old secret while a new one takes its place', async () => {
    await using w = await world();
    expect((await send(w.gateway, { secret: OLD_SECRET })).status).toBe(204);
  });

  it('may be up to five minutes off, to either side', async () => {
    await using w = await world();
    for (const ahead of [-300, 300]) {
      const headers = { 'x-webhook-id': `${ahead}` };
      expect((await send(w.gateway, { ahead, headers })).status).toBe(204);
    }
    expect(w.taken).toHaveLength(2);
  });

  it('that comes again is acknowledged again, and taken once', async () => {
    await using w = await world();
    for (const ahead of [0, 0, 5]) expect((await send(w.gateway, { ahead })).status).toBe(204);
    expect(w.taken).toHaveLength(1);
  });

  it('does not pass for another that had its id, which is not signed', async () => {
    await using w = await world();
    await send(w.gateway);
    await send(w.gateway, { body: JSON.stringify({ ...TOLD, id: '8' }) });
    expect(w.taken.map(({ id }) => id)).toEqual(['7', '8']);
  });

  it('that could not be taken is not acknowledged, and is taken when it comes again', async () => {
    let fails = true;
    await using w = await world(() => {
      if (fails) throw new Error('the store is full');
      return true;
    });
    expect((await send(w.gateway)).status).toBe(500);
    fails = false;
    expect((await send(w.gateway)).status).toBe(204);
    expect(w.taken).toEqual([TOLD]);
  });

  it('is to be sent again where not all gateways could be told, and is then taken again', async () => {
    let reachable = false;
    await using w = await world(() => reachable);
    const response = await send(w.gateway);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    reachable = true;
    expect((await send(w.gateway)).status).toBe(204);
    expect(w.taken).toEqual([TOLD, TOLD]);
  });
});

describe('a webhook is refused', () => {
  it.each<[string, Sending]>([
    ['with another secret', { secret: 'the-secret-of-a-stranger' }],
    ['with a signature of another form', { signature: 'v1=abc' }],
    ['with a signature of another version', { signature: `v2=${'0'.repeat(64)}` }],
    ['with nothing but noughts', { signature: `v1=${'0'.repeat(64)}` }],
    ['signed for another time', { headers: { 'x-webhook-timestamp': '1721988001' } }],
  ])('%s', async (_, sending) => {
    await using w = await world();
    const answer = await send(w.gateway, sending);
    expect(refusal(answer)).toEqual([401, 'UNAUTHENTICATED', NOT_SIGNED]);
    expect(answer.headers.get('www-authenticate')).toBe('X-Webhook-Signature');
    expect(w.taken).toEqual([]);
  });

  it.each([
    [-301, '301 s before'],
    [301, '301 s after'],
  ])('signed %i s from now', async (ahead, off) => {
    await using w = await world();
    const message = `x-webhook-timestamp: expected a time within 300 s of this clock, got one ${off} it. Sign with the time of sending, and set the clocks right.`;
    expect(refusal(await send(w.gateway, { ahead }))).toEqual([401, 'UNAUTHENTICATED', message]);
    expect(w.taken).toEqual([]);
  });

  it.each(['x-webhook-id', 'x-webhook-timestamp', 'x-webhook-signature'])('without %s', async name => {
    await using w = await world();
    const message = `${name}: expected once, with up to 200 characters. ${FORM}`;
    expect(refusal(await send(w.gateway, { headers: { [name]: null } }))).toEqual([
      400,
      'BAD_REQUEST',
      message,
    ]);
  });

  it.each<[string, string, Sending]>([
    [
      'with a time of another form',
      'x-webhook-timestamp: expected Unix seconds, got another form.',
      { headers: { 'x-webhook-timestamp': '2024-07-26' } },
    ],
    ['with a body that is no JSON', 'The body is not JSON in UTF-8.', { body: '{"id"' }],
    ['with a body that is a list', 'The body is no JSON object.', { body: '[]' }],
    [
      'with a body that lacks members',
      'The body has no text at no, type.',
      { body: JSON.stringify({ ...TOLD, no: 7, type: undefined }) },
    ],
  ])('%s', async (_, message, sending) => {
    await using w = await world();
    expect(refusal(await send(w.gateway, sending))).toEqual([400, 'BAD_REQUEST', `${message} ${FORM}`]);
    expect(w.taken).toEqual([]);
  });

  it('in another media type, and where it is too large', async () => {
    await using w = await world();
    expect((await send(w.gateway, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    const body = JSON.stringify({ ...TOLD, more: 'x'.repeat(65_536) });
    expect(refusal(await send(w.gateway, { body }))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      'A body may have 65536 bytes; this one is larger. One webhook tells of one change.',
    ]);
  });

  it('by any method but POST', async () => {
    await using w = await world();
    const answer = await w.gateway.fetch('/webhooks/shop');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('where its sender has no secret, and where nobody is', async () => {
    await using w = await world();
    expect(refusal(await send(w.gateway, { path: 'mute' }))).toEqual([
      404,
      'NOT_FOUND',
      'No webhooks of this platform are taken here, since no secret was agreed on with it. Set its secret at the gateway, and send again.',
    ]);
    expect((await send(w.gateway, { path: 'moon' })).status).toBe(404);
  });

  it('with a log line that holds neither its secret nor its signature', async () => {
    await using w = await world();
    const signature = `v1=${'5'.repeat(64)}`;
    await send(w.gateway, { signature });
    const line = await w.gateway.line();
    expect(line).toMatchObject({ route: 'webhooks/shop', status: 401, errors: { UNAUTHENTICATED: 1 } });
    expect(JSON.stringify(w.gateway.log)).not.toMatch(/the-secret|5{64}/);
  });
});
