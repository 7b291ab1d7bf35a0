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
  it('writes a matter of its own behind the others, and no other line', async () => {
    const { code, out, err } = await add('CITY:CF-280901', '--as', 'new', ...SAID);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { removed, added } = (await changeOf(FIREWORKS))!;
    expect(removed).toEqual([]);
    const shown = added.map(text => `+ ${text}`.trimEnd()).join('\n');
    expect(out).toBe(`schema/${FIREWORKS}:47\n${shown}\nchecked and written: 1 file\n`);
    const [matter] = (await loadCatalogue(schema)).mattersByCode('CITY', 'CF-280901');
    expect(matter).toMatchObject({ code: 'E-28-003', nameZh: '对违法储存烟花爆竹的处罚', delegable: true });
  });

  it('then is no drift any more', async () => {
    await add('CITY:CF-280901', '--as', 'new', ...SAID);
    const { out } = await matters(['drift'], { schema, env });
    expect(out).not.toContain('CF-280901');
    expect(out).toContain('CF-050583');
  });

  it('lets codes that took a former one’s place count from their day on, as drift says to', async () => {
    const commands = [
      ['PROVINCE:3302279001001', '--to', 'E-27-001', '--from', '2024-07-01'],
      ['CITY:CF-059001', '--to', 'E-05-001', '--from', '2024-07-01'],
      ['CITY:CF-059002', '--to', 'E-05-001', '--from', '2024-07-01'],
      ['GRASSROOTS:G10901', '--to', 'E-18-002', '--beside', '--en', 'Shared bicycles left about'],
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

  it('does not date a new row by what was split on another day', async () => {
    await add('CITY:CF-059001', '--from', '2024-06-01');
    const { code, out } = await add('CITY:CF-059002', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('{ code: CF-059001, from: 2024-06-01 }, CF-059002]');
  });

  it('says which options a new matter and a new class still need, and writes nothing', async () => {
    expect(await add('CITY:CF-280901', '--as', 'new', '--en', 'Storing fireworks')).toEqual({
      code: 2,
      out: '',
      err:
        'nothing was written: CITY:CF-280901 as a new matter also needs\n  --basis  the law\n' +
        '  --penalty  the penalty\n  --penalty-basis  the article that gives it\n' +
        '  --procedure  the usual procedure\n  --delegable  whether townships may be given it\n',
    });
    expect(await add('PROVINCE:3306199001001', '--as', 'new', '--lang', 'zh')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /作为新事项，还须写明\n {2}--en {2}英文名称\n(.+\n)*.*--methods {2}监管方式/u,
      ),
    });
    expect(await add('GRASSROOTS:G10901', '--to', 'E-18-002', '--beside')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/also needs\n {2}--en {2}English name\n$/),
    });
    expect(await changeOf(FIREWORKS)).toBeNull();
  });

  it('writes nothing that the checks refuse', async () => {
    const words = ['--en', 'x', '--object', '直播间运营者', '--methods', '巡查', '--frequency', '每年一次'];
    const said = [...words, '--basis', '《电子商务法》第三十八条'];
    const { code, err } = await add('PROVINCE:3306199001001', '--as', 'new', ...said);
    expect(code).toBe(1);
    expect(err).toMatch(/ {2}error +methods\[0\] "巡查"\n(.+\n)+\nnothing was written: 1 error in 1 file\n$/);
    expect(await changeOf('matters/19-market-regulation.yaml')).toBeNull();
  });

  it('reads the words that a spreadsheet may say', async () => {
    const said = ['--en', 'x', '--basis', 'x', '--penalty', 'x', '--penalty-basis', 'x'];
    const asNew = ['CITY:CF-280901', '--as', 'new', ...said, '--procedure', '普通程序', '--delegable'];
    expect(await add(...asNew, '可以吧')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--delegable "可以吧": '),
    });
    expect(await add(...asNew, '否')).toMatchObject({ code: 0 });
    const words = ['--en', 'x', '--object', 'x', '--methods', '现场检查、非现场监管', '--frequency', 'x'];
    const basis = ['--basis', 'x'];
    expect(await add('PROVINCE:3306199001001', '--as', 'new', ...words, ...basis)).toMatchObject({ code: 0 });
    const catalogue = await loadCatalogue(schema);
    expect(catalogue.mattersByCode('CITY', 'CF-280901')).toMatchObject([
      { delegable: false, penalty: { procedure: 'ORDINARY' } },
    ]);
    expect(catalogue.mattersByCode('PROVINCE', '3306199001001')).toMatchObject([
      { supervision: { methods: ['现场检查', '非现场监管'] } },
    ]);
  });

  it('writes nothing where several matters may be meant, and has the command for each', async () => {
    const { code, out, err } = await add('GRASSROOTS:G10901');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('it is not clear which matter G10901 共享单车乱停放 is of');
    expect(err).toContain(
      '\n  E-18-002 对非机动车未在规定地点停放的处罚\n' +
        '    npm run matters -- add GRASSROOTS:G10901 --to E-18-002 --beside\n',
    );
    expect((await add('CITY:CF-280901')).err).toMatch(
      /\n {2}a matter of its own\n {4}npm run matters -- add CITY:CF-280901 --as new\n$/,
    );
  });

  it('refuses a code that another matter has, with its place, unless both are meant', async () => {
    const place = 'schema/matters/01-city-appearance-and-sanitation.yaml:105';
    const said =
      `E-01-005 对随意倾倒、抛撒或者堆放建筑垃圾的处罚 has CF-010335 already (${place}): ` +
      'correct it there, or say --shared where both are meant\n';
    const to = ['CITY:CF-010335', '--to', 'E-05-001'];
    for (const place of [['--beside'], ['--replace'], ['--from', '2024-07-01']])
      expect(await add(...to, ...place)).toEqual({ code: 2, out: '', err: said });
    expect(await add('CITY:CF-010335', '--as', 'new', ...SAID)).toEqual({ code: 2, out: '', err: said });
    expect(await add(...to, '--beside', '--shared')).toMatchObject({ code: 0 });
    expect((await loadCatalogue(schema)).mattersByCode('CITY', 'CF-010335')).toHaveLength(2);
  });

  it('lets another matter have a code from the day on which the former’s is over', async () => {
    const file = new URL(FIREWORKS, schema);
    const text = await readFile(file, 'utf8');
    const dated = text.replace('city: CF-282505', 'city: [{ code: CF-282505, to: 2024-06-01 }]');
    await writeFile(file, dated);
    const to = ['CITY:CF-282505', '--to', 'E-28-001'];
    expect(await add(...to, '--beside')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^E-28-002 has CF-282505 until 2024-06-01 \(.+\): say --from 2024-06-01, or --shared/,
      ),
    });
    expect(await add(...to, '--from', '2024-06-01')).toMatchObject({ code: 0, err: '' });
  });

  it('gives a new matter no day and no place among codes that it has not', async () => {
    expect(await add('CITY:CF-280901', '--as', 'new', '--from', '2024-07-01', ...SAID)).toMatchObject({
      code: 2,
      out: '',
    });
  });

  it('writes what the checks only warn of, and says it', async () => {
    await add('CITY:CF-280901', '--to', 'E-28-001', '--beside');
    const { code, out, err } = await add('CITY:CF-280901', '--to', 'E-28-002', '--beside', '--shared');
    expect(code).toBe(0);
    expect(out).toMatch(/\nwritten: 1 file\n$/);
    expect(err).toMatch(/ {2}warning +codes\.city\[1\] "CF-280901"\n(.+\n)+\n1 warning in 1 file\n$/);
    expect((await loadCatalogue(schema)).mattersByCode('CITY', 'CF-280901')).toHaveLength(2);
  });

  it('writes nothing where it is only to show', async () => {
    const { code, out, err } = await add('CITY:CF-280901', '--as', 'new', '--dry-run', ...SAID);
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
