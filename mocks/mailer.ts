/** The city's webhooks at a tester's word: sent, repeated, in the wrong order, or lost. */
import type { Clocks } from './clock.ts';
import { cityWebhooks, sendWebhook, type Webhook, type Webhooks } from './webhooks.ts';
import type { World } from './world/world.ts';

export const MAILINGS = ['send', 'repeat', 'reorder', 'lose'] as const;
export type Mailing = (typeof MAILINGS)[number];

export interface Mailed {
  /** How many changes were due. */
  due: number;
  /** What the receiver answered, in order; empty where they were lost. */
  statuses: number[];
}

export interface Mailer {
  /** From now on changes are due; what came before never is. */
  begin(): void;
  /** Does so with all that is due. */
  mail(how: Mailing, url: string): Promise<Mailed>;
}

export function mailer(world: World, clocks: Clocks): Mailer {
  // Made when it is needed: it reads all that the city has ever changed.
  let webhooks: Webhooks | null = null;
  const begun = () => {
    webhooks ??= cityWebhooks(world, clocks, { url: '' });
    return webhooks;
  };
  return {
    begin: () => void begun(),
    async mail(how, url) {
      const due = begun().due();
      const statuses: number[] = [];
      for (const webhook of SENT[how](due)) {
        statuses.push(await sendWebhook(webhook, { url, realTime: clocks.realTime }));
      }
      return { due: due.length, statuses };
    },
  };
}

const SENT: Record<Mailing, (due: Webhook[]) => Webhook[]> = {
  send: due => due,
  repeat: due => due.flatMap(webhook => [webhook, webhook]),
  reorder: due => due.toReversed(),
  lose: () => [],
};
