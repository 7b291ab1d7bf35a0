/**
 * The city's webhooks (lifecycle.md section 7): what it sends of its own accord when something has changed. Which of
 * them are sent, how often and in which order is the tester's to say.
 *
 * ```ts
 * const city = mocks.webhooks({ url: 'http://127.0.0.1:4000/webhooks/city' });
 * insertEvent(mocks.world, { platform: 'city', reportedAt });
 * for (const webhook of city.due()) await city.send(webhook);
 * ```
 */
import { createHmac, randomUUID } from 'node:crypto';
import { cityChanges } from './city/changes.ts';
import type { Clocks, RealTime } from './clock.ts';
import { Parameters } from './parameters.ts';
import type { World } from './world/world.ts';

export const WEBHOOK_SECRET = 'city-webhook-secret-demo';

export interface WebhookOptions {
  /** Where they are sent to. */
  url: string;
  /** What they are signed with; by default what the gateway expects outside production. */
  secret?: string;
}

/** An item of `GET /changes` with an id of its own. */
export interface Webhook {
  id: string;
  entity: string;
  no: string;
  clue_no: string;
  source?: { platform: string; no: string };
  type: string;
  changed_at: string;
}

export interface Webhooks {
  /** Those of what has changed since the last call, or since the start; none is sent by itself. */
  due(): Webhook[];
  /** Signs and sends it, also again; gives the status of the answer. */
  send(webhook: Webhook): Promise<number>;
}

interface ChangePage {
  items: Omit<Webhook, 'id'>[];
  next_cursor: string;
}

export function cityWebhooks(
  world: World,
  { domain, realTime }: Clocks,
  { url, secret = WEBHOOK_SECRET }: WebhookOptions,
): Webhooks {
  const changes = cityChanges(world, () => domain.now() / 1000);
  let cursor: string | null = null;

  function due(): Webhook[] {
    const found: Webhook[] = [];
    for (;;) {
      const query = new URLSearchParams({ limit: '500', ...(cursor !== null && { cursor }) });
      const { items, next_cursor } = changes(new Parameters(query)) as ChangePage;
      cursor = next_cursor;
      if (items.length === 0) return found;
      found.push(...items.map(item => ({ id: randomUUID(), ...item })));
    }
  }
  due(); // What was there before the start.

  return {
    due,
    send: webhook => sendWebhook(webhook, { url, secret, realTime }),
  };
}

/** Nobody took it. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
}

/** Signs and sends it; gives the status of the answer. @throws WebhookError where nobody answers. */
export async function sendWebhook(
  webhook: Webhook,
  { url, secret = WEBHOOK_SECRET, realTime }: WebhookOptions & { realTime: RealTime },
): Promise<number> {
  const body = JSON.stringify(webhook);
  const timestamp = `${Math.floor(realTime() / 1000)}`;
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-webhook-id': webhook.id,
      'x-webhook-timestamp': timestamp,
      'x-webhook-signature': `v1=${signature}`,
    },
    body,
  }).catch(cause => {
    throw new WebhookError(`nobody takes webhooks at ${url}; name the address of a gateway`, { cause });
  });
  await response.arrayBuffer();
  return response.status;
}
