/**
 * The platforms' change feeds as one stream that can be resumed. It keeps nothing but its cursor, which holds the
 * position of each platform: a gateway that restarts, or another one, goes on from it.
 *
 * Each platform's changes come in its own order, each exactly once in a walk; between platforms the earlier comes
 * first as far as was read, and none waits for another.
 */
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { SourceLog } from '../../upstream/source-log.ts';
import type { PlatformReader } from '../platform.ts';
import { decodeChangeCursor, encodeChangeCursor } from './change-cursor.ts';
import type { EventChange } from './change-page.ts';
import { ChangeStream } from './change-stream.ts';

export interface ToldChange extends EventChange {
  platform: PlatformCode;
}

export interface ChangeList {
  edges: { cursor: string; node: ToldChange }[];
  /** Whether more may be there already on a platform that answers. */
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  nextCursor: string;
  /** The platforms that did not answer; their positions stay. */
  incomplete: PlatformCode[];
  /** The platforms that no longer told what followed the cursor. */
  expired: PlatformCode[];
}

export interface ChangeListOptions {
  /** 1 to 50. */
  first: number;
  after: string | null;
}

/** @throws `INVALID_CURSOR` */
export async function listChanges(
  readers: ReadonlyMap<PlatformCode, PlatformReader>,
  { first, after }: ChangeListOptions,
  sources: SourceLog,
): Promise<ChangeList> {
  const positions = after === null ? null : decodeChangeCursor(after);
  // One more than the page holds: so it is known whether more follow.
  const streams = [...readers].map(
    ([code, reader]) =>
      new ChangeStream(code, reader, { position: positions?.[code] ?? null, wanted: first + 1, sources }),
  );
  const here = () => encodeChangeCursor(Object.fromEntries(streams.map(one => [one.code, one.position])));

  const edges: ChangeList['edges'] = [];
  while (edges.length < first) {
    const next = await nextOf(streams);
    if (!next) break;
    next.stream.take();
    edges.push({ cursor: here(), node: { ...next.change, platform: next.stream.code } });
  }

  const codes = (which: (stream: ChangeStream) => boolean) => streams.filter(which).map(({ code }) => code);
  return {
    edges,
    hasNextPage: streams.some(({ more }) => more),
    hasPreviousPage: after !== null,
    nextCursor: here(),
    incomplete: codes(({ failed }) => failed),
    expired: codes(({ expired }) => expired),
  };
}

/** The stream whose head is the earliest; one without a readable time is not kept waiting. */
async function nextOf(
  streams: readonly ChangeStream[],
): Promise<{ stream: ChangeStream; change: EventChange } | null> {
  const heads = await Promise.all(streams.map(async stream => ({ stream, change: await stream.head() })));
  let earliest: { stream: ChangeStream; change: EventChange } | null = null;
  for (const { stream, change } of heads) {
    // All times have one offset, so that they compare as texts; '' is before all of them.
    if (change && (!earliest || (change.at ?? '') < (earliest.change.at ?? '')))
      earliest = { stream, change };
  }
  return earliest;
}
