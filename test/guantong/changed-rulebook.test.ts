/** A gateway whose catalogue changes while it is asked: no request fails, and each sees one catalogue to its end. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { DEFAULT_POLICIES } from '../../src/cache/policy.ts';
import { systemClock } from '../../src/clock.ts';
import { followRulebook } from '../../src/hub/follow-rulebook.ts';
import { type Running, rulebook, running } from './running.ts';

const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';
const NAME = 'Dumping, scattering or piling construction waste';
const SHORT = 'Dumping construction waste';

/** What of an answer depends on the catalogue: by its own query, by the filter, by each event, by the count. */
const QUERY = `{
  matter(code: "E-01-005") { nameEn codes { platform code } }
  events(filter: { matter: "E-01-005" }, first: 3) { totalCount nodes { id matter { nameEn } city { clue { matter { nameEn } } } } }
  situation { byMatter { items { matter { code nameEn } figures { total } } } }
}`;

let folder: string;
let hub: Running;
let lines: { level: number; msg: string; findings?: string[] }[];
let logged: () => void = () => {};
let followed: AsyncDisposable;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'followed-'));
  for (const part of ['matters', 'directory', 'limits', 'indicators'])
    cpSync(join('schema', part), join(folder, part), { recursive: true });
  // With a memory: what platforms said before is not to bring the former catalogue back.
  hub = await running({ policies: DEFAULT_POLICIES });
  lines = [];
  const log = pino(
    {},
    {
      write(line: string) {
        lines.push(JSON.parse(line));
        logged();
      },
    },
  );
  followed = followRulebook({
    directory: pathToFileURL(`${folder}/`),
    rulebook,
    use: hub.use,
    refused: hub.refused,
    told: null,
    quietMs: 50,
    clock: systemClock,
    log,
  });
});
afterAll(async () => {
  await followed[Symbol.asyncDispose]();
  await hub[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const edit = (from: string, to: string) => {
  const text = readFileSync(join(folder, LITTER), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(join(folder, LITTER), text.replace(from, to));
};
const nextLine = () =>
  new Promise<(typeof lines)[number]>(resolve => {
    logged = () => resolve(lines.at(-1)!);
  });

/** Asks without a pause until stopped, four at a time; each answer as text, in the order in which it was asked for. */
function asking() {
  let stopped = false;
  const callers = Array.from({ length: 4 }, async () => {
    const answers: string[] = [];
    while (!stopped) {
      const { status, data, errors } = await hub.query(QUERY);
      expect({ status, errors }).toEqual({ status: 200, errors: [] });
      answers.push(JSON.stringify(data));
    }
    return answers;
  });
  return async () => {
    stopped = true;
    return await Promise.all(callers);
  };
}

const answer = async () => JSON.stringify((await hub.query(QUERY)).data);

describe('a catalogue that changes in a running gateway', () => {
  it('goes over to new requests whole, and no request fails', async () => {
    const before = await answer();
    expect(before).toContain(NAME);
    const stop = asking();
    const line = nextLine();
    edit(`en: ${NAME}`, `en: ${SHORT}`);
    expect(await line).toMatchObject({ level: 30, matters: { added: 0, removed: 0, changed: 1 } });
    const after = await answer();
    const asked = await stop();

    expect(after).toBe(before.replaceAll(NAME, SHORT));
    for (const answers of asked) {
      const changed = answers.indexOf(after);
      const [former, latter] =
        changed < 0 ? [answers, []] : [answers.slice(0, changed), answers.slice(changed)];
      expect(new Set(former)).toEqual(new Set(former.length > 0 ? [before] : []));
      expect(new Set(latter)).toEqual(new Set(latter.length > 0 ? [after] : []));
    }
    expect(asked.flat()).toContain(before);
    expect(asked.flat().length).toBeGreaterThan(4);
  }, 30_000);

  it('changes what events that are remembered are shown with', async () => {
    const count = '{ events(filter: { matter: "E-01-004" }, first: 1) { totalCount } }';
    const total = async () => (await hub.query(count)).data.events.totalCount;
    const before = await total();
    expect(before).toBeGreaterThan(0);
    const line = nextLine();
    edit('grassroots: G10104', 'grassroots: G10103');
    await line;
    expect(await total()).toBeLessThan(before);
    const back = nextLine();
    edit('city: CF-010304, grassroots: G10103', 'city: CF-010304, grassroots: G10104');
    await back;
    expect(await total()).toBe(before);
  });

  it('is refused where it is bad, with its findings, and nobody notices', async () => {
    const before = await answer();
    const stop = asking();
    const line = nextLine();
    edit('CF-010335', 'CF-01x');
    expect(await line).toMatchObject({
      level: 50,
      findings: [
        expect.stringMatching(
          /matters\/01-city-appearance-and-sanitation.yaml:105:\d+ codes.city "CF-01x": expected CF- and six digits; /,
        ),
      ],
    });
    expect(await answer()).toBe(before);
    const ready = await (await fetch(`${hub.url}/health/ready`)).json();
    expect(ready).toMatchObject({ status: 'UP', catalogue: 'REFUSED' });
    expect(new Set((await stop()).flat())).toEqual(new Set([before]));
  }, 30_000);
});
