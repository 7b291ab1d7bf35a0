import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Catalogue } from '../../../../src/hub/catalogue/catalogue.ts';
import type { DirectoryItem } from '../../../../src/hub/catalogue/drift/directory-item.ts';
import { type DriftWatch, watchDrift } from '../../../../src/hub/catalogue/drift/watch.ts';
import { loadCatalogue } from '../../../../src/hub/catalogue/files/load-catalogue.ts';
import type { Platform } from '../../../../src/hub/platform.ts';
import { startOfDay } from '../../../../src/hub/records/time.ts';
import type { Request } from '../../../../src/request.ts';
import { Tally } from '../../../../src/upstream/tally.ts';
import { type HandClock, handClock } from '../../../clock.ts';

const catalogue = await loadCatalogue(new URL('../../../../schema/', import.meta.url));
const HOUR_MS = 3_600_000;

const row = (code: string, name: string): DirectoryItem => ({
  code,
  name,
  live: true,
  kind: null,
  category: null,
  department: null,
  delegable: null,
  legalBasis: null,
  provinceCode: null,
  changedAt: null,
});
const CLASSES = catalogue.gridClasses.map(({ code, nameZh }) => row(code, nameZh));

/** A platform of grid classes: what it says next, and what it was asked. */
let items: DirectoryItem[];
let fault: Error | null;
let asked: Request[];
let release: (() => void) | null;
let log: { msg: string; drift: string[] }[];
let clock: HandClock;
let watch: DriftWatch;
/** What the gateway answers with. */
let inUse: Catalogue;
/** By the platform's clock. */
let theirNow: number | null;

beforeEach(() => {
  [items, fault, asked, release, log, clock] = [CLASSES, null, [], null, [], handClock()];
  [inUse, theirNow] = [catalogue, null];
});
afterEach(async () => await watch[Symbol.asyncDispose]());

const settled = async () => {
  for (let count = 0; count < 10; count++) await turn();
};

async function start({ held = false } = {}) {
  const open = (request: Request) => ({
    async directory() {
      asked.push(request);
      if (held) await new Promise<void>(resolve => (release = resolve));
      if (fault) throw fault;
      return { platform: 'GRASSROOTS', lists: 'CLASSES', items, gaps: [] };
    },
  });
  const pulse = { now: () => theirNow };
  const platforms = [{ code: 'GRASSROOTS', open, pulse } as unknown as Platform];
  const write = (line: string) => void log.push(JSON.parse(line));
  watch = watchDrift({
    platforms,
    catalogue: () => inUse,
    everyMs: HOUR_MS,
    clock,
    tally: new Tally(),
    log: pino({}, { write }),
  });
  await settled();
}

async function pass(ms: number) {
  clock.advance(ms);
  await settled();
}

const seen = () => {
  const found = watch.of('GRASSROOTS');
  return found.state === 'COMPARED' ? found.drifts.map(({ kind, code }) => `${kind} ${code}`) : found.state;
};

const BICYCLES = row('G10901', '共享单车乱停放');

describe('directories compared while the gateway runs', () => {
  it('are read at once and each hour, past what is remembered', async () => {
    await start();
    expect(seen()).toEqual([]);
    items = [...CLASSES, BICYCLES];
    await pass(HOUR_MS - 60_000);
    expect(asked).toHaveLength(1);
    await pass(60_000);
    expect(seen()).toEqual(['NEW G10901']);
    expect(asked.map(({ maxAgeMs }) => maxAgeMs)).toEqual([0, 0]);
  });

  it('are read when something of them is told to have changed; once more where they were being read', async () => {
    await start({ held: true });
    expect(seen()).toBe('READING');
    watch.changed('GRASSROOTS');
    watch.changed('GRASSROOTS');
    expect(asked).toHaveLength(1);
    items = [...CLASSES, BICYCLES];
    for (const reads of [2, 2]) {
      release!();
      await settled();
      expect(asked).toHaveLength(reads);
    }
    expect(seen()).toEqual(['NEW G10901']);
  });

  it('are as they were while they cannot be read, which is tried again after a minute', async () => {
    fault = new Error('down');
    await start();
    expect(watch.of('GRASSROOTS')).toEqual({ state: 'FAILED', error: fault });
    await pass(59_000);
    expect(asked).toHaveLength(1);
    [items, fault] = [[...CLASSES, BICYCLES], null];
    await pass(1_000);
    expect(seen()).toEqual(['NEW G10901']);
    fault = new Error('down again');
    await pass(HOUR_MS);
    expect(asked).toHaveLength(3);
    expect(seen()).toEqual(['NEW G10901']);
  });

  it('are compared with the catalogue in use, without being read again for it', async () => {
    await start();
    expect(seen()).toEqual([]);
    const [first] = catalogue.gridClasses;
    const renamed = { ...first!, nameZh: '新名称' };
    inUse = { ...catalogue, gridClasses: [renamed, ...catalogue.gridClasses.slice(1)] };
    expect(seen()).toEqual([`RENAMED ${first!.code}`]);
    expect(asked).toHaveLength(1);
  });

  it('are not told of for a difference that is known, until the platform says another thing', async () => {
    const of = { platform: 'GRASSROOTS', code: 'G10901', kind: 'NEW', reason: 'not ours' } as const;
    inUse = { ...catalogue, knownDrift: [{ ...of, seen: '共享单车乱停放' }] };
    items = [...CLASSES, BICYCLES];
    await start();
    expect(seen()).toEqual([]);
    items = [...CLASSES, row('G10901', '共享电单车乱停放')];
    await pass(HOUR_MS);
    expect(seen()).toEqual(['NEW G10901']);
  });

  it('are compared again on the platform’s next day, on which a code may have begun to count or be over', async () => {
    const lookedUpOn: (string | null)[] = [];
    inUse = {
      ...catalogue,
      mattersByLaterCode(platform, code, day) {
        lookedUpOn.push(day);
        return catalogue.mattersByLaterCode(platform, code, day);
      },
    };
    theirNow = startOfDay('2024-07-01') - 1;
    await start();
    const days = () => [...new Set(lookedUpOn.splice(0))];
    expect([seen(), days()]).toEqual([[], ['2024-06-30']]);
    expect([seen(), days()]).toEqual([[], []]);
    theirNow += 1;
    expect([seen(), days()]).toEqual([[], ['2024-07-01']]);
    expect(asked).toHaveLength(1);
  });

  it('are told of in the log when they begin to differ and when they agree again, each once', async () => {
    await start();
    items = [...CLASSES, BICYCLES];
    for (const _ of [1, 2]) await pass(HOUR_MS);
    items = CLASSES;
    for (const _ of [1, 2]) await pass(HOUR_MS);
    expect(log.map(({ drift }) => drift)).toEqual([['NEW G10901'], []]);
  });
});
