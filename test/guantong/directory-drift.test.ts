/** A drift of a platform's directory, as it is seen through the gateway. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readTable } from '../../mocks/world/catalogue.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { type HandClock, handClock } from '../clock.ts';
import { type Running, running } from './running.ts';

const DRIFT = '{ platforms { code drift { kind code name matters { code } messageZh messageEn } } }';

/** Of its own, since its directories change. */
const world = createWorld();
const EVERY_MS = 60_000;
let clock: HandClock;
let hub: Running;
beforeAll(async () => {
  clock = handClock();
  hub = await running({ world, clock, driftIntervalMs: EVERY_MS });
  await compared();
});
afterAll(async () => await hub[Symbol.asyncDispose]());

interface Told {
  kind: string;
  code: string;
  name: string;
  matters: { code: string }[];
  messageZh: string;
  messageEn: string;
}

async function drifts(): Promise<Record<string, Told[] | null>> {
  const { data, errors } = await hub.query(DRIFT);
  expect(errors).toEqual([]);
  const platforms = data.platforms as { code: string; drift: Told[] | null }[];
  return Object.fromEntries(platforms.map(({ code, drift }) => [code, drift]));
}

/** Each of the three was compared, which nobody who asks waits for. */
async function compared() {
  while (Object.values(await drifts()).includes(null));
}

it('shows where each directory differs from the catalogue, at no call of the request', async () => {
  const told = await drifts();
  expect(hub.calls()).toEqual({});
  const kinds = (platform: string) => told[platform]!.map(({ kind }) => kind).sort();
  for (const platform of ['PROVINCE', 'CITY', 'GRASSROOTS']) {
    const planted = readTable('oddities').filter(row => row.platform === platform);
    // Two rows of the table are the parts of one split.
    expect(kinds(platform)).toEqual(
      [...new Set(planted.map(row => `${row.kind} ${row.matter}`))].map(one => one.split(' ')[0]).sort(),
    );
  }
  expect(told.CITY!.find(({ kind }) => kind === 'RETIRED')).toEqual({
    kind: 'RETIRED',
    code: 'CF-282474',
    name: '对未经许可经营烟花爆竹制品的处罚',
    matters: [{ code: 'E-28-001' }],
    messageZh: '平台已停用该编码（2024-06-30），目录仍在使用',
    messageEn: 'the platform has ended it (2024-06-30); the catalogue still has it',
  });
});

it('shows one that appears while the gateway runs, and goes on showing it while the platform is down', async () => {
  const [first] = world.grassroots.classes;
  first!.lbmc = '占道经营（新）';
  const renamed = async () => (await drifts()).GRASSROOTS!.filter(({ kind }) => kind === 'RENAMED');
  expect(await renamed()).toEqual([]);
  clock.advance(EVERY_MS);
  let found = await renamed();
  while (found.length === 0) found = await renamed();
  expect(found).toMatchObject([{ code: first!.lbdm, name: '占道经营（新）' }]);
  await hub.mocks.stop('grassroots');
  try {
    clock.advance(EVERY_MS);
    expect(await renamed()).toEqual(found);
  } finally {
    await hub.mocks.resume('grassroots');
  }
});

it('says of a directory that could never be read why, and answers the rest', async () => {
  await using own = await running({ mocks: hub.mocks, clock, driftIntervalMs: null });
  expect((await own.query(DRIFT)).data.platforms.map(({ drift }: { drift: unknown }) => drift)).toEqual([
    null,
    null,
    null,
  ]);
  await hub.mocks.stop('city');
  try {
    await using blind = await running({ mocks: hub.mocks, clock, driftIntervalMs: EVERY_MS });
    let answer = await blind.query(DRIFT);
    while (answer.errors.length === 0) answer = await blind.query(DRIFT);
    expect(answer.errors).toMatchObject([
      { path: ['platforms', 1, 'drift'], extensions: { code: 'UPSTREAM_UNAVAILABLE', platform: 'CITY' } },
    ]);
    expect(answer.data.platforms).toHaveLength(3);
  } finally {
    await hub.mocks.resume('city');
  }
});
