import { expect, it } from '@jest/globals';
import type { Request } from '../../src/request.ts';
import { get, type Reply, type Send } from '../../src/upstream/call.ts';
import { recorded } from '../../src/upstream/recorded.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { handClock } from '../clock.ts';

const reply = { status: 200, headers: {}, body: null };

function recording(send: Send) {
  const clock = handClock();
  const sources = new SourceLog();
  const signal = new AbortController().signal;
  const request = { sources } as Request;
  const slow: Send = call => {
    clock.advance(35);
    return send(call);
  };
  return {
    clock,
    sources,
    send: (read = (reply: Reply): unknown => reply) =>
      recorded(slow, clock)(get('CITY', 'clues', {}, { signal, request }), read),
    unasked: () => recorded(slow, clock)(get('CITY', 'health', {}, { signal }), reply => reply),
  };
}

it('writes a call’s end and its length into the log of its request', async () => {
  const { send, sources, clock } = recording(async () => reply);
  expect(await send()).toBe(reply);
  expect(sources.calls).toEqual([{ platform: 'CITY', call: 'clues', at: clock.now(), ms: 35 }]);
});

it('writes why a call failed, and hands the failure on as it is', async () => {
  const error = new UpstreamError('UPSTREAM_TIMEOUT', 'CITY', 'clues: no answer by the deadline; try again');
  const { send, sources } = recording(() => Promise.reject(error));
  await expect(send()).rejects.toBe(error);
  const { code, message } = error;
  expect(sources.calls).toMatchObject([{ ms: 35, failure: { code, message } }]);
});

it('keeps what lay beneath a failure for the log: it is no part of what readers are told', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:8080'), { code: 'ECONNREFUSED' });
  const error = new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'clues: no answer; try again later', {
    cause,
  });
  const { send, sources } = recording(() => Promise.reject(error));
  await expect(send()).rejects.toBe(error);
  expect(sources.calls).toMatchObject([{ cause: 'ECONNREFUSED' }]);
  expect(JSON.stringify(sources.sources())).not.toMatch(/ECONNREFUSED|10\.0\.0\.1/);
});

it('says nothing of a fault of our own but that the call failed', async () => {
  const error = new TypeError('secret of 10.0.0.1');
  const { send, sources } = recording(() => Promise.reject(error));
  await expect(send()).rejects.toBe(error);
  const failure = { code: 'UPSTREAM_UNAVAILABLE', message: 'the call failed' };
  expect(sources.calls).toMatchObject([{ failure }]);
});

it('writes nothing of the gateway’s own calls', async () => {
  const { unasked, sources } = recording(async () => reply);
  expect(await unasked()).toBe(reply);
  expect(sources.calls).toEqual([]);
});

it('counts a platform whose answer cannot be read as one that did not answer', async () => {
  const { send, sources } = recording(async () => reply);
  const error = new UpstreamError(
    'UPSTREAM_INVALID_DATA',
    'CITY',
    'clues: expected a list at items, got null',
  );
  const unreadable = () => {
    throw error;
  };
  await expect(send(unreadable)).rejects.toBe(error);
  expect(sources.sources().CITY).toMatchObject({
    status: 'UNAVAILABLE',
    code: 'UPSTREAM_INVALID_DATA',
    asOf: null,
  });
});

it('names what has no code by its kind: its message may quote what came', async () => {
  const cause = new SyntaxError('Unexpected token, "Zhang San" is not valid JSON');
  const error = new UpstreamError('UPSTREAM_INVALID_DATA', 'CITY', 'clues: expected JSON', { cause });
  const { send, sources } = recording(() => Promise.reject(error));
  await expect(send()).rejects.toBe(error);
  expect(sources.calls).toMatchObject([{ cause: 'SyntaxError' }]);
});
