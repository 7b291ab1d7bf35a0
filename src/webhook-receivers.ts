import type { Cache } from './cache/cache.ts';
import type { WebhookReceiver } from './gateway/webhooks.ts';
import { invalidatedBy } from './hub/changes/invalidated-by.ts';
import type { Platforms } from './platforms.ts';
import type { PlatformName } from './upstream/platform-code.ts';

/** What each platform tells by itself ends what is remembered of it. */
export function webhookReceivers(
  names: readonly PlatformName[],
  { byName }: Platforms,
  secrets: Readonly<Record<PlatformName, readonly string[]>>,
  cache: Cache,
): ReadonlyMap<string, WebhookReceiver> {
  return new Map(
    names.map(name => {
      const { code, touchedByWebhook } = byName.get(name)!;
      const take = async (body: unknown) =>
        await cache.invalidate(invalidatedBy(code, [touchedByWebhook(body)]));
      return [name, { secrets: secrets[name], take }];
    }),
  );
}
