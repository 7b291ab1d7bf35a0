import { Counter, Gauge, type Registry } from 'prom-client';
import type { Cache } from '../cache/cache.ts';
import type { LinkHealth } from '../cache/redis-link.ts';
import type { Clock } from '../clock.ts';
import { DRIFT_KINDS } from '../hub/catalogue/drift/drift.ts';
import type { DriftWatch } from '../hub/catalogue/drift/watch.ts';
import type { Following } from '../hub/changes/follow.ts';
import type { Platform } from '../hub/platform.ts';
import { NOT_UNDERSTOOD, type Tally } from '../upstream/tally.ts';

/** What of a gateway is read whenever somebody asks. */
export interface State {
  clock: Clock;
  platforms: readonly Pick<Platform, 'code' | 'pulse'>[];
  /** Whether the integrators' files have changed and are bad. */
  files: { refused: boolean };
  cache: Pick<Cache, 'size'>;
  /** Null where it has none. */
  redis: { health: Readonly<LinkHealth> } | null;
  tally: Tally;
  /** Null where the platforms' changes are not followed. */
  feeds: Pick<Following, 'readAt'> | null;
  /** Null where directories are not compared with the catalogue. */
  drift: Pick<DriftWatch, 'of'> | null;
}

/** The state of a gateway, read when it is asked for. */
export function stateMetrics(registry: Registry, state: State): void {
  platformMetrics(registry, state);
  filesMetrics(registry, state);
  if (state.drift) driftMetrics(registry, state.platforms, state.drift);
  memoryMetrics(registry, state);
  if (state.redis) redisMetrics(registry, state.redis);
}

function platformMetrics(registry: Registry, { clock, platforms, tally, feeds }: State): void {
  const registers = [registry];
  const labelNames = ['platform'] as const;
  new Gauge({
    name: 'guantong_platform_up',
    help: '1 while the platform answers its health call (every 10 s), 0 while it does not: ask whoever runs it.',
    labelNames,
    registers,
    collect() {
      for (const { code: platform, pulse } of platforms)
        if (pulse.health.status !== 'UNKNOWN') this.set({ platform }, pulse.health.status === 'UP' ? 1 : 0);
    },
  });
  new Gauge({
    name: 'guantong_platform_clock_ahead_seconds',
    help:
      'How far the platform’s clock is ahead of this machine’s, seconds; below 0 behind. The province refuses what is ' +
      'signed beyond ten minutes: set the clocks (NTP).',
    labelNames,
    registers,
    collect() {
      for (const { code: platform, pulse } of platforms) {
        const theirs = pulse.now();
        if (theirs !== null) this.set({ platform }, (theirs - clock.now()) / 1_000);
      }
    },
  });
  new Counter({
    name: 'guantong_not_understood_total',
    help:
      'What was not understood of a platform’s words, by what it was; /health/ready names the fields and codes. ' +
      'UNMAPPED_CODE: map it in schema/matters; BEYOND_CALENDAR: add the next year’s calendar.',
    labelNames: ['platform', 'what'] as const,
    registers,
    collect() {
      this.reset();
      // From 0 on: Prometheus sees no increase where a series begins.
      for (const { code: platform } of platforms)
        for (const what of NOT_UNDERSTOOD) this.inc({ platform, what }, 0);
      for (const { platform, what, count } of tally.list()) this.inc({ platform, what }, count);
    },
  });
  if (!feeds) return;
  new Gauge({
    name: 'guantong_feed_read_timestamp_seconds',
    help:
      'When a platform’s feed of changes was last read, Unix seconds. Long ago: what is remembered ends by its age ' +
      'alone, and changes are seen late; the log says why.',
    labelNames,
    registers,
    collect() {
      for (const [platform, at] of feeds.readAt) this.set({ platform }, at / 1_000);
    },
  });
}

function filesMetrics(registry: Registry, { files }: State): void {
  new Gauge({
    name: 'guantong_catalogue_refused',
    help:
      '1 while the catalogue’s changed files are bad and the one before them serves: the log has the findings, and ' +
      '"npm run matters -- check" too.',
    registers: [registry],
    collect() {
      this.set(files.refused ? 1 : 0);
    },
  });
}

function driftMetrics(
  registry: Registry,
  platforms: State['platforms'],
  drift: NonNullable<State['drift']>,
): void {
  new Gauge({
    name: 'guantong_catalogue_drift',
    help:
      'Where a platform’s live directory differs from the catalogue, by kind; absent until it was read. Those ' +
      'of schema/directory/known-drift.yaml are left out. Above 0: "npm run matters -- drift" says what to do.',
    labelNames: ['platform', 'kind'] as const,
    registers: [registry],
    collect() {
      for (const { code: platform } of platforms) {
        const found = drift.of(platform);
        if (found.state !== 'COMPARED') continue;
        for (const kind of DRIFT_KINDS)
          this.set({ platform, kind }, found.drifts.filter(one => one.kind === kind).length);
      }
    },
  });
}

function memoryMetrics(registry: Registry, { cache }: State): void {
  const registers = [registry];
  new Gauge({
    name: 'guantong_cache_bytes',
    help: 'Bytes that the memory of this process holds of what platforms said.',
    registers,
    collect() {
      this.set(cache.size.bytes);
    },
  });
  new Gauge({
    name: 'guantong_cache_max_bytes',
    help: 'Bytes that it may hold (CACHE_MEMORY). Full, and many ASKED: give it more.',
    registers,
    collect() {
      this.set(cache.size.maxBytes);
    },
  });
  new Gauge({
    name: 'guantong_cache_entries',
    help: 'Answers that it holds.',
    registers,
    collect() {
      this.set(cache.size.entries);
    },
  });
}

function redisMetrics(registry: Registry, redis: NonNullable<State['redis']>): void {
  const registers = [registry];
  new Gauge({
    name: 'guantong_redis_up',
    help: '1 while Redis is in use. 0: each gateway is alone with its memory, and the platforms are asked more.',
    registers,
    collect() {
      this.set(redis.health.status === 'UP' ? 1 : 0);
    },
  });
  new Counter({
    name: 'guantong_redis_losses_total',
    help: 'How often Redis went out of use. Often: it is slow or restarts; the log says why each time.',
    registers,
    collect() {
      this.reset();
      this.inc(redis.health.lost);
    },
  });
  new Counter({
    name: 'guantong_redis_returns_total',
    help: 'How often Redis came back into use.',
    registers,
    collect() {
      this.reset();
      this.inc(redis.health.back);
    },
  });
}
