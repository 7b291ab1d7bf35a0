import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ShedReason } from '../gateway/admission.ts';
import type { GatewayObserver } from '../gateway/observer.ts';
import { answerCode, KNOWN_CODES, NONE, OTHER, statusClass } from './labels.ts';

/** Seconds, up to beyond the default deadline of three. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10];

const SHED_REASONS: readonly ShedReason[] = ['IN_FLIGHT', 'LOOP_DELAY'];

/** What the door tells. */
export function requestMetrics(registry: Registry): GatewayObserver {
  const registers = [registry];
  const durations = new Histogram({
    name: 'guantong_request_duration_seconds',
    help:
      'Seconds from the arrival of a request to the end of its answer. Outcome ERROR is a fault of ours or of the ' +
      'platforms: look at guantong_answer_errors_total. Operations are the ready ones by name, others as OTHER.',
    labelNames: ['route', 'type', 'operation', 'outcome', 'status'] as const,
    buckets: BUCKETS,
    registers,
  });
  const underWay = new Gauge({
    name: 'guantong_requests_under_way',
    help: 'Requests being answered now. Growing without end: the platforms are slow, or the machine is too small.',
    registers,
  });
  const shed = new Counter({
    name: 'guantong_requests_shed_total',
    help: 'Requests turned away at once with 503, to keep the others quick, by what ran short. Add gateways.',
    labelNames: ['reason'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'guantong_answer_errors_total',
    help:
      'Errors in answers by extensions.code. UPSTREAM_ codes: look at that platform; INTERNAL_SERVER_ERROR: a fault ' +
      'of ours, in the log at level error.',
    labelNames: ['code'] as const,
    registers,
  });
  const sources = new Counter({
    name: 'guantong_answer_sources_total',
    help: 'Answers that a platform took part in, by how it is marked there: FRESH, STALE (past its time) or UNAVAILABLE.',
    labelNames: ['platform', 'status'] as const,
    registers,
  });

  // From 0 on: the first of its kind would be no increase where nothing was before.
  for (const reason of SHED_REASONS) shed.inc({ reason }, 0);
  for (const code of KNOWN_CODES) errors.inc({ code }, 0);

  return {
    arrived: () => underWay.inc(),
    shed: reason => shed.inc({ reason }),
    ended({ route, operation, outcome, status, ms, errors: codes, sources: bySource }) {
      underWay.dec();
      const labels = {
        route,
        type: operation?.type ?? NONE,
        operation: operation ? (operation.ready ? operation.name! : OTHER) : NONE,
        outcome,
        status: statusClass(status),
      };
      durations.observe(labels, ms / 1_000);
      for (const [code, count] of codes) errors.inc({ code: answerCode(code) }, count);
      for (const [platform, source] of Object.entries(bySource))
        sources.inc({ platform, status: source.status });
    },
  };
}
