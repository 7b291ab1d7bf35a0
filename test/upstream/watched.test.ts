import { expect, it } from '@jest/globals';
import { type Call, get, type Layer, type Reply, type Send } from '../../src/upstream/call.ts';
import { failure } from '../../src/upstream/failure.ts';
import { nobody } from '../../src/upstream/observer.ts';
import type { Trace } from '../../src/upstream/trace.ts';
import { watched } from '../../src/upstream/watched.ts';
import { handClock } from '../clock.ts';
import { aRequest } from '../request.ts';

/** A platform's word that it failed, in an answer of status 200. */
const answered: Layer = next => async call => {
  const reply = await next(call);
  if (reply.body === 'busy') throw failure(call, 'UPSTREAM_OVERLOADED', 'it is busy');
  return reply;
};

/** The layer over `send`, within a request whose trace numbers its parts and writes down how they end. */
function tracing(send: Send) {
  const parts: { name: string; outcome?: string }[] = [];
  const sent: Call[] = [];
  const trace: Trace = {
    traceId: 't',
    call({ name }) {
      const part: (typeof parts)[number] = { name };
      parts.push(part);
      const headers = { traceparent: `part-${parts.length}` };
      return {
        headers,
        ended(outcome) {
          part.outcome = outcome;
        },
      };
    },
  };
  const signal = new AbortController().signal;
  const layer = watched(
    answered,
    handClock(),
    nobody,
  )(call => {
    sent.push(call);
    return send(call);
  });
  return {
    parts,
    sent,
    ask: () =>
      layer({
        ...get('CITY', 'clues', {}, { signal }),
        request: { ...aRequest(), trace },
        headers: { a: '1' },
      }),
    askForNobody: () => layer(get('CITY', 'health', {}, { signal })),
  };
}

const reply = (body: unknown): Reply => ({ status: 200, headers: {}, body });

it('sends each call with a part of its own of the request’s trace, beside its other headers', async () => {
  const { ask, sent, parts } = tracing(async () => reply('fine'));
  expect(await ask()).toEqual(reply('fine'));
  await ask();
  expect(sent.map(({ headers }) => headers)).toEqual([
    { a: '1', traceparent: 'part-1' },
    { a: '1', traceparent: 'part-2' },
  ]);
  expect(parts).toEqual([
    { name: 'clues', outcome: 'OK' },
    { name: 'clues', outcome: 'OK' },
  ]);
});

it('says of a part what the platform’s answer means, and hands the answer on as it is', async () => {
  const { ask, parts } = tracing(async () => reply('busy'));
  expect(await ask()).toEqual(reply('busy'));
  expect(parts).toEqual([{ name: 'clues', outcome: 'UPSTREAM_OVERLOADED' }]);
});

it('says why there was no answer, and throws on what was thrown', async () => {
  const error = failure(
    get('CITY', 'clues', {}, { signal: new AbortController().signal }),
    'UPSTREAM_TIMEOUT',
    'late',
  );
  const { ask, parts } = tracing(() => Promise.reject(error));
  await expect(ask()).rejects.toBe(error);
  expect(parts).toEqual([{ name: 'clues', outcome: 'UPSTREAM_TIMEOUT' }]);
});

it('leaves alone what the gateway asks on nobody’s behalf', async () => {
  const { askForNobody, sent, parts } = tracing(async () => reply('fine'));
  await askForNobody();
  expect(sent.map(({ headers }) => headers)).toEqual([{}]);
  expect(parts).toEqual([]);
});
