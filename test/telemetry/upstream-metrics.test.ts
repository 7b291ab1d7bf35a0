import { expect, it } from '@jest/globals';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import { valuesOf } from './samples.ts';

const LIST = { platform: 'PROVINCE', name: 'event/list' } as const;
const CLUES = { platform: 'CITY', name: 'clues' } as const;

function metrics() {
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  return { observer, values: async (name: string) => valuesOf(await text(), `guantong_upstream_${name}`) };
}

it('measures each call over the wire by platform, call and outcome, in seconds', async () => {
  const { observer, values } = metrics();
  observer.sent(LIST, 'OK', 40);
  observer.sent(LIST, 'OK', 60);
  observer.sent(LIST, 'UPSTREAM_TIMEOUT', 2_000);
  observer.sent(CLUES, 'OK', 5);
  expect(await values('call_duration_seconds_count')).toEqual({
    'PROVINCE event/list OK': 2,
    'PROVINCE event/list UPSTREAM_TIMEOUT': 1,
    'CITY clues OK': 1,
  });
  expect(await values('call_duration_seconds_sum')).toMatchObject({
    'PROVINCE event/list OK': 0.1,
    'PROVINCE event/list UPSTREAM_TIMEOUT': 2,
  });
});

it('counts what was repeated, what was not for want of budget, and what was not sent, with the reason', async () => {
  const { observer, values } = metrics();
  observer.repeated(LIST);
  observer.repeated(LIST);
  observer.budgetSpent(CLUES);
  observer.notSent(CLUES, 'BREAKER');
  observer.notSent(CLUES, 'QUEUE');
  observer.notSent(LIST, 'PAUSE');
  expect(await values('repeats_total')).toEqual({ 'PROVINCE event/list': 2 });
  expect(await values('repeat_budget_spent_total')).toEqual({ 'CITY clues': 1 });
  expect(await values('not_sent_total')).toEqual({
    'CITY clues BREAKER': 1,
    'CITY clues QUEUE': 1,
    'PROVINCE event/list PAUSE': 1,
  });
});

it('shows the one state that a breaker is in', async () => {
  const { observer, values } = metrics();
  observer.breaker(CLUES, 'OPEN');
  observer.breaker(CLUES, 'HALF_OPEN');
  expect(await values('breaker_state')).toEqual({
    'CITY clues CLOSED': 0,
    'CITY clues HALF_OPEN': 1,
    'CITY clues OPEN': 0,
  });
});

it('shows how many calls are under way to a platform, and how many wait', async () => {
  const { observer, values } = metrics();
  observer.busy('CITY', 64, 12);
  observer.busy('PROVINCE', 1, 0);
  observer.busy('CITY', 63, 0);
  expect(await values('calls_under_way')).toEqual({ CITY: 63, PROVINCE: 1 });
  expect(await values('calls_waiting')).toEqual({ CITY: 0, PROVINCE: 0 });
});
