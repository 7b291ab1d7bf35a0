import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import { runningGateway } from '../gateway/running-gateway.ts';
import { countsOf } from './samples.ts';

/** The shop's gateway with its metrics, which are read once each request that was made has ended. */
async function measured() {
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  const gateway = await runningGateway({ observer });
  return {
    ...gateway,
    observer,
    async counts(name: string, requests: number) {
      for (let one = 0; one < requests; one++) await gateway.line();
      return countsOf(await text(), `guantong_${name}`);
    },
    [Symbol.asyncDispose]: gateway[Symbol.asyncDispose],
  };
}

it('measures each request by route, type, operation, outcome and class of status', async () => {
  await using gateway = await measured();
  await gateway.query('query Hello { hello }');
  await gateway.query('query Hello { hello fails(how: "upstream") }');
  await gateway.query('query MineAlone { hello }');
  await gateway.query('{ hello }');
  await gateway.query('{ helo }');
  await gateway.fetch('/nowhere');
  await gateway.fetch('/health/ready');
  expect(await gateway.counts('request_duration_seconds_count', 7)).toEqual({
    'graphql query Hello FULL 2xx': 1,
    'graphql query Hello PARTIAL 2xx': 1,
    'graphql query OTHER FULL 2xx': 2,
    'graphql NONE NONE REFUSED 4xx': 1,
    'unknown NONE NONE REFUSED 4xx': 1,
    'ready NONE NONE FULL 2xx': 1,
  });
});

it('measures in seconds by the clock', async () => {
  await using gateway = await measured();
  const answering = gateway.query('{ waits }');
  await gateway.waiting;
  gateway.clock.advance(3_000);
  await answering;
  expect(await gateway.counts('request_duration_seconds_sum', 1)).toEqual({
    'graphql query OTHER PARTIAL 2xx': 3,
  });
});

it('counts the requests under way, until the last has ended', async () => {
  await using gateway = await measured();
  const answering = gateway.query('{ waits }');
  await gateway.waiting;
  expect(await gateway.counts('requests_under_way', 0)).toEqual({ '': 1 });
  gateway.clock.advance(3_000);
  await answering;
  expect(await gateway.counts('requests_under_way', 1)).toEqual({});
});

it('says of a request whose caller hung up that it is gone', async () => {
  await using gateway = await measured();
  const hangUp = new AbortController();
  const asking = fetch(`${gateway.url}/graphql?query={waits}`, { signal: hangUp.signal });
  await gateway.waiting;
  hangUp.abort();
  await expect(asking).rejects.toThrow('aborted');
  expect(await gateway.counts('request_duration_seconds_count', 1)).toEqual({
    'graphql query OTHER GONE NONE': 1,
  });
});

it('counts the errors of answers by their codes, and how each platform is marked', async () => {
  await using gateway = await measured();
  await gateway.query('{ hello a: fails(how: "upstream") b: fails(how: "bug") c: fails(how: "bug") }');
  await gateway.fetch('/nowhere');
  expect(await gateway.counts('answer_errors_total', 2)).toEqual({
    UPSTREAM_UNAVAILABLE: 1,
    INTERNAL_SERVER_ERROR: 2,
    NOT_FOUND: 1,
  });
  expect(await gateway.counts('answer_sources_total', 0)).toEqual({ 'CITY FRESH': 1 });
});

it('counts what is shed by its reason, from 0 on', async () => {
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  expect(await text()).toContain('guantong_requests_shed_total{reason="LOOP_DELAY"} 0');
  observer.shed('IN_FLIGHT');
  expect(countsOf(await text(), 'guantong_requests_shed_total')).toEqual({ IN_FLIGHT: 1 });
});

it('knows every code that the README tells readers to switch on', async () => {
  const { observer, text } = openMetrics({ version: '1.2.3', role: 'gateway' });
  const table = /Errors to switch on[\s\S]+?\n\n([\s\S]+?)\n\n/.exec(
    await readFile('README.md', 'utf8'),
  )![1]!;
  const codes = [...table.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, code]) => code!);
  expect(codes.length).toBeGreaterThan(8);
  const errors = new Map([...codes, '张三'].map(code => [code, 1]));
  observer.ended({
    route: 'graphql',
    operation: null,
    outcome: 'ERROR',
    status: 200,
    ms: 1,
    errors,
    sources: {},
  });
  expect(countsOf(await text(), 'guantong_answer_errors_total')).toEqual(
    Object.fromEntries([...codes, 'OTHER'].map(code => [code, 1])),
  );
});
