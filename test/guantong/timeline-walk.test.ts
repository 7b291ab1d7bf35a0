/** The timelines of a whole world, held against the raw logs that the mocks made them from. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { defaultWorld, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

interface Entry {
  at: string;
  action: string;
  actionRaw: string;
  platform: Platform;
  platforms: Platform[];
  from: string | null;
  to: string | null;
  nativeId: string;
}

interface Walked {
  id: string;
  origin: Platform;
  status: string;
  closedAt: string | null;
  statusChangedAt: string | null;
  timeline: { incomplete: string[]; entries: Entry[] };
}

type Platform = 'GRASSROOTS' | 'CITY' | 'PROVINCE';

/** A raw entry in words of this test. */
interface Raw {
  platform: Platform;
  id: string;
  at: string;
  word: string;
  closed: boolean;
}

let hub: Running;
let events: Walked[];
beforeAll(async () => {
  hub = await running();
  const entry = 'at action actionRaw platform platforms from to nativeId';
  const { nodes, diagnostics } = await walkEvents(
    hub,
    `origin status closedAt statusChangedAt timeline { incomplete entries { ${entry} } }`,
  );
  events = nodes;
  // Nothing of a log is unreadable in the default world, also where its word is no word of the contract.
  expect(diagnostics.filter(({ field }) => /^(logs|czjl|documents)/.test(field))).toEqual([]);
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const rfc = (local: string) => `${local.replace(' ', 'T')}+08:00`;
const unpacked = (t: string) =>
  `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)}T${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)}+08:00`;

/** By event, what the platforms logged of it, from the records themselves. */
function rawLogs(): Map<string, Raw[]> {
  const logs = new Map<string, Raw[]>();
  const add = (event: string, entries: Raw[]) => logs.set(event, [...(logs.get(event) ?? []), ...entries]);
  for (const { record } of defaultWorld.grassroots.events) {
    const event =
      record.sjly === 'WG'
        ? `grassroots:${record.sjbh}`
        : `${record.yylx === 'XS' ? 'city' : 'province'}:${record.yybh}`;
    add(
      event,
      (record.czjl ?? []).map(({ jlid, cz, czsj, qzt }) => ({
        platform: 'GRASSROOTS',
        id: jlid,
        at: unpacked(czsj ?? ''),
        word: cz ?? '',
        closed: qzt === 'YBJ',
      })),
    );
  }
  const clues = defaultWorld.city.clues.all().map(({ record }) => record);
  const byEvent = Map.groupBy(clues, ({ source, clue_no }) =>
    source ? `${source.platform}:${source.no}` : `city:${clue_no}`,
  );
  for (const [event, several] of byEvent) {
    // Of two clues the later updated is used (lifecycle, section 12).
    const [clue] = several.toSorted((a, b) => (a.updated_at < b.updated_at ? 1 : -1));
    add(
      event,
      (clue!.logs ?? []).map(({ id, action, at, from }) => ({
        platform: 'CITY',
        id,
        at,
        word: action,
        closed: from === 'closed',
      })),
    );
  }
  for (const { record } of defaultWorld.province.events) {
    const event = record.sourceNo
      ? `${record.sourcePlatform}:${record.sourceNo}`
      : `province:${record.eventNo}`;
    add(
      event,
      record.logs.map(({ logId, action, time }) => ({
        platform: 'PROVINCE',
        id: logId,
        at: rfc(time),
        word: action,
        closed: false,
      })),
    );
  }
  return logs;
}

/** The table of section 5, written a second time. */
const WORDS: Record<string, string> = {
  ...{ SB: 'REPORT', SL: 'ACCEPT', FP: 'DISPATCH', QS: 'SIGN', TH: 'RETURN', FK: 'FEEDBACK', HC: 'VERIFY' },
  ...{ BJ: 'CLOSE', ZY: 'RAISE_DISPUTE', ZJ: 'RESOLVE_DISPUTE', YS: 'TRANSFER', GQ: 'SUSPEND', HF: 'RESUME' },
  ...{ YQ: 'EXTEND', ZF: 'VOID', LA: 'FILE_CASE', report: 'REPORT', register: 'REGISTER_CLUE' },
  ...{ assign: 'DISPATCH', dispatch: 'DISPATCH', sign: 'SIGN', return: 'RETURN', feedback: 'FEEDBACK' },
  ...{ verify: 'VERIFY', review: 'VERIFY', close: 'CLOSE', reopen: 'REOPEN', supervise: 'SUPERVISE' },
  ...{ remind: 'REMIND', recommend: 'RECOMMEND', oversight: 'OVERSIGHT', dispute: 'RAISE_DISPUTE' },
  ...{ resolve_dispute: 'RESOLVE_DISPUTE', consult: 'CONSULT', transfer: 'TRANSFER', suspend: 'SUSPEND' },
  ...{ resume: 'RESUME', extend: 'EXTEND', cancel: 'VOID', revoke: 'VOID', file_case: 'FILE_CASE' },
  ...{ case_notice: 'CASE_NOTICE', case_decision: 'CASE_DECISION', case_served: 'CASE_SERVED' },
  ...{ case_paid: 'CASE_PAID', case_concluded: 'CASE_CONCLUDED', filing: 'FILING' },
  ...{ decision: 'FILING_DECISION', conclude: 'FILING_CONCLUDED' },
};
const meaning = ({ word, closed }: Raw) =>
  closed && WORDS[word] === 'VERIFY' ? 'REOPEN' : (WORDS[word] ?? 'OTHER');

describe('in a whole world', () => {
  it('each entry of each log is in exactly one entry of its event’s timeline, and nothing else is', () => {
    const logs = rawLogs();
    for (const { id, timeline } of events) {
      const raw = logs.get(id) ?? [];
      const held = timeline.entries.flatMap(({ action, platforms }) =>
        platforms.map(platform => `${platform} ${action}`),
      );
      expect([id, held.toSorted()]).toEqual([
        id,
        raw.map(one => `${one.platform} ${meaning(one)}`).toSorted(),
      ]);
      const known = new Set(
        raw.map(({ platform, id, at, word }) => JSON.stringify([platform, id, at, word])),
      );
      const shown = timeline.entries.map(({ platform, nativeId, at, actionRaw }) =>
        JSON.stringify([platform, nativeId, at, actionRaw]),
      );
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.filter(one => !known.has(one))).toEqual([]);
    }
    expect(events.length).toBeGreaterThan(1_659);
  });

  it('each is in order of time, complete, and holds a platform once an entry', () => {
    for (const { timeline } of events) {
      expect(timeline.incomplete).toEqual([]);
      const times = timeline.entries.map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      for (const { platform, platforms } of timeline.entries) {
        expect(platforms).toContain(platform);
        expect(new Set(platforms).size).toBe(platforms.length);
      }
    }
  });

  it('each tells the changes of the status one after another, from the first to that of today', () => {
    const otherwise = new Set<string>();
    for (const { id, status, timeline } of events) {
      const changes = timeline.entries.filter(({ to }) => to !== null);
      let before: string | null = null;
      for (const { from, to } of changes) {
        expect([id, from]).toEqual([id, before]);
        before = to;
      }
      if (before !== status) otherwise.add(id);
    }
    // A status without an equal is planted in the record alone, and its log does not tell how it came.
    const planted = defaultWorld.planted.filter(({ kind }) => /^(UNKNOWN_CODE|UNMAPPED_STATUS)$/.test(kind));
    expect(planted).toHaveLength(11);
    expect(otherwise).toEqual(new Set(planted.map(({ event }) => event)));
  });

  it('knows what a log says in no word of the contract as OTHER, under the platform’s own word', () => {
    const others = events.flatMap(({ timeline }) =>
      timeline.entries.filter(({ action }) => action === 'OTHER'),
    );
    expect(new Set(others.map(({ platform, actionRaw }) => `${platform} ${actionRaw}`))).toEqual(
      new Set(['PROVINCE coordinate', 'CITY case_withdrawn']),
    );
  });
});

describe('in a malformed world', () => {
  it('each event has its timeline all the same, from every platform', async () => {
    await using malformed = await running({ world: createWorld({ events: 300, scenario: 'malformed' }) });
    const { nodes } = await walkEvents(malformed, 'timeline { incomplete entries { action platforms } }');
    expect(nodes.length).toBeGreaterThan(300);
    for (const { timeline } of nodes) {
      expect(timeline.incomplete).toEqual([]);
      expect(timeline.entries.length).toBeGreaterThan(0);
    }
  });
});
