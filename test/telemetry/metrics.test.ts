import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { startMocks } from '../../mocks/start.ts';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import { defaultWorld, running } from '../guantong/running.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { countsOf, samplesOf } from './samples.ts';

const EVENT =
  '{ event(id: "grassroots:SJ20240513000123") { id city { __typename } province { __typename } } }';

it('measures every call that the platforms receive, those for tokens and health too', async () => {
  await using mocks = await startMocks({ world: defaultWorld });
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  await using hub = await running({ mocks, telemetry: { observer } });
  const before = mocks.calls.length;
  await hub.query(EVENT);
  const counts = countsOf(await text(), 'guantong_upstream_call_duration_seconds_count');
  const measured = Object.values(counts).reduce((sum, count) => sum + count, 0);
  expect(measured).toBe(before + mocks.calls.length);
  expect(counts).toMatchObject({
    'CITY oauth2/token OK': 1,
    'CITY health OK': 1,
    'GRASSROOTS sj/plcx OK': 1,
  });
  expect(countsOf(await text(), 'guantong_cache_answers_total')).toMatchObject({ 'event ASKED': 1 });
});

it('counts what is repeated, and the request’s log line counts it too', async () => {
  await using mocks = await startMocks({ world: defaultWorld });
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  const lines: Record<string, unknown>[] = [];
  const log = pino({}, { write: line => void lines.push(JSON.parse(line)) });
  const upstream = { ...ONE_TRY, repeats: 2, repeatBudget: 10 };
  await using hub = await running({ mocks, upstream, telemetry: { observer, log } });
  await mocks.stop('grassroots');
  await hub.query('{ event(id: "grassroots:SJ20240513000123") { id } }');
  await hub[Symbol.asyncDispose]();
  expect(countsOf(await text(), 'guantong_upstream_repeats_total')).toEqual({ 'GRASSROOTS sj/plcx': 2 });
  expect(lines.filter(({ msg }) => msg === 'request')).toMatchObject([{ calls: 1, repeated: 2 }]);
});

it('shares nothing with the metrics of another gateway in the process', async () => {
  const one = openMetrics({ version: '1.2.3', role: 'gateway' });
  const other = openMetrics({ version: '1.2.4', role: 'city' });
  one.observer.repeated({ platform: 'CITY', name: 'clues' });
  expect(countsOf(await other.text(), 'guantong_upstream_repeats_total')).toEqual({});
  const [info] = samplesOf(await other.text()).filter(({ name }) => name === 'guantong_build_info');
  expect(info?.labels).toMatchObject({ version: '1.2.4', role: 'city' });
});
