import { describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';
import { findingsOf, viewsOf } from './world-check.ts';

const world = createWorld();

/** One line a finding, so that a difference is readable. */
const lines = (
  rows: { kind: string; event: string | null; platform: string; record: string | null; field: string }[],
) => rows.map(row => `${row.kind} ${row.event} ${row.platform} ${row.record} ${row.field}`).sort();

const plantedIn = (of: World) => of.planted.filter(row => row.kind !== 'DIRECTORY');

describe('the three platforms of the mock world', () => {
  it('disagree exactly where a disagreement is planted', () => {
    expect(lines(findingsOf(world))).toEqual(lines(plantedIn(world)));
  });

  it('do so with other seeds and sizes too', () => {
    for (const options of [{ seed: 1 }, { seed: 7, events: 300 }, { seed: 3, events: 40 }, { events: 1 }]) {
      const other = createWorld(options);
      expect(lines(findingsOf(other))).toEqual(lines(plantedIn(other)));
    }
  });

  it('do so at another time too', () => {
    const other = createWorld({ now: new Date('2026-03-02T10:30:00+08:00') });
    expect(lines(findingsOf(other))).toEqual(lines(plantedIn(other)));
  });

  it('have as many planted of each kind as the contract says', () => {
    const counts: Record<string, number> = {};
    for (const row of plantedIn(world)) counts[row.kind] = (counts[row.kind] ?? 0) + 1;
    expect(counts).toEqual({
      STATUS_CONFLICT: 8,
      REGION_CONFLICT: 5,
      MATTER_CONFLICT: 5,
      WRITE_BACK_MISSING: 8,
      COUNTERPART_MISSING: 4,
      BROKEN_REFERENCE: 3,
      DUPLICATE_RECORD: 4,
      FILING_MISSING: 4,
      FINE_CONFLICT: 3,
      TIME_CONFLICT: 3,
      TIME_ORDER: 3,
      UNKNOWN_CODE: 5,
      UNMAPPED_STATUS: 6,
    });
  });

  it('carry at most one planted thing an event, and leave eleven events without a known status', () => {
    const events = plantedIn(world).flatMap(row => row.event ?? []);
    expect(new Set(events).size).toBe(events.length);
    const unknown = viewsOf(world).filter(view => view.status === 'UNKNOWN');
    expect(unknown).toHaveLength(11);
    expect(unknown.filter(view => view.origin === 'grassroots')).toHaveLength(5);
  });

  it('differ for longer than the fifteen minutes that they are given', () => {
    const latest = world.options.now.getTime() - 15 * 60_000;
    const planted = new Set(plantedIn(world).map(row => row.event));
    for (const view of viewsOf(world).filter(candidate => planted.has(candidate.id))) {
      for (const clue of view.clues) expect(Date.parse(clue.updated_at)).toBeLessThan(latest);
      for (const record of view.province) expect(local(record.updateTime)).toBeLessThan(latest);
    }
  });
});

const local = (time: string): number => Date.parse(`${time.replace(' ', 'T')}+08:00`);

/** Ways between two statuses (section 2), in the words of each platform: from, then all that may follow. */
const WAYS: Record<'grassroots' | 'city' | 'province', Record<string, string>> = {
  grassroots: {
    '': 'DSL DQS',
    DSL: 'DFP YZF BYSL',
    DFP: 'DQS YZF',
    DQS: 'CLZ YTH ZYZ',
    YTH: 'DQS ZYZ YZF',
    ZYZ: 'DQS CLZ YZF',
    CLZ: 'CLZ DHC YTH ZYZ YLA YYS YGQ',
    YLA: 'YLA DHC DQS YYS YGQ',
    YGQ: 'CLZ YLA',
    DHC: 'DHC CLZ YBJ',
    YBJ: 'CLZ',
  },
  city: {
    '': 'registered pending_dispatch',
    registered: 'dispatched cancelled',
    pending_dispatch: 'dispatched cancelled',
    dispatched: 'processing returned in_dispute',
    returned: 'dispatched in_dispute cancelled',
    in_dispute: 'dispatched processing cancelled',
    processing: 'processing pending_review returned in_dispute case_filed transferred suspended',
    case_filed: 'case_filed pending_review dispatched transferred suspended',
    suspended: 'processing case_filed',
    pending_review: 'pending_close processing',
    pending_close: 'closed',
    closed: 'processing',
  },
  province: {
    '': '11 30',
    11: '20 99',
    20: '20 21 23 99',
    21: '20 21 22 23 29 30 40 91 99',
    22: '22 40 91',
    23: '20 21 23 99',
    29: '21 22 30',
    30: '20 29 30 31 40 91',
    31: '31 40',
    40: '21 22 40 90',
    90: '21 22 90',
  },
};

interface Entry {
  at: number;
  from: string;
  to: string;
  command: string | undefined;
}

const packed = (time: string): number =>
  Date.parse(time.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6+08:00'));

function logsOf(
  view: ReturnType<typeof viewsOf>[number],
): Record<'grassroots' | 'city' | 'province', Entry[]> {
  return {
    grassroots: (view.grassroots[0]?.czjl ?? []).map(log => ({
      at: packed(log.czsj),
      from: log.qzt ?? '',
      to: log.hzt ?? '',
      command: log.zlid ?? undefined,
    })),
    city: (view.clues[0]?.logs ?? []).map(log => ({
      at: Date.parse(log.at),
      from: log.from ?? '',
      to: log.to ?? '',
      command: log.command_id,
    })),
    province: (view.province[0]?.logs ?? []).map(log => ({
      at: local(log.time),
      from: log.fromStatus ?? '',
      to: log.toStatus ?? '',
      command: undefined,
    })),
  };
}

describe('the cases', () => {
  const planted = new Set(plantedIn(world).map(row => row.event));
  const views = viewsOf(world).filter(view => view.clues[0]?.case && !planted.has(view.id));
  const STAGES =
    'filed investigation review notice decision execution concluded withdrawn transferred_out'.split(' ');

  it('are served, paid and concluded only once decided, and decided only after a notice unless on the spot', () => {
    for (const view of views) {
      const { decision, payment, concluded_at, procedure, notice_at } = view.clues[0]!.case!;
      if (payment || concluded_at) expect([view.id, decision !== undefined]).toEqual([view.id, true]);
      if (decision && procedure === 'ordinary')
        expect([view.id, notice_at !== undefined]).toEqual([view.id, true]);
    }
    expect(views.filter(view => view.clues[0]?.case?.procedure === 'simple').length).toBeGreaterThan(20);
  });

  it('stand at the same stage with the province, and are not open once their event is closed', () => {
    for (const view of views) {
      const stage = view.clues[0]!.case!.stage;
      expect([view.id, view.province[0]?.caseStage]).toEqual([view.id, String(STAGES.indexOf(stage) + 1)]);
      if (view.status === 'CLOSED') {
        expect([view.id, /^(concluded|withdrawn|transferred_out)$/.test(stage)]).toEqual([view.id, true]);
      }
    }
  });
});

describe('the documents', () => {
  const planted = new Set(plantedIn(world).map(row => row.event));

  it('of a closed event are answered or cancelled, as far as they ask for an answer to the handling', () => {
    for (const view of viewsOf(world).filter(other => other.status === 'CLOSED' && !planted.has(other.id))) {
      const asking = (view.clues[0]?.documents ?? []).filter(row => /assignment|supervision/.test(row.type));
      expect(asking.filter(row => row.state === 'issued' || row.state === 'signed')).toEqual([]);
      expect([view.id, asking.some(row => row.type === 'assignment')]).toEqual([view.id, true]);
    }
  });

  it('have numbers of their own', () => {
    const numbers = viewsOf(world).flatMap(view =>
      view.clues.flatMap(clue => clue.documents ?? []).map(row => row.document_no),
    );
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('the operation logs', () => {
  const planted = new Set(plantedIn(world).map(row => row.event));
  const views = viewsOf(world).filter(view => !planted.has(view.id));

  it('walk a way of the state machine, each entry from where the one before it led', () => {
    for (const view of views) {
      for (const [platform, log] of Object.entries(logsOf(view)) as [keyof typeof WAYS, Entry[]][]) {
        let status = '';
        for (const entry of log) {
          if (entry.to === '') continue;
          const ways = (WAYS[platform][entry.from] ?? '').split(' ');
          expect([view.id, platform, entry.from, ways.includes(entry.to)]).toEqual([
            view.id,
            platform,
            status,
            true,
          ]);
          status = entry.to;
        }
      }
    }
  });

  it('end in the status that the record shows, and their entries do not go back in time', () => {
    for (const view of views) {
      const { grassroots, city, province } = logsOf(view);
      const last = (log: Entry[]) => log.findLast(entry => entry.to !== '')?.to;
      expect([view.id, last(grassroots)]).toEqual([view.id, view.grassroots[0]?.sjzt]);
      expect([view.id, last(city)]).toEqual([view.id, view.clues[0]?.status]);
      expect([view.id, last(province)]).toEqual([view.id, view.province[0]?.eventStatus]);
      for (const log of [grassroots, city, province]) {
        expect([view.id, log.every((entry, at) => at === 0 || entry.at >= log[at - 1]!.at)]).toEqual([
          view.id,
          true,
        ]);
      }
    }
  });

  it('hold a command within 120 seconds on the platforms that hold it', () => {
    for (const view of views) {
      const { grassroots, city } = logsOf(view);
      for (const entry of grassroots.filter(candidate => candidate.command)) {
        const same = city.filter(candidate => candidate.command === entry.command);
        expect([view.id, entry.command, same.length > 0]).toEqual([view.id, entry.command, true]);
        for (const other of same) expect(Math.abs(other.at - entry.at)).toBeLessThanOrEqual(120_000);
      }
    }
  });

  it('are as many as the version of the record says, and the last is the last change', () => {
    for (const view of views) {
      const { grassroots, city, province } = logsOf(view);
      const [own, clue, filing] = [view.grassroots[0], view.clues[0], view.province[0]];
      if (own)
        expect([own.bbh, packed(own.gxsj)]).toEqual([String(grassroots.length), grassroots.at(-1)?.at]);
      if (clue)
        expect([clue.etag, Date.parse(clue.updated_at)]).toEqual([`"${city.length}"`, city.at(-1)?.at]);
      if (filing)
        expect([filing.version, local(filing.updateTime)]).toEqual([province.length, province.at(-1)?.at]);
    }
  });

  it('hold nothing that happens after the clock', () => {
    const now = world.options.now.getTime();
    for (const view of viewsOf(world)) {
      for (const entry of Object.values(logsOf(view)).flat()) expect(entry.at).toBeLessThanOrEqual(now);
    }
  });
});
