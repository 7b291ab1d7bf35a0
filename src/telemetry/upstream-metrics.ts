import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BreakerState, UpstreamObserver } from '../upstream/observer.ts';

/** Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];

const STATES: readonly BreakerState[] = ['CLOSED', 'HALF_OPEN', 'OPEN'];

/** What the layers around the platforms' calls tell. A call's name is one of its platform's contract. */
export function upstreamMetrics(registry: Registry): UpstreamObserver {
  const registers = [registry];
  const labelNames = ['platform', 'call'] as const;
  const durations = new Histogram({
    name: 'guantong_upstream_call_duration_seconds',
    help:
      'Seconds that a call to a platform took over the wire, each repetition and each token as one, by its outcome: ' +
      'OK or the error code. Slow or failing: ask whoever runs that platform.',
    labelNames: [...labelNames, 'outcome'] as const,
    buckets: BUCKETS,
    registers,
  });
  const repeats = new Counter({
    name: 'guantong_upstream_repeats_total',
    help: 'Calls sent again after a failure. Many: the platform fails now and then, though readers do not see it yet.',
    labelNames,
    registers,
  });
  const budgetSpent = new Counter({
    name: 'guantong_upstream_repeat_budget_spent_total',
    help: 'Calls not sent again since the budget of repetitions was spent. The platform fails more than now and then.',
    labelNames,
    registers,
  });
  const notSent = new Counter({
    name: 'guantong_upstream_not_sent_total',
    help:
      'Calls not sent at all: BREAKER (it failed too often), PAUSE (the platform asked for one) or QUEUE (too many ' +
      'wait already: the platform is slow, or more is asked than it takes).',
    labelNames: [...labelNames, 'reason'] as const,
    registers,
  });
  const breakers = new Gauge({
    name: 'guantong_upstream_breaker_state',
    help:
      '1 for the state that the breaker of a kind of call is in, 0 for the others. OPEN: nothing is sent, readers get ' +
      'what is remembered or an error; it tries again by itself.',
    labelNames: [...labelNames, 'state'] as const,
    registers,
  });
  const underWay = new Gauge({
    name: 'guantong_upstream_calls_under_way',
    help: 'Calls to a platform under way now. At its limit for long: the platform is slow.',
    labelNames: ['platform'] as const,
    registers,
  });
  const waiting = new Gauge({
    name: 'guantong_upstream_calls_waiting',
    help: 'Calls that wait for one under way to end. Above 0 for long: the platform is slow; a full queue refuses.',
    labelNames: ['platform'] as const,
    registers,
  });

  return {
    sent: ({ platform, name: call }, outcome, ms) =>
      durations.observe({ platform, call, outcome }, ms / 1_000),
    repeated: ({ platform, name: call }) => repeats.inc({ platform, call }),
    budgetSpent: ({ platform, name: call }) => budgetSpent.inc({ platform, call }),
    notSent: ({ platform, name: call }, reason) => notSent.inc({ platform, call, reason }),
    breaker({ platform, name: call }, now) {
      for (const state of STATES) breakers.set({ platform, call, state }, state === now ? 1 : 0);
    },
    busy(platform, calls, queued) {
      underWay.set({ platform }, calls);
      waiting.set({ platform }, queued);
    },
  };
}
