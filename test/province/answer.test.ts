import { expect, it } from '@jest/globals';
import { successful } from '../../src/province/answer.ts';
import { get, type Reply } from '../../src/upstream/call.ts';
import { handClock } from '../clock.ts';

const call = get('PROVINCE', 'event/list', {}, { signal: new AbortController().signal });
const said = (code: string, datas: unknown = null): Reply => ({
  status: 200,
  headers: {},
  body: { code, datas },
});
const http = (status: number, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: undefined,
});

/** When the same call may be sent again, as the platform's clock at 01:00 and ours have it. */
function repeatAfterMs(reply: Reply, theirNow: string | null = '2024-07-27T01:00:00+08:00'): number | null {
  const times = { clock: handClock(), theirNow: () => (theirNow === null ? null : Date.parse(theirNow)) };
  try {
    successful(call, reply, times);
  } catch (error) {
    return (error as { repeatAfterMs: number | null }).repeatAfterMs;
  }
  throw new Error('expected an error, got an answer');
}

it.each([
  ['a system error', said('01'), 0],
  ['too many calls, with a time', said('08', { retryAfterSeconds: 7 }), 7_000],
  ['too many calls', said('08'), 1_000],
  ['maintenance until three', said('99', { resumeTime: '2024-07-27 03:00:00' }), 7_200_000],
  ['maintenance that should be over', said('99', { resumeTime: '2024-07-27 00:59:00' }), 1],
  ['maintenance', said('99'), 10_000],
  ['maintenance with a time that is none', said('99', { resumeTime: 'soon' }), 10_000],
  ['a failure of the network in front', http(502), 0],
  ['a failure that names a time', http(503, { 'retry-after': '30' }), 30_000],
  ['too many for the network in front', http(429, { 'retry-after': '3' }), 3_000],
  ['wrong parameters', said('02'), null],
  ['a key that is not known', said('06'), null],
  ['an answer to another question', http(404), null],
])('after %s the same call is sent again when that may help', (_, reply, expected) => {
  expect(repeatAfterMs(reply)).toBe(expected);
});

it('takes no end of maintenance by a clock that it does not know', () => {
  expect(repeatAfterMs(said('99', { resumeTime: '2024-07-27 03:00:00' }), null)).toBe(10_000);
});

it.each([
  ['03', 'CREDENTIALS'],
  ['06', 'CREDENTIALS'],
  ['99', 'MAINTENANCE'],
  ['01', null],
])('of code %s the reason is %s', (code, reason) => {
  const times = { clock: handClock(), theirNow: () => null };
  expect(() => successful(call, said(code), times)).toThrow(expect.objectContaining({ reason }));
});
