/** What a tester of the whole has in one import: a gateway over mocks, the clock, faults and scenarios by name, counts. */
import { expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { handClock } from '../clock.ts';
import { running } from './running.ts';

const world = createWorld({ events: 100 });
const PAGE = '{ events(first: 5) { incomplete nodes { id } } }';

it('serves the page without a city that is too slow, at the deadline of a clock that the test moves', async () => {
  const clock = handClock();
  await using hub = await running({ world, clock, limits: { deadlineMs: 3_000 } });
  using _ = hub.mocks.fault('city', 'latency', { ms: 5_000 });
  const asked = hub.query(PAGE);
  await hub.answered(2);
  clock.advance(3_000);
  const { data } = await asked;
  expect(data.events.incomplete).toEqual(['CITY']);
  expect(data.events.nodes).toHaveLength(5);
  expect(hub.calls()).toEqual({
    province: ['GET /event/list'],
    city: ['GET /clues'],
    grassroots: ['GET /sj/lb'],
  });
});

it('goes through a scenario by the same clock, and counts what was asked', async () => {
  const clock = handClock();
  await using hub = await running({ world, clock });
  const incomplete = async () => (await hub.query(PAGE)).data.events.incomplete;
  const played = hub.mocks.scenario('province-down');
  expect(await incomplete()).toEqual(['PROVINCE']);
  clock.advance(30_000);
  await new Promise(setImmediate);
  expect(hub.mocks.faults().province).toMatchObject([{ fault: 'status', parameters: { status: 503 } }]);
  clock.advance(10_000);
  await played.done;
  expect(await incomplete()).toEqual([]);
  expect(hub.mocks.counts().city.data).toEqual({ 'GET /clues': 2 });
});
