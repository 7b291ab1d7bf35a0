import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { type Positions, positionsInProcess } from '../../../src/cache/positions.ts';
import type { ChangePage, Touched } from '../../../src/hub/changes/change-page.ts';
import { followChanges } from '../../../src/hub/changes/follow.ts';
import { eventKey } from '../../../src/hub/events/event-id.ts';
import { invalidCursor } from '../../../src/hub/paging/cursor.ts';
import type { Platform } from '../../../src/hub/platform.ts';
import { Tally } from '../../../src/upstream/tally.ts';
import { UpstreamError } from '../../../src/upstream/upstream-error.ts';
import { handClock } from '../../clock.ts';

const DOWN = new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'changes: no answer; try again later');
const LIST = ['list:CITY', 'stats:CITY'];
const event = (number: number): Touched => [eventKey('CITY', `XS${number}`)!];

interface Wished {
  /** Whether the end of the feed can be found without reading it. */
  latest?: boolean;
  positions?: Positions;
  /** What has changed before the start. */
  before?: Touched[];
}

/** A platform whose feed a test writes: the position is how many changes were passed. Pages are of two. */
function world({ latest = true, positions = positionsInProcess(), before = [] }: Wished = {}) {
  const clock = handClock();
  const feed = [...before];
  const asked: (string | null)[] = [];
  const told: string[][] = [];
  const directories: string[] = [];
  const log: { level: number; msg: string; platform: string }[] = [];
  const tally = new Tally();
  let dropped = 0;
  let fault: Error | null = null;
  let noEnd: Error | null = null;
  let refuses: Error | null = null;
  let tellsAll = true;

  const changes = async (position: string | null): Promise<ChangePage> => {
    asked.push(position);
    if (fault) throw fault;
    if (position !== null && !/^\d+$/.test(position)) throw invalidCursor();
    const expired = position !== null && Number(position) < dropped;
    const from = Math.max(Number(position ?? 0), dropped);
    const rows = feed.slice(from, from + 2).map((touched, index) => ({
      mapped: { value: null, gaps: touched ? [] : [{ field: 'no', message: 'expected a number, got none' }] },
      record: null,
      touched,
      behind: String(from + index + 1),
    }));
    const behind = String(from + rows.length);
    return { from: String(from), rows, behind, more: from + 2 < feed.length, expired };
  };
  const latestChange = async () => {
    asked.push('latest');
    if (noEnd) throw noEnd;
    return String(feed.length);
  };
  const reader = { changes, ...(latest && { latestChange }) };
  const platform = { code: 'CITY', open: () => reader } as unknown as Platform;

  return {
    clock,
    asked,
    told,
    directories,
    log,
    tally,
    positions,
    happen: (...touched: Touched[]) => void feed.push(...touched),
    drop: (count: number) => {
      dropped = count;
    },
    fail: (error: Error | null) => {
      fault = error;
    },
    failToFindTheEnd: (error: Error | null) => {
      noEnd = error;
    },
    refuse: (error: Error | null) => {
      refuses = error;
    },
    reachAll: (does: boolean) => {
      tellsAll = does;
    },
    async start() {
      const following = followChanges({
        platforms: [platform],
        cache: {
          async invalidate(tags: Iterable<string>) {
            if (refuses) throw refuses;
            told.push([...tags]);
            return tellsAll;
          },
        },
        positions,
        directoryChanged: code => void directories.push(code),
        everyMs: 2_000,
        clock,
        tally,
        log: pino({}, { write: line => void log.push(JSON.parse(line)) }),
      });
      await settled();
      return following;
    },
    async pass(ms = 2_000) {
      clock.advance(ms);
      await settled();
    },
  };
}

/** Everything that needs no time has happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>(resolve => setImmediate(resolve));
}

describe('the first start', () => {
  it('begins at the end of the feed, with nothing of the platform remembered, and reads none of its history', async () => {
    const { start, asked, told, positions } = world({ before: [event(1), event(2), event(3)] });
    await start();
    expect(asked).toEqual(['latest', '3']);
    expect(told).toEqual([['platform:CITY']]);
    expect(await positions.get('CITY')).toBe('3');
  });

  it('reads the history where the end cannot be found otherwise', async () => {
    const { start, asked, told, positions } = world({
      latest: false,
      before: [event(1), event(2), event(3)],
    });
    await start();
    expect(asked).toEqual([null, '2']);
    expect(told).toEqual([['platform:CITY'], ['event:city:XS3', ...LIST]]);
    expect(await positions.get('CITY')).toBe('3');
  });

  it('reads a long history in steps', async () => {
    const before = Array.from({ length: 50 }, (_, index) => event(index + 1));
    const { start, asked, pass } = world({ latest: false, before });
    await start();
    expect(asked).toHaveLength(20);
    await pass();
    expect(asked).toHaveLength(25);
    await pass();
    expect(asked).toHaveLength(26);
  });

  it('drops nothing again and again where the feed fails from the beginning', async () => {
    const { start, told, fail, pass } = world({ latest: false });
    fail(DOWN);
    await start();
    for (let times = 0; times < 5; times++) await pass(60_000);
    expect(told).toEqual([]);
  });
});

describe('a change', () => {
  it('ends what is remembered of its event, and the platform’s lists and counts, once', async () => {
    const { start, told, happen, pass } = world();
    await start();
    told.length = 0;
    happen([eventKey('GRASSROOTS', 'SJ1')!, eventKey('CITY', 'XS1')!], event(1));
    await pass();
    expect(told).toEqual([['event:grassroots:SJ1', 'event:city:XS1', ...LIST]]);
    await pass();
    expect(told).toHaveLength(1);
  });

  it('of which it is not known what it is about ends all that is remembered of the platform, and is counted', async () => {
    const { start, told, happen, pass, tally } = world();
    await start();
    told.length = 0;
    happen(event(1), null);
    await pass();
    expect(told).toEqual([['platform:CITY']]);
    expect(tally.list()).toMatchObject([{ what: 'UNREADABLE_FIELD', name: 'no', count: 1 }]);
  });

  it('that may be of the directory has it compared again, and that of an event has not', async () => {
    const { start, directories, happen, pass } = world();
    await start();
    happen(event(1));
    await pass();
    expect(directories).toEqual([]);
    happen(null);
    await pass();
    expect(directories).toEqual(['CITY']);
  });

  it('is told at once though many are, page by page', async () => {
    const { start, told, happen, pass } = world();
    await start();
    told.length = 0;
    happen(event(1), event(2), event(3));
    await pass();
    expect(told).toEqual([
      ['event:city:XS1', 'event:city:XS2', ...LIST],
      ['event:city:XS3', ...LIST],
    ]);
  });

  it('that the cache could not take is told again, and passed only then', async () => {
    const { start, told, happen, pass, refuse, positions } = world();
    await start();
    told.length = 0;
    happen(event(1));
    refuse(new Error('the store does not answer'));
    await pass();
    expect(await positions.get('CITY')).toBe('0');
    refuse(null);
    await pass(60_000);
    expect(told).toEqual([['event:city:XS1', ...LIST]]);
    expect(await positions.get('CITY')).toBe('1');
  });
});

describe('a change that not everyone who remembers could be told', () => {
  it('is told again until they all are', async () => {
    const { start, told, happen, pass, reachAll, positions } = world();
    await start();
    told.length = 0;
    happen(event(1), event(2), event(3));
    reachAll(false);
    await pass();
    expect(await positions.get('CITY')).toBe('0');
    reachAll(true);
    await pass();
    await pass();
    expect(told).toEqual([
      ['event:city:XS1', 'event:city:XS2', ...LIST],
      ['event:city:XS1', 'event:city:XS2', ...LIST],
      ['event:city:XS3', ...LIST],
    ]);
    expect(await positions.get('CITY')).toBe('3');
  });
});

describe('a start with a position that was kept', () => {
  it('tells what has changed meanwhile', async () => {
    const positions = positionsInProcess();
    await positions.set('CITY', '1');
    const { start, asked, told } = world({ positions, before: [event(1), event(2)] });
    await start();
    expect(asked).toEqual(['1']);
    expect(told).toEqual([['event:city:XS2', ...LIST]]);
  });

  it.each([
    ['has expired', '1', (w: ReturnType<typeof world>) => w.drop(2), ['1', 'latest', '3']],
    ['is none of the platform’s', 'x', () => {}, ['x', 'latest', '3']],
  ])('that %s ends all that is remembered of the platform', async (_, position, prepare, calls) => {
    const positions = positionsInProcess();
    await positions.set('CITY', position);
    const w = world({ positions, before: [event(1), event(2), event(3)] });
    prepare(w);
    await w.start();
    expect(w.asked).toEqual(calls);
    expect(w.told).toEqual([['platform:CITY'], ['platform:CITY']]);
    expect(await positions.get('CITY')).toBe('3');
    expect(w.log).toMatchObject([
      {
        level: 40,
        platform: 'CITY',
        msg: 'what has changed since it was last asked is not told any more; all that is remembered of it has ended',
      },
    ]);
  });

  it('that has expired ends it before the end is looked for, and again where that was not found', async () => {
    const positions = positionsInProcess();
    await positions.set('CITY', '1');
    const w = world({ positions, before: [event(1), event(2), event(3)] });
    w.drop(2);
    w.failToFindTheEnd(DOWN);
    await w.start();
    expect(w.told).toEqual([['platform:CITY']]);
    w.failToFindTheEnd(null);
    await w.pass(4_000);
    expect(w.told).toEqual([['platform:CITY'], ['platform:CITY'], ['platform:CITY']]);
    expect(await positions.get('CITY')).toBe('3');
  });

  it('that has expired is gone on from at the oldest where the end cannot be found otherwise', async () => {
    const positions = positionsInProcess();
    await positions.set('CITY', '0');
    const w = world({ latest: false, positions, before: [event(1), event(2), event(3), event(4)] });
    w.drop(1);
    await w.start();
    expect(w.asked).toEqual(['0', '3']);
    expect(w.told).toEqual([['platform:CITY'], ['event:city:XS4', ...LIST]]);
  });

  it('that expires again and again is said once, until one holds', async () => {
    const { start, happen, drop, pass, log } = world();
    await start();
    const expire = async (to: number) => {
      happen(event(1), event(2));
      drop(to);
      await pass();
    };
    await expire(1);
    await expire(3);
    expect(log).toHaveLength(1);
    await pass();
    await expire(5);
    expect(log).toHaveLength(2);
  });
});

describe('a store of positions that does not answer', () => {
  it('is done without, and what it missed is told again when it is back', async () => {
    const kept = positionsInProcess();
    let down = false;
    const whileUp = <Value>(value: () => Promise<Value>) =>
      down ? Promise.reject(new Error('down')) : value();
    const positions: Positions = {
      get: code => whileUp(() => kept.get(code)),
      set: (code, position) => whileUp(() => kept.set(code, position)),
    };
    const { start, asked, told, happen, pass, log } = world({ positions });
    await start();
    down = true;
    happen(event(1));
    await pass();
    await pass();
    down = false;
    happen(event(2));
    await pass();
    expect(asked).toEqual(['latest', '0', '0', '1', '0']);
    expect(told.slice(1)).toEqual([
      ['event:city:XS1', ...LIST],
      ['event:city:XS1', 'event:city:XS2', ...LIST],
    ]);
    expect(log).toEqual([]);
  });

  it('is waited for at the start, since to begin anew ends all; then it is begun without', async () => {
    let down = true;
    const positions: Positions = {
      get: () => (down ? Promise.reject(new Error('down')) : Promise.resolve('1')),
      set: async () => {},
    };
    const late = world({ positions, before: [event(1), event(2)] });
    await late.start();
    for (let times = 0; times < 4; times++) await late.pass();
    expect([late.asked, late.told]).toEqual([[], []]);
    down = false;
    await late.pass();
    expect([late.asked, late.told]).toEqual([['1'], [['event:city:XS2', ...LIST]]]);

    down = true;
    const never = world({ positions, before: [event(1), event(2)] });
    await never.start();
    for (let times = 0; times < 5; times++) await never.pass();
    expect([never.asked, never.told]).toEqual([['latest', '2'], [['platform:CITY']]]);
  });

  it('that comes back empty begins anew', async () => {
    const kept = new Map<string, string>();
    const positions: Positions = {
      get: async code => kept.get(code) ?? null,
      set: async (code, position) => void kept.set(code, position),
    };
    const { start, told, pass } = world({ positions, before: [event(1)] });
    await start();
    kept.clear();
    await pass();
    await pass();
    expect(told).toEqual([['platform:CITY'], ['platform:CITY']]);
    expect(kept.get('CITY')).toBe('1');
  });
});

describe('a feed that fails', () => {
  it('is asked less and less often, and a line says so once; another when it is well', async () => {
    const { start, asked, fail, pass, log, happen, told } = world();
    await start();
    fail(DOWN);
    asked.length = 0;
    for (let seconds = 0; seconds < 300; seconds += 2) await pass();
    expect(asked).toHaveLength(8); // After 2, 4, 8, 16, 32 s, then every 60 s.
    expect(log).toMatchObject([
      {
        level: 40,
        platform: 'CITY',
        msg: 'changes cannot be read; until they are, what is remembered ends by its policy alone',
      },
    ]);
    fail(null);
    told.length = 0;
    happen(event(1));
    await pass(60_000);
    expect(told).toEqual([['event:city:XS1', ...LIST]]);
    expect(log.slice(1)).toMatchObject([{ level: 30, platform: 'CITY', msg: 'changes are read again' }]);
  });

  it('is not asked twice at one time, and its end is waited for', async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    const positions: Positions = { get: () => promise, set: async () => {} };
    const { start, asked, pass } = world({ positions });
    const following = await start();
    await pass();
    await pass();
    const end = following[Symbol.asyncDispose]();
    resolve(null);
    await end;
    await pass();
    expect(asked.length).toBeLessThanOrEqual(2);
  });
});

it('says when each feed was last read, and not that of one that fails', async () => {
  const { start, pass, fail, clock } = world();
  fail(DOWN);
  await using following = await start();
  expect(following.readAt).toEqual(new Map());
  fail(null);
  await pass(60_000);
  const readAt = clock.now();
  expect(following.readAt).toEqual(new Map([['CITY', readAt]]));
  fail(DOWN);
  await pass();
  expect(following.readAt).toEqual(new Map([['CITY', readAt]]));
});
