import { expect, it } from '@jest/globals';
import { successful } from '../../src/city/answer.ts';
import { get, type Reply } from '../../src/upstream/call.ts';
import { handClock } from '../clock.ts';

const call = get('CITY', 'clues', {}, { signal: new AbortController().signal });
const problem = (status: number, headers: Reply['headers'] = {}): Reply => ({ status, headers, body: {} });

it.each([
  ['a system error', problem(500), 0],
  ['a failure of the network in front, with a time', problem(502, { 'retry-after': '9' }), 9_000],
  ['too many calls', problem(429), 1_000],
  ['too many calls, with a time', problem(429, { 'retry-after': '2' }), 2_000],
  ['maintenance', problem(503), 10_000],
  ['maintenance, with a time', problem(503, { 'retry-after': '60' }), 60_000],
  ['a wrong request', problem(400), null],
  ['what is not there', problem(404), null],
])('after %s the same call is sent again when that may help', (_, reply, repeatAfterMs) => {
  expect(() => successful(call, reply, handClock())).toThrow(expect.objectContaining({ repeatAfterMs }));
});

it.each([
  [401, 'CREDENTIALS'],
  [403, 'CREDENTIALS'],
  [503, 'MAINTENANCE'],
  [500, null],
  [404, null],
])('HTTP %i has the reason %s', (status, reason) => {
  expect(() => successful(call, problem(status), handClock())).toThrow(expect.objectContaining({ reason }));
});
