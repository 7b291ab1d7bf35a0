import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { addressVariables } from '../../src/config-platforms.ts';
import type { Catalogue } from '../../src/hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { lineDiff } from '../../src/matters/edit/line-diff.ts';
import { defaultWorld } from '../guantong/running.ts';
import { matters, SCHEMA } from './at-desk.ts';

let mocks: Mocks;
let env: Record<string, string>;
beforeAll(async () => {
  mocks = await startMocks({ world: defaultWorld });
  env = { ...addressVariables(mocks.urls), CALL_REPEATS: '0' };
});
afterAll(async () => await mocks[Symbol.asyncDispose]());

/** A copy of our files, for each test. */
let folder: string;
let schema: URL;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guantong-add-'));
  schema = pathToFileURL(join(folder, 'schema/'));
  for (const part of ['matters/', 'directory/'])
    await cp(new URL(part, SCHEMA), new URL(part, schema), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const add = (...argv: string[]) => matters(['add', ...argv], { schema, env });

async function changeOf(file: string) {
  const [before, after] = await Promise.all(
    [SCHEMA, schema].map(root => readFile(new URL(file, root), 'utf8')),
  );
  return lineDiff(before!, after!);
}

const FIREWORKS = 'matters/28-fireworks.yaml';
const SAID = [
  ['--en', 'Storing fireworks unlawfully'],
  ['--basis', '《烟花爆竹安全管理条例》第三条'],
  ['--penalty', '责令停止违法行为，没收违法储存的烟花爆竹'],
  ['--penalty-basis', '《烟花爆竹安全管理条例》第三十六条'],
  ['--procedure', 'ORDINARY'],
  ['--delegable', 'true'],
].flat();

describe('matters add', () => {
  it('writes what drift suggests: a matter of its own, behind the others, and no other line', async () => {
    const { code, out, err } = await add('CITY:CF-280901', ...SAID);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { removed, added } = (await changeOf(FIREWORKS))!;
    expect(removed).toEqual([]);
    expect(out).toBe(`schema/${FIREWORKS}:47\n${added.map(text => `+ ${text}`.trimEnd()).join('\n')}\n`);
    const [matter] = (await loadCatalogue(schema)).mattersByCode('CITY', 'CF-280901');
    expect(matter).toMatchObject({ code: 'E-28-003', nameZh: '对违法储存烟花爆竹的处罚', delegable: true });
  });

  it('then is no drift any more', async () => {
    await add('CITY:CF-280901', ...SAID);
    const { out } = await matters(['drift'], { schema, env });
    expect(out).not.toContain('CF-280901');
    expect(out).toContain('CF-050583');
  });

  it('lets codes that took a former one’s place count from their day on, as drift says to', async () => {
    const commands = [
      ['PROVINCE:3302279001001', '--to', 'E-27-001', '--from', '2024-07-01'],
      ['CITY:CF-059001', '--to', 'E-05-001', '--from', '2024-07-01'],
      ['CITY:CF-059002', '--to', 'E-05-001', '--from', '2024-07-01'],
      ['GRASSROOTS:G10901', '--en', 'Shared bicycles left about'],
    ];
    for (const command of commands) expect(await add(...command)).toMatchObject({ code: 0, err: '' });
    const catalogue = await loadCatalogue(schema);
    const on = (day: string) =>
      ['CF-050583', 'CF-059001', 'CF-059002'].map(code => catalogue.mattersByCode('CITY', code, day).length);
    expect(on('2024-06-30')).toEqual([1, 0, 0]);
    expect(on('2024-07-01')).toEqual([0, 1, 1]);
    const { out } = await matters(['drift'], { schema, env });
    expect(out).not.toMatch(/330227|CF-05|G10901/);
  });

  it('still knows the matter of a split item once one of its parts is mapped', async () => {
    await add('CITY:CF-059001');
    const { out } = await matters(['drift', '--format', 'json'], { schema, env });
    const { drifts } = JSON.parse(out).platforms[1];
    const command = 'npm run matters -- add CITY:CF-059002 --to E-05-001 --from 2024-07-01';
    expect(drifts).toContainEqual(
      expect.objectContaining({
        kind: 'NEW',
        code: 'CF-059002',
        suggestion: expect.objectContaining({ to: 'E-05-001', commands: [command] }),
      }),
    );
    expect(await add('CITY:CF-059002')).toMatchObject({ code: 0, err: '' });
    expect((await changeOf('matters/05-housing-and-property-management.yaml'))!.added).toEqual([
      expect.stringContaining(
        '{ code: CF-050583, to: 2024-07-01 }, { code: CF-059001, from: 2024-07-01 }, { code: CF-059002, from: 2024-07-01 }]',
      ),
    ]);
  });

  it('takes a new row for a matter of its own where a code of another day has ended', async () => {
    await add('CITY:CF-059001', '--from', '2024-06-01');
    const { out } = await matters(['add', 'CITY:CF-059002', '--dry-run'], { schema, env });
    expect(out).toContain('+     zh: ');
    expect(out).not.toContain('2024-07-01');
  });

  it('writes nothing that the checks refuse, and says all that is missing', async () => {
    const { code, err } = await add('CITY:CF-280901', '--en', 'Storing fireworks unlawfully');
    expect(code).toBe(1);
    expect(err).toMatch(/\nnothing was written: 5 errors in 1 file\n$/);
    for (const key of ['basis', 'penalty.text', 'penalty.basis', 'penalty.procedure', 'delegable'])
      expect(err).toMatch(new RegExp(`schema/${FIREWORKS}:\\d+:\\d+\n +error +${key}\n +why +has no value`));
    expect(await changeOf(FIREWORKS)).toBeNull();
  });

  it('writes what the checks only warn of, and says it', async () => {
    await add('CITY:CF-280901', '--to', 'E-28-001', '--beside');
    const { code, err } = await add('CITY:CF-280901', '--to', 'E-28-002', '--beside');
    expect(code).toBe(0);
    expect(err).toMatch(/ {2}warning +codes\.city\[1\] "CF-280901"\n(.+\n)+\n1 warning in 1 file\n$/);
    expect((await loadCatalogue(schema)).mattersByCode('CITY', 'CF-280901')).toHaveLength(2);
  });

  it('writes nothing where it is only to show', async () => {
    const { code, out, err } = await add('CITY:CF-280901', '--dry-run', ...SAID);
    expect({ code, err }).toEqual({ code: 0, err: 'checked; not written (--dry-run)\n' });
    expect(out).toContain('+   - code: E-28-003');
    expect(await changeOf(FIREWORKS)).toBeNull();
  });

  it('gives a matter another code where that is said, and asks where it is not', async () => {
    const to = ['PROVINCE:3302279001001', '--to', 'E-27-001'];
    expect(await add(...to)).toEqual({
      code: 2,
      out: '',
      err: 'E-27-001 has 3302274310001 there: say --from DAY, --beside or --replace\n',
    });
    expect(await add(...to, '--replace')).toMatchObject({ code: 0, err: '' });
    const { removed, added } = (await changeOf('matters/27-fire-safety.yaml'))!;
    expect(added).toEqual(removed.map(text => text.replace('3302274310001', '3302279001001')));
  });

  it('lists a class that the catalogue does not know, and maps it', async () => {
    const { code, err } = await add(
      'GRASSROOTS:G10901',
      '--to',
      'E-38-001',
      '--en',
      'Shared bicycles left about',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const listed = (await changeOf('directory/grid-classes.yaml'))!;
    expect(listed).toMatchObject({
      removed: [],
      added: ['  G10901: { zh: 共享单车乱停放, en: Shared bicycles left about }'],
    });
    expect((await loadCatalogue(schema)).mattersByCode('GRASSROOTS', 'G10901')).toMatchObject([
      { code: 'E-38-001' },
    ]);
  });

  it('leaves codes that are over to their former events where nothing is said of them', async () => {
    const file = new URL(FIREWORKS, schema);
    const dated = (await readFile(file, 'utf8')).replace(
      'city: CF-282474',
      'city: [{ code: CF-282474, to: 2024-06-30 }]',
    );
    await writeFile(file, dated);
    const events = (days: Catalogue, code: string, day: string) =>
      days.mattersByCode('CITY', code, day).map(matter => matter.code);
    expect(await add('CITY:CF-280901', '--to', 'E-28-001')).toMatchObject({ code: 0 });
    const catalogue = await loadCatalogue(schema);
    expect(events(catalogue, 'CF-282474', '2024-06-29')).toEqual(['E-28-001']);
    expect(events(catalogue, 'CF-280901', '2024-07-26')).toEqual(['E-28-001']);
    expect(await add('CITY:CF-280901', '--to', 'E-28-001', '--replace')).toMatchObject({ code: 2 });
  });

  it('begins the first code of a matter on the day that is said', async () => {
    const file = new URL(FIREWORKS, schema);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(', city: CF-282505', ''));
    expect(await add('CITY:CF-282505', '--to', 'E-28-002', '--from', '2024-07-01')).toMatchObject({
      code: 0,
    });
    expect(await readFile(file, 'utf8')).toBe(
      text.replace('city: CF-282505', 'city: [{ code: CF-282505, from: 2024-07-01 }]'),
    );
  });

  it('begins a code again that was over, without it twice', async () => {
    const file = new URL(FIREWORKS, schema);
    const open = await readFile(file, 'utf8');
    await writeFile(file, open.replace('city: CF-282505', 'city: [{ code: CF-282505, to: 2024-06-30 }]'));
    expect(await add('CITY:CF-282505', '--to', 'E-28-002')).toMatchObject({ code: 0 });
    expect(await readFile(file, 'utf8')).toBe(open);
  });

  it('refuses what there is not, with what may be meant', async () => {
    expect(await add('CITY:CF-280902')).toEqual({
      code: 2,
      out: '',
      err: 'CITY has no CF-280902 in use in its directory; did you mean CF-280901?\n',
    });
    expect(await add('CITY:CF-282474', '--to', 'E-28-002', '--beside')).toEqual({
      code: 2,
      out: '',
      err: "CITY has ended CF-282474: no event is given it any more; for former events write { code: CF-282474, to: 2024-06-30 } in the matter's list by hand\n",
    });
    expect(await add('CITY:CF-280901', '--to', 'E-28-009')).toMatchObject({
      code: 2,
      err: 'there is no matter E-28-009; did you mean E-28-001?\n',
    });
    expect(await add('TOWN:CF-280901')).toMatchObject({ code: 2, out: '' });
    expect(await add('CITY:CF-280901', '--to', 'E-28-001', '--as', 'new')).toMatchObject({ code: 2 });
  });
});
