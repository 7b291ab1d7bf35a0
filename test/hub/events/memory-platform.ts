/**
 * Platforms that hold their events in memory and answer as the contracts say: reported time descending, then own
 * number ascending, the bound inclusive, a page at a time.
 */
import { eventId } from '../../../src/hub/events/event-id.ts';
import type { Spine } from '../../../src/hub/events/spine.ts';
import type { Branch, PlatformReader, Window } from '../../../src/hub/platform.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import { UpstreamError } from '../../../src/upstream/upstream-error.ts';

export interface MemoryEvent {
  id: string;
  number: string;
  /** The second that the platform orders it by. */
  at: number;
  /** Whether the reader is told that second. */
  readable: boolean;
  /** Which of the platform's branches has it; beyond the last they begin again. */
  branch: number;
}

export interface MemoryPlatform {
  code: PlatformCode;
  reader: PlatformReader;
  events: MemoryEvent[];
  /** What was asked, in turn, of which branch. */
  calls: (Window & { branch: number })[];
  /** Called before each answer; what it throws is the answer. */
  before: (call: number) => void;
  /** The events of each branch in the platform's own order. */
  branches(): MemoryEvent[][];
  /** Adds an event; null where its number is taken. */
  add(event: Omit<MemoryEvent, 'id'>): MemoryEvent | null;
}

export interface MemoryOptions {
  branches?: number;
  /** The most events that one page holds, whatever was asked for. */
  pageLimit?: number;
  /** Whether a continuation is the number of the page, which inserts move, or the last event that was seen. */
  continuation?: 'PAGE' | 'LAST_SEEN';
  /** What breaks the promised order of an answer's rows, if anything does. */
  disorder?: (rows: MemoryEvent[]) => MemoryEvent[];
}

export function memoryPlatform(
  code: PlatformCode,
  events: Omit<MemoryEvent, 'id'>[],
  {
    branches: count = 1,
    pageLimit = Number.POSITIVE_INFINITY,
    continuation: manner = 'PAGE',
    disorder = rows => rows,
  }: MemoryOptions = {},
): MemoryPlatform {
  const ask =
    (branch: number): Branch =>
    async window => {
      platform.calls.push({ ...window, branch });
      if (platform.calls.length > 2_000)
        throw new Error('expected few calls, got 2,000: it goes round for ever');
      platform.before(platform.calls.length);
      const { until, limit, continuation, total } = window;
      const matching = platform.branches()[branch]!.filter(({ at }) => until === null || at <= until);
      const size = Math.min(limit, pageLimit);
      const from = continuation === null ? 0 : begin(matching, size, continuation);
      const page = matching.slice(from, from + size);
      const more = from + size < matching.length;
      return {
        entries: disorder(page).map(event => ({
          spine: spineOf(event),
          at: event.readable ? event.at : null,
        })),
        total: total ? matching.length : null,
        continuation: more ? (manner === 'PAGE' ? String(from / size + 1) : page.at(-1)!.id) : null,
      };
    };

  function begin(matching: MemoryEvent[], size: number, continuation: string): number {
    if (manner === 'PAGE') return Number(continuation) * size;
    return matching.findIndex(({ id }) => id === continuation) + 1;
  }

  const spineOf = ({ id, number }: MemoryEvent) => ({ id, origin: code, number }) as Spine;

  const platform: MemoryPlatform = {
    code,
    events: events.map(event => ({ ...event, id: eventId(code, event.number) })),
    calls: [],
    before: () => {},
    branches: () =>
      Array.from({ length: count }, (_, branch) =>
        platform.events.filter(event => event.branch % count === branch).toSorted(ownOrder),
      ),
    add(event) {
      const added = { ...event, id: eventId(code, event.number) };
      if (platform.events.some(({ id }) => id === added.id)) return null;
      platform.events.push(added);
      return added;
    },
    reader: {
      branches: () => Array.from({ length: count }, (_, branch) => ask(branch)),
      spine: async () => null,
      log: async () => [],
      statistics: async () => [],
      unmappedCodes: async () => [],
      moves: async () => [],
      itemNames: async () => new Map(),
      changes: async position => ({
        from: position,
        rows: [],
        behind: position,
        more: false,
        expired: false,
      }),
      testimony: async () => null,
      refersTo: [],
      references: async () => ({ items: [], next: null }),
      directory: async () => ({ platform: code, lists: 'ITEMS', items: [], gaps: [] }),
      explained: async () => null,
    },
  };
  return platform;
}

export function readersOf(platforms: MemoryPlatform[]): ReadonlyMap<PlatformCode, PlatformReader> {
  return new Map(platforms.map(({ code, reader }) => [code, reader]));
}

export function down(code: PlatformCode): UpstreamError {
  return new UpstreamError('UPSTREAM_UNAVAILABLE', code, `${code} does not answer`);
}

function ownOrder(a: MemoryEvent, b: MemoryEvent): number {
  return b.at - a.at || (a.number < b.number ? -1 : 1);
}
