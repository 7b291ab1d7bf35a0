import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TimelineAction } from '../../../src/generated/schema.ts';
import { inOrder } from '../../../src/hub/timeline/in-order.ts';
import type { LogEntry } from '../../../src/hub/timeline/log-entry.ts';
import { type Action, merge } from '../../../src/hub/timeline/merge.ts';
import { PLATFORM_CODES, type PlatformCode } from '../../../src/upstream/platform-code.ts';
import { entry } from './entry.ts';

const [GRASSROOTS, CITY, PROVINCE] = ['GRASSROOTS', 'CITY', 'PROVINCE'] as const;

/** Each action as `platform number` of its entries, the shown one first. */
function merged(log: LogEntry[], origin: PlatformCode = GRASSROOTS): string[] {
  return merge(log, origin).map(({ shown, entries }) =>
    [shown, ...entries.filter(one => one !== shown)]
      .map(({ platform, nativeId }) => `${platform} ${nativeId}`)
      .join(', '),
  );
}

describe('what several platforms have logged', () => {
  it('is one action within 120 seconds, shown under its system of record at that one’s time', () => {
    const log = [
      entry({ platform: GRASSROOTS, nativeId: '1', at: 0 }),
      entry({ platform: CITY, nativeId: '1', at: 120_000 }),
    ];
    expect(merged(log)).toEqual(['CITY 1, GRASSROOTS 1']);
    expect(merge(log, GRASSROOTS)[0]!.shown.at).toBe(120_000);
  });

  it('is two actions where they are further apart, or of two words', () => {
    const grassroots = entry({ platform: GRASSROOTS, nativeId: '1' });
    expect(merged([grassroots, entry({ nativeId: '1', at: 120_001 })])).toEqual(['GRASSROOTS 1', 'CITY 1']);
    expect(merged([grassroots, entry({ nativeId: '1', action: 'SIGN' })])).toEqual([
      'GRASSROOTS 1',
      'CITY 1',
    ]);
  });

  it('is never spread over more than 120 seconds from first to last', () => {
    const log = [GRASSROOTS, CITY, PROVINCE].map((platform, index) =>
      entry({ platform, nativeId: '1', at: index * 100_000 }),
    );
    expect(merged(log)).toEqual(['CITY 1, GRASSROOTS 1', 'PROVINCE 1']);
  });

  it('stands under the first in order of platform where the system of record does not hold it', () => {
    const log = [PROVINCE, GRASSROOTS].map(platform => entry({ platform, nativeId: '1' }));
    expect(merged(log)).toEqual(['GRASSROOTS 1, PROVINCE 1']);
  });

  it('stands under the origin where that owns it, and its verification under the city for the province’s', () => {
    const all = (action: TimelineAction) =>
      [GRASSROOTS, CITY, PROVINCE].map(platform => entry({ platform, nativeId: '1', action }));
    const under = (action: TimelineAction) =>
      [GRASSROOTS, CITY, PROVINCE].map(origin => merge(all(action), origin)[0]!.shown.platform);
    expect(under('CLOSE')).toEqual([GRASSROOTS, CITY, PROVINCE]);
    expect(under('VERIFY')).toEqual([GRASSROOTS, CITY, CITY]);
    expect(under('DISPATCH')).toEqual([CITY, CITY, CITY]);
    expect(under('OVERSIGHT')).toEqual([PROVINCE, PROVINCE, PROVINCE]);
  });
});

describe('two like actions in short order', () => {
  const first = { platform: CITY, nativeId: '1', at: 0 };
  const second = { platform: CITY, nativeId: '2', at: 60_000 };

  it('are told apart by their commands, whatever their times', () => {
    const log = [
      entry({ ...first, commandId: 'c-1' }),
      entry({ ...second, commandId: 'c-2' }),
      entry({ platform: GRASSROOTS, nativeId: '1', at: 61_000, commandId: 'c-1' }),
      entry({ platform: GRASSROOTS, nativeId: '2', at: 62_000, commandId: 'c-2' }),
    ];
    expect(merged(log)).toEqual(['CITY 1, GRASSROOTS 1', 'CITY 2, GRASSROOTS 2']);
  });

  it('are told apart by the nearest time where there is no command', () => {
    const log = [entry(first), entry(second), entry({ platform: GRASSROOTS, nativeId: '9', at: 59_000 })];
    expect(merged(log)).toEqual(['CITY 1', 'CITY 2, GRASSROOTS 9']);
  });

  it('leave an entry without a command to what has no entry of its platform yet', () => {
    const log = [
      entry({ ...first, commandId: 'c-1' }),
      entry({ ...second, commandId: 'c-2' }),
      entry({ platform: GRASSROOTS, nativeId: '1', at: 50_000, commandId: 'c-2' }),
      entry({ platform: GRASSROOTS, nativeId: '2', at: 60_000 }),
    ];
    expect(merged(log)).toEqual(['CITY 1, GRASSROOTS 2', 'CITY 2, GRASSROOTS 1']);
  });

  it('stay two on a platform that has logged both', () => {
    expect(merged([entry(first), entry(second)])).toEqual(['CITY 1', 'CITY 2']);
  });
});

describe('what cannot be told to be the same', () => {
  it('stands alone: a word of no contract, however alike on two platforms', () => {
    const log = [GRASSROOTS, CITY].map(platform => entry({ platform, nativeId: '1', action: 'OTHER' }));
    expect(merged(log)).toEqual(['GRASSROOTS 1', 'CITY 1']);
  });

  it('stands alone and last: a time that could not be read', () => {
    const log = [
      entry({ nativeId: '1', at: null, commandId: 'c-1' }),
      entry({ platform: GRASSROOTS, nativeId: '1', at: 5, commandId: 'c-1' }),
      entry({ platform: GRASSROOTS, nativeId: '2', at: null }),
    ];
    expect(merged(log)).toEqual(['GRASSROOTS 1', 'GRASSROOTS 2', 'CITY 1']);
  });
});

describe('in one second', () => {
  it('the order is grassroots, city, province, and then that of the numbers, 9 before 10', () => {
    const log = [PROVINCE, CITY, GRASSROOTS].flatMap(platform =>
      ['10', '9'].map(nativeId => entry({ platform, nativeId, action: 'OTHER' })),
    );
    const order = [GRASSROOTS, CITY, PROVINCE].flatMap(platform => [`${platform} 9`, `${platform} 10`]);
    expect(merged(log)).toEqual(order);
  });
});

/** Few values, close together, so that much is the same and much is in doubt. */
const logs = fc.array(
  fc
    .record({
      platform: fc.constantFrom(...PLATFORM_CODES),
      // Steps of 40 seconds: equal times, and times right at the bound, are frequent.
      at: fc.option(
        fc.integer({ min: 0, max: 9 }).map(step => step * 40_000),
        { freq: 8 },
      ),
      action: fc.constantFrom<TimelineAction>('FEEDBACK', 'VERIFY', 'OTHER'),
      commandId: fc.option(fc.constantFrom('c-1', 'c-2', 'c-3')),
      nativeId: fc.option(fc.constantFrom('1', '9', '10'), { freq: 8 }),
    })
    .map(entry),
  { maxLength: 16 },
);
const anyLog = fc.tuple(logs, fc.constantFrom(...PLATFORM_CODES));

describe('whatever the platforms have logged', () => {
  it('each entry is in exactly one action', () => {
    fc.assert(
      fc.property(anyLog, ([log, origin]) => {
        const held = merge(log, origin).flatMap(({ entries }) => entries);
        expect(held.toSorted(inOrder)).toEqual(log.toSorted(inOrder));
        expect(new Set(held).size).toBe(log.length);
      }),
    );
  });

  it('an action is what the contract says: one word, 120 seconds, one command, and a platform once', () => {
    fc.assert(
      fc.property(anyLog, ([log, origin]) => {
        for (const { shown, entries } of merge(log, origin)) {
          expect(entries).toContain(shown);
          expect(new Set(entries.map(({ platform }) => platform)).size).toBe(entries.length);
          expect(new Set(entries.map(({ action }) => action)).size).toBe(1);
          const commands = entries.flatMap(({ commandId }) => commandId ?? []);
          expect(new Set(commands).size).toBeLessThanOrEqual(1);
          if (entries.length === 1) continue;
          const times = entries.map(({ at }) => at ?? Number.NaN);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(120_000);
        }
      }),
    );
  });

  it('the timeline is in order', () => {
    fc.assert(
      fc.property(anyLog, ([log, origin]) => {
        const shown = merge(log, origin).map(one => one.shown);
        expect(shown).toEqual(shown.toSorted(inOrder));
        const times = shown.map(({ at }) => at ?? Number.POSITIVE_INFINITY);
        expect(times).toEqual(times.toSorted((a, b) => (a === b ? 0 : a - b)));
      }),
    );
  });

  it('the timeline is the same in whatever order it came', () => {
    const shuffled = anyLog.chain(([log, origin]) =>
      fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray(log, { minLength: log.length, maxLength: log.length }),
        fc.constant(origin),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([log, otherwise, origin]) => {
        expect(merge(otherwise, origin)).toEqual(merge(log, origin) satisfies Action[]);
      }),
    );
  });

  it('two entries that could be one action are apart only where another stands in one’s place', () => {
    const one = fc.tuple(fc.integer({ min: 0, max: 120 }), fc.option(fc.constantFrom('c-1', 'c-2')));
    fc.assert(
      fc.property(one, one, ([a, mine], [b, theirs]) => {
        const log = [
          entry({ at: a * 1000, commandId: mine }),
          entry({ platform: PROVINCE, at: b * 1000, commandId: theirs }),
        ];
        const same = mine === null || theirs === null || mine === theirs;
        expect(merge(log, CITY)).toHaveLength(same ? 1 : 2);
      }),
    );
  });
});
