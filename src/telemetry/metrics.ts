/**
 * What an operator's Prometheus reads of one gateway: what its layers tell while they work, and the state that is read
 * whenever somebody asks. No label has an id, a code as a platform sent it, or any other word that a stranger chose:
 * each takes its values from a closed set, so that the number of series is known beforehand.
 */
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { CacheObserver } from '../cache/observer.ts';
import type { GatewayObserver } from '../gateway/observer.ts';
import type { Role } from '../role.ts';
import type { UpstreamObserver } from '../upstream/observer.ts';
import { cacheMetrics } from './cache-metrics.ts';
import { requestMetrics } from './request-metrics.ts';
import { type State, stateMetrics } from './state-metrics.ts';
import { upstreamMetrics } from './upstream-metrics.ts';

/** All that the layers of a gateway tell. */
export type Observer = GatewayObserver & CacheObserver & UpstreamObserver;

export interface Metrics {
  observer: Observer;
  /** Adds what is read off a gateway that was opened. Once. */
  watch(state: State): void;
  /** All of it as Prometheus reads it. */
  text(): Promise<string>;
  contentType: string;
}

export interface MetricsOptions {
  version: string;
  role: Role;
  /** Whether the process itself is measured too: memory, CPU, event loop. One does that for all. Default false. */
  ofProcess?: boolean;
}

/** Several may be open in one process; none shares anything with another. */
export function openMetrics({ version, role, ofProcess = false }: MetricsOptions): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'guantong_build_info',
    help: 'Always 1; its labels say what runs here. Join it to see which version a change came with.',
    labelNames: ['version', 'role', 'node'],
    registers: [registry],
  }).set({ version, role, node: process.version }, 1);
  const observer = {
    ...requestMetrics(registry),
    ...cacheMetrics(registry),
    ...upstreamMetrics(registry),
  };
  return {
    observer,
    watch: state => stateMetrics(registry, state),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
