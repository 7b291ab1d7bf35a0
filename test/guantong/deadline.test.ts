import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type HandClock, handClock } from '../clock.ts';
import { type Running, running } from './running.ts';

let hub: Running;
let clock: HandClock;
let release = () => {};
beforeAll(async () => {
  // Signatures and tokens go by the real time, from which this clock starts.
  clock = handClock(new Date().toISOString());
  hub = await running({ clock });
  await hub.query('{ events(first: 1) { nodes { id } } }');
});
afterEach(() => release());
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

/** Gateway and mocks share this process: what was written to a socket is read within a few turns of its loop. */
async function settled(): Promise<void> {
  for (let count = 0; count < 50; count++) await turn();
}

/** Asks while one platform keeps its callers waiting, and lets the deadline pass once the others have answered. */
async function pastDeadline(platform: 'city' | 'grassroots' | 'province', query: string, others: number) {
  release = hub.mocks.hold(platform);
  const answer = hub.query(query);
  const waiting = () => hub.mocks.callsOf(platform).length === 0;
  const answered = () =>
    hub.mocks.calls.filter(call => call.platform !== platform && call.status !== null).length;
  while (waiting() || answered() < others) await turn();
  await settled();
  clock.advance(3_000);
  return await answer;
}

describe('when the deadline passes', () => {
  it('an event is served with what is there, the late section null with UPSTREAM_TIMEOUT', async () => {
    const { status, data, errors, extensions } = await pastDeadline(
      'city',
      '{ event(id: "grassroots:SJ20240513000123") { status city { number } province { number } } }',
      2,
    );
    expect(status).toBe(200);
    expect(data.event).toEqual({ status: 'CLOSED', city: null, province: { number: 'ZF20240514000019' } });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['event', 'city'],
        message: 'clues:by-reference: no answer by the deadline; try again',
        extensions: { code: 'UPSTREAM_TIMEOUT', platform: 'CITY' },
      }),
    ]);
    expect(extensions.sources?.CITY).toMatchObject({
      status: 'UNAVAILABLE',
      code: 'UPSTREAM_TIMEOUT',
      asOf: null,
    });
    expect(extensions.sources?.PROVINCE?.status).toBe('FRESH');
  });

  it('a timeline is served from the platforms that answered, and says which did not', async () => {
    const { data, errors } = await pastDeadline(
      'city',
      '{ event(id: "grassroots:SJ20240513000123") { timeline { incomplete entries { platforms } } } }',
      2,
    );
    expect(errors).toEqual([]);
    expect(data.event.timeline.incomplete).toEqual(['CITY']);
    expect(data.event.timeline.entries).toHaveLength(9 + 3);
  });

  it('a list is served from the origins that answered', async () => {
    const { status, data } = await pastDeadline(
      'grassroots',
      '{ events(first: 10) { incomplete nodes { origin } } }',
      2,
    );
    expect(status).toBe(200);
    expect(data.events.incomplete).toEqual(['GRASSROOTS']);
    expect(data.events.nodes).toHaveLength(10);
    for (const { origin } of data.events.nodes) expect(origin).not.toBe('GRASSROOTS');
  });

  it('an event of the late origin is null with UPSTREAM_TIMEOUT', async () => {
    const { data, errors } = await pastDeadline(
      'grassroots',
      '{ event(id: "grassroots:SJ20240513000123") { id } }',
      0,
    );
    expect(data).toEqual({ event: null });
    expect(errors[0]?.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT', platform: 'GRASSROOTS' });
  });

  it('the call is given up down to the socket: the platform sees it hang up', async () => {
    await pastDeadline('city', '{ event(id: "grassroots:SJ20240513000123") { city { number } } }', 1);
    const [call] = hub.mocks.callsOf('city');
    await settled();
    release();
    await settled();
    expect(call?.status).toBeNull();
  });
});
