import { expect, it } from '@jest/globals';
import { merged } from '../../deploy/federation/extensions.ts';

it('of a platform that several subgraphs asked, the worst and the oldest is told', () => {
  const [older, newer] = ['2024-07-26T10:00:00.000Z', '2024-07-26T10:00:30.000Z'];
  const fresh = { sources: { CITY: { status: 'FRESH', asOf: newer } as const } };
  const stale = { sources: { CITY: { status: 'STALE', asOf: older } as const } };
  for (const parts of [
    [fresh, stale],
    [stale, fresh],
  ])
    expect(merged(parts).sources).toEqual({ CITY: { status: 'STALE', asOf: older } });
});
