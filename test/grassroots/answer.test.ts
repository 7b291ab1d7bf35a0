import { expect, it } from '@jest/globals';
import { answered } from '../../src/grassroots/answer.ts';
import { get, type Reply } from '../../src/upstream/call.ts';
import { handClock } from '../clock.ts';

const call = get('GRASSROOTS', 'sj/lb', {}, { signal: new AbortController().signal });
const said = (fhm: string): Reply => ({ status: 200, headers: {}, body: { fhm } });
const http = (status: number, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers,
  body: undefined,
});

it.each([
  ['a system error', said('500'), 0],
  ['too many calls', said('429'), 1_000],
  ['maintenance', said('503'), 10_000],
  ['a failure of the gateway in front', http(502), 0],
  ['too many for the gateway in front', http(429), 1_000],
  ['too many for the gateway in front, with a time', http(429, { 'retry-after': '4' }), 4_000],
  ['wrong parameters', said('400'), null],
  ['a signature that is not taken', http(401), null],
])('after %s the same call is sent again when that may help', async (_, reply, repeatAfterMs) => {
  await expect(answered(handClock())(async () => reply)(call)).rejects.toMatchObject({ repeatAfterMs });
});

it.each([
  ['a signature that is not taken', http(401), 'CREDENTIALS'],
  ['a call that is not allowed', http(403), 'CREDENTIALS'],
  ['maintenance', said('503'), 'MAINTENANCE'],
  ['a system error', said('500'), null],
])('of %s the reason is told', async (_, reply, reason) => {
  await expect(answered(handClock())(async () => reply)(call)).rejects.toMatchObject({ reason });
});
