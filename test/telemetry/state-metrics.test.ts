import { expect, it } from '@jest/globals';
import type { LinkHealth } from '../../src/cache/redis-link.ts';
import type { Drift, DriftKind } from '../../src/hub/catalogue/drift/drift.ts';
import type { DriftState } from '../../src/hub/catalogue/drift/watch.ts';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import type { State } from '../../src/telemetry/state-metrics.ts';
import type { PlatformCode } from '../../src/upstream/platform-code.ts';
import { Pulse } from '../../src/upstream/pulse.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { handClock } from '../clock.ts';
import { samplesOf, valuesOf } from './samples.ts';

/** The metrics of a gateway whose state a test changes. */
function watching(part: Partial<State> = {}) {
  const { watch, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  const clock = handClock();
  const tally = new Tally();
  const cache = { size: { entries: 0, bytes: 0, maxBytes: 100 } };
  watch({
    clock,
    platforms: [],
    files: { refused: false },
    cache,
    redis: null,
    tally,
    feeds: null,
    drift: null,
    ...part,
  });
  return {
    clock,
    tally,
    cache,
    text,
    values: async (name: string) => valuesOf(await text(), `guantong_${name}`),
  };
}

it('shows which platforms answer, and how far their clocks are ahead; nothing of what is not known', async () => {
  const clock = handClock();
  const answers = { city: true };
  const city = new Pulse(async () => {
    if (answers.city) return clock.now() + 2_500;
    throw new Error('down');
  }, clock);
  const province = new Pulse(async () => clock.now() - 1_000, clock);
  const { values } = watching({
    clock,
    platforms: [
      { code: 'CITY', pulse: city },
      { code: 'PROVINCE', pulse: province },
    ],
  });
  expect(await values('platform_up')).toEqual({});
  await city.check();
  expect(await values('platform_up')).toEqual({ CITY: 1 });
  answers.city = false;
  await Promise.all([city.check(), province.check()]);
  expect(await values('platform_up')).toEqual({ CITY: 0, PROVINCE: 1 });
  expect(await values('platform_clock_ahead_seconds')).toEqual({ CITY: 2.5, PROVINCE: -1 });
});

it('shows whether the changed files of the catalogue are refused', async () => {
  const files = { refused: false };
  const { values } = watching({ files });
  expect(await values('catalogue_refused')).toEqual({ '': 0 });
  files.refused = true;
  expect(await values('catalogue_refused')).toEqual({ '': 1 });
});

it('counts what was not understood by platform and kind, without the codes themselves', async () => {
  const { tally, text, values } = watching();
  tally.count('CITY', 'UNMAPPED_CODE', 'CF-010335');
  tally.count('CITY', 'UNMAPPED_CODE', 'CF-010336');
  tally.count('GRASSROOTS', 'UNKNOWN_STATUS', 'QTZT');
  for (const _ of [1, 2])
    expect(await values('not_understood_total')).toEqual({
      'CITY UNMAPPED_CODE': 2,
      'GRASSROOTS UNKNOWN_STATUS': 1,
    });
  expect(await text()).not.toMatch(/CF-0103|QTZT/);
});

it('counts it from 0 on, so that the first of a kind is an increase', async () => {
  const { tally, values } = watching({
    platforms: [{ code: 'CITY', pulse: new Pulse(async () => 0, handClock()) }],
  });
  const none = {
    'CITY UNREADABLE_FIELD': 0,
    'CITY UNMAPPED_CODE': 0,
    'CITY UNKNOWN_STATUS': 0,
    'CITY BEYOND_CALENDAR': 0,
  };
  expect(await values('not_understood_total')).toEqual(none);
  tally.count('CITY', 'UNMAPPED_CODE', 'CF-010335');
  expect(await values('not_understood_total')).toEqual({ ...none, 'CITY UNMAPPED_CODE': 1 });
});

it('shows what is remembered, and how much may be', async () => {
  const { cache, values } = watching();
  cache.size = { entries: 3, bytes: 70, maxBytes: 100 };
  expect(await values('cache_entries')).toEqual({ '': 3 });
  expect(await values('cache_bytes')).toEqual({ '': 70 });
  expect(await values('cache_max_bytes')).toEqual({ '': 100 });
});

it('shows whether Redis is in use, and how often it went and came back', async () => {
  const health: LinkHealth = { status: 'UP', reason: null, since: null, lost: 0, back: 0 };
  const { values } = watching({ redis: { health } });
  expect(await values('redis_up')).toEqual({ '': 1 });
  Object.assign(health, { status: 'DOWN', lost: 2, back: 1 });
  for (const _ of [1, 2]) {
    expect(await values('redis_up')).toEqual({ '': 0 });
    expect(await values('redis_losses_total')).toEqual({ '': 2 });
    expect(await values('redis_returns_total')).toEqual({ '': 1 });
  }
});

it('has no word of Redis, nor of feeds, where there is none', async () => {
  const { text } = watching();
  expect(samplesOf(await text()).filter(({ name }) => /redis|feed/.test(name))).toEqual([]);
});

it('shows when each feed was last read, Unix seconds', async () => {
  const readAt = new Map([['CITY', 1_721_985_140_500]] as const);
  const { values } = watching({ feeds: { readAt } });
  expect(await values('feed_read_timestamp_seconds')).toEqual({ CITY: 1_721_985_140.5 });
});

it('counts where directories and the catalogue differ, by kind; nothing of one that was not read', async () => {
  const kinds: DriftKind[] = ['NEW', 'NEW', 'SPLIT'];
  const drifts = kinds.map(kind => ({ kind }) as Drift);
  const states = new Map<PlatformCode, DriftState>([
    ['CITY', { state: 'COMPARED', drifts }],
    ['PROVINCE', { state: 'FAILED', error: new Error('down') }],
    ['GRASSROOTS', { state: 'READING' }],
  ]);
  const pulse = new Pulse(async () => 0, handClock());
  const platforms = [...states.keys()].map(code => ({ code, pulse }));
  const { values } = watching({ platforms, drift: { of: code => states.get(code)! } });
  const none = { RENAMED: 0, RETIRED: 0, RECODED: 0, MISSING: 0, ATTRIBUTE: 0 };
  const counts = Object.entries({ NEW: 2, SPLIT: 1, ...none }).map(([kind, count]) => [
    `CITY ${kind}`,
    count,
  ]);
  expect(await values('catalogue_drift')).toEqual(Object.fromEntries(counts));
});
