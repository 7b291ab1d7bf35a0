import { expect, it } from '@jest/globals';
import { retryAfterMs } from '../../src/upstream/retry-after.ts';
import { handClock } from '../clock.ts';

const clock = handClock('2024-07-26T10:00:00Z');

it.each([
  ['seconds', '120', 120_000],
  ['none at all', '0', 0],
  ['a date', 'Fri, 26 Jul 2024 10:01:30 GMT', 90_000],
  ['a date that is past', 'Fri, 26 Jul 2024 09:00:00 GMT', 0],
  ['nothing', undefined, null],
  ['no number', 'soon', null],
  ['less than nothing', '-5', null],
  ['another form of date', '2024-07-26', null],
])('reads %s', (_, sent, expected) => {
  expect(retryAfterMs({ status: 503, headers: { 'retry-after': sent }, body: null }, clock)).toBe(expected);
});
