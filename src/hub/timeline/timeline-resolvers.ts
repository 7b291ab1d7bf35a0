import type { Context } from '../../context.ts';
import type { Resolvers, Timeline } from '../../generated/schema.ts';
import { answerOf } from '../../upstream/answer-of.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { UpstreamError } from '../../upstream/upstream-error.ts';
import type { EventKey } from '../events/spine.ts';
import { dateTime } from '../records/time.ts';
import { actorOf } from './actor.ts';
import { merge } from './merge.ts';
import { statusChanges } from './status-changes.ts';

export const timelineResolvers: Resolvers = {
  Event: {
    timeline: (event, _arguments, context) => timelineOf(event, context),
  },
};

async function timelineOf(event: EventKey, { readers, catalogue }: Context): Promise<Timeline> {
  const logs = await Promise.all(
    [...readers].map(async ([platform, reader]) => {
      const log = await answerOf(reader.log(event));
      // Whether it did not answer or its log could not be read: its entries are missing.
      return { platform, log: log instanceof UpstreamError ? null : log };
    }),
  );
  const actions = merge(
    logs.flatMap(({ log }) => log ?? []),
    event.origin,
  );
  const changes = statusChanges(actions, event.origin);
  return {
    entries: actions.map(({ shown, entries }, index) => ({
      at: shown.at === null ? null : dateTime(shown.at),
      action: shown.action,
      actionRaw: shown.actionRaw,
      platform: shown.platform,
      platforms: entries.map(({ platform }): PlatformCode => platform),
      actor: actorOf(shown, catalogue),
      ...changes[index]!,
      text: shown.text ?? entries.find(({ text }) => text !== null)?.text ?? null,
      nativeId: shown.nativeId,
    })),
    incomplete: logs.filter(({ log }) => log === null).map(({ platform }) => platform),
  };
}
