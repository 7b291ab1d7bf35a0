import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceivedCall } from '../../mocks/start.ts';
import { type HandClock, handClock } from '../clock.ts';
import { type AnyAnswer, type Running, running } from './running.ts';

let hub: Running;
let clock: HandClock;
let release = () => {};
beforeAll(async () => {
  // Signatures and tokens go by the real time, from which this clock starts.
  clock = handClock(new Date().toISOString());
  hub = await running({ clock, limits: { deadlineMs: 3_000 } });
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

/**
 * Asks while one platform keeps its callers waiting, and lets the deadline pass once `others` calls are answered.
 *
 * @param which of the platform's calls wait; all unless said.
 */
async function pastDeadline(
  platform: 'city' | 'grassroots' | 'province',
  query: string,
  others: number,
  which?: (call: ReceivedCall) => boolean,
) {
  release = hub.mocks.hold(platform, which);
  const answer = hub.query(query);
  const waiting = () => hub.mocks.callsOf(platform).every(({ status }) => status !== null);
  const answered = () => hub.mocks.calls.filter(({ kind, status }) => kind === 'data' && status !== null);
  while (waiting() || answered().length < others) await turn();
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

  it.each(['city', 'grassroots', 'province'] as const)(
    'a situation is that of the platforms that answered, and names the late %s',
    async late => {
      const { data, errors } = await pastDeadline(
        late,
        '{ situation(partial: true) { figures { total missing } byDay { figures { missing } } } }',
        4,
      );
      expect(errors).toEqual([]);
      expect(data.situation.figures.total).toBeGreaterThan(0);
      expect(data.situation.byDay.length).toBeGreaterThan(0);
      for (const { missing } of [data.situation.figures, data.situation.byDay[0].figures])
        expect(missing).toEqual([late.toUpperCase()]);
    },
  );

  const isByStatus = ({ body }: ReceivedCall) =>
    JSON.stringify(body ?? null).includes('"group_by":["status"]');
  const SITUATION = `
    figures { total missing } byRegion { itself { missing } } byMatter { unmapped { missing } }
    byKind { unmapped { missing } } byDay { figures { missing } }
    byStatus { figures { missing } } byStage { figures { missing } }`;

  it('one count that is late makes nothing null but the breakdowns that are read from it', async () => {
    const { data, errors } = await pastDeadline(
      'city',
      `{ situation { ${SITUATION} } }`,
      7 * 3 - 1,
      isByStatus,
    );
    const { byStatus, byStage, ...others } = data.situation;
    expect([byStatus, byStage]).toEqual([null, null]);
    for (const figures of Object.values(others)) expect(figures).not.toBeNull();
    expect(errors.map(({ path, extensions }) => [path!.at(-1), extensions]).toSorted()).toEqual([
      ['byStage', { code: 'UPSTREAM_TIMEOUT', platform: 'CITY' }],
      ['byStatus', { code: 'UPSTREAM_TIMEOUT', platform: 'CITY' }],
    ]);
  });

  it('one count that is late is missing from nothing but what is read from it', async () => {
    const { data, errors } = await pastDeadline(
      'city',
      `{ situation(partial: true) { ${SITUATION} } }`,
      7 * 3 - 1,
      isByStatus,
    );
    expect(errors).toEqual([]);
    const { byStatus, byStage, figures, byRegion, byMatter, byKind, byDay } = data.situation;
    for (const part of [byStatus[0].figures, byStage[0].figures]) expect(part.missing).toEqual(['CITY']);
    for (const part of [figures, byRegion.itself, byMatter.unmapped, byKind.unmapped, byDay[0].figures])
      expect(part.missing).toEqual([]);
  });

  it('unmapped codes are those of the platforms that answered', async () => {
    const { data, errors } = await pastDeadline(
      'grassroots',
      '{ unmappedCodes { incomplete codes { platform firstSeen } } }',
      3 + 3,
    );
    expect(errors).toEqual([]);
    expect(data.unmappedCodes.incomplete).toEqual(['GRASSROOTS']);
    const platforms = data.unmappedCodes.codes.map(({ platform }: { platform: string }) => platform);
    expect([...new Set(platforms)].toSorted()).toEqual(['CITY', 'PROVINCE']);
    for (const { firstSeen } of data.unmappedCodes.codes) expect(firstSeen).not.toBeNull();
  });

  it('changes are those of the platforms that answered, and the late one is named', async () => {
    // Behind the directories, with which the feeds begin: there a page is one call to each.
    let after: string | null = null;
    for (let pages = 0; pages < 4; pages++) {
      const { data }: AnyAnswer = await hub.query(
        'query ($after: String) { eventChanges(first: 50, after: $after) { nextCursor } }',
        { after },
      );
      after = data.eventChanges.nextCursor;
    }
    const query = `{ eventChanges(first: 5, after: "${after}") { incomplete nodes { platform } } }`;
    const { data, errors } = await pastDeadline('city', query, 2);
    expect(errors).toEqual([]);
    const { incomplete, nodes } = data.eventChanges;
    expect(nodes).toHaveLength(5);
    expect(incomplete).toEqual(['CITY']);
    for (const { platform } of nodes) expect(platform).not.toBe('CITY');
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

describe('a client that hangs up', () => {
  it('ends its calls down to the socket: no platform works on for it', async () => {
    release = hub.mocks.hold('city');
    const hangUp = new AbortController();
    hub.mocks.forget();
    const query = '{ event(id: "grassroots:SJ20240513000123") { city { number } } }';
    const answer = fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { signal: hangUp.signal });
    while (hub.mocks.callsOf('city').length === 0) await turn();
    hangUp.abort();
    await expect(answer).rejects.toThrow('abort');
    await settled();
    release();
    await settled();
    expect(hub.mocks.callsOf('city').map(({ status }) => status)).toEqual([null]);
  });
});
