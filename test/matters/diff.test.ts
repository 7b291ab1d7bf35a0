import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ofEach } from '../../mocks/platform.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { systemClock } from '../../src/clock.ts';
import { addressVariable, addressVariables } from '../../src/config-platforms.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { defaultWorld, running } from '../guantong/running.ts';
import { walkEvents } from '../guantong/walk-events.ts';
import { matters } from './at-desk.ts';
import { terminal } from './terminal.ts';

const PARKS = 'matters/02-parks-and-greening.yaml';
const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';
/** Where nobody answers. */
const NOBODY = 'http://127.0.0.1:9';
const PROPERTY = 'matters/05-housing-and-property-management.yaml';

let repository: string;
let schema: string;
beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'diff-'));
  schema = join(repository, 'schema');
  for (const part of ['matters', 'directory'])
    cpSync(join('schema', part), join(schema, part), { recursive: true });
  git('init', '--quiet');
  git('add', '.');
  git('config', 'user.name', 'test');
  git('config', 'user.email', 'test@example.org');
  git('commit', '--quiet', '-m', 'as it was');
  git('tag', 'before');
});
beforeEach(() => git('checkout', '--quiet', 'before', '--', '.'));
afterAll(() => rmSync(repository, { recursive: true }));

const git = (...args: string[]): void => {
  execFileSync('git', args, { cwd: repository });
};
const diff = (args: string[], env: Record<string, string> = {}) =>
  matters(['diff', ...args], { schema: pathToFileURL(`${schema}/`), env });

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(schema, file), 'utf8');
  expect(text.split(from)).toHaveLength(2);
  writeFileSync(join(schema, file), text.replace(from, to));
}

const UNCOUNTED = `Events are not counted: set ${PLATFORM_NAMES.map(addressVariable).join(', ')}, or add --mocks.\n`;

describe('matters diff', () => {
  it('says so where two revisions say the same, whatever their files look like', async () => {
    edit(LITTER, '# Constructed, not official', '# Constructed and not official');
    const en =
      'Both say the same of matters, departments, regions and grid classes; time limits, calendar and indicators are not compared.\n';
    expect(await diff(['before'])).toEqual({ code: 0, out: en, err: '' });
    expect(await diff(['before', 'HEAD', '--lang', 'zh'])).toMatchObject({
      out: '两份目录的事项、部门、区划和网格事件类别相同；时限、日历和指标不作比较。\n',
    });
  });

  it('says in words what changes for readers, in both languages', async () => {
    edit(
      PROPERTY,
      'city: CF-050583',
      'city: [{ code: CF-050583, to: 2024-07-01 }, { code: CF-059001, from: 2024-07-01 }]',
    );
    edit(PROPERTY, 'en: Property manager failing to hand over records', 'en: Manager keeping records');
    edit(PROPERTY, 'fine: { min: 10000, max: 100000 }', 'fine: { max: 100000 }');
    edit(PROPERTY, 'department: JSJ', 'department: ZFJ');
    rmSync(join(schema, 'matters/29-funerals-and-burial.yaml'));

    expect(await diff(['before'])).toEqual({
      code: 0,
      err: UNCOUNTED,
      out: `Matters
~ E-05-001  Running a business on shared parts or facilities of a property without consent
    the city’s item CF-050583 stands for it until before 2024-07-01, formerly on every day
    the city’s item CF-059001 stands for it from 2024-07-01 on
~ E-05-002  Manager keeping records
    name in English: “Manager keeping records”, formerly “Property manager failing to hand over records”
    least fine: none, formerly 10000 yuan
- E-29-001  Building funeral facilities without approval (taken out)
- E-29-002  Building a tomb outside a cemetery (taken out)
~ S-05-001  Inspection of property management services
    department in charge: 331100ZFJ Lishui Comprehensive Administrative Enforcement Bureau, formerly 331100JSJ Lishui Construction Bureau
~ S-05-002  Inspection of interior decoration of dwellings
    department in charge: 331100ZFJ Lishui Comprehensive Administrative Enforcement Bureau, formerly 331100JSJ Lishui Construction Bureau
- S-29-001  Inspection of cemeteries and funeral services (taken out)

Categories
~ 05  Housing and property management
    department in charge: 331100ZFJ Lishui Comprehensive Administrative Enforcement Bureau, formerly 331100JSJ Lishui Construction Bureau
- 29  Funerals and burial (taken out)

`,
    });
    const { out } = await diff(['before', '--lang', 'zh']);
    expect(out).toContain('    罚款下限：无（原为 10000 元）\n');
    expect(out).toContain('- E-29-002  对在公墓和农村公益性墓地以外建造坟墓的处罚（删除）\n');
    expect(out).toContain('    市平台事项 CF-050583 在 2024-07-01 前对应该事项（原为始终）\n');
    expect(out).toContain('    主管部门：331100ZFJ 丽水市综合行政执法局（原为 331100JSJ 丽水市建设局）\n');
  });

  it('says the values of the domain as people say them', async () => {
    edit(PARKS, 'procedure: SIMPLE', 'procedure: ORDINARY');
    const zh = await diff(['before', '--lang', 'zh']);
    expect(zh.out).toContain('    办案程序：普通程序（原为简易程序）\n');
    expect((await diff(['before'])).out).toContain(
      '    procedure: ordinary procedure, formerly simple procedure\n',
    );
  });

  it('takes folders too, and says backwards what it says forwards', async () => {
    rmSync(join(schema, 'matters/29-funerals-and-burial.yaml'));
    const { out } = await diff([repository, 'before']);
    expect(out).toContain(
      '+ E-29-002  Building a tomb outside a cemetery\n    the city’s item CF-292567 stands for it\n',
    );
    expect(out).toContain('Categories\n+ 29  Funerals and burial\n');
  });

  it('refuses what is neither a revision nor a folder, and files that cannot be used', async () => {
    expect(await diff(['nobody', '--lang', 'en'])).toEqual({
      code: 2,
      out: '',
      err: 'expected a git revision that has the catalogue, or a folder that holds matters/ and directory/; got "nobody"\n',
    });
    expect((await diff(['--output=/tmp/x'])).code).toBe(2);
    edit(PROPERTY, 'CF-050583', 'CF-05x');
    const { code, err } = await diff(['before', schema]);
    expect(code).toBe(1);
    expect(err).toMatch(/^schema\/matters\/05-housing-and-property-management\.yaml:\d+:\d+\n/);
    expect(err).toMatch(/\/schema's files cannot be used: 1 error in 1 file\n$/);
    git('commit', '--quiet', '--all', '-m', 'broken');
    git('tag', 'broken');
    git('reset', '--quiet', '--hard', 'before');
    const { err: zh } = await diff(['broken', '--lang', 'zh']);
    expect(zh).toMatch(/^broken:schema\/matters\/05-housing-and-property-management\.yaml:\d+:\d+\n/);
    expect(zh).toMatch(/\nbroken 的目录文件无法使用：1 个文件中有 1 处错误\n$/);
  });
});

describe('matters diff, of events', () => {
  let mocks: Mocks;
  let env: Record<string, string>;
  beforeAll(async () => {
    mocks = await startMocks({
      world: defaultWorld,
      realTime: () => systemClock.now(),
      waiting: systemClock,
    });
    env = addressVariables(mocks.urls);
  });
  afterAll(async () => {
    await mocks[Symbol.asyncDispose]();
  });

  /** Which matter each event is of. */
  async function walked() {
    const catalogue = await loadCatalogue(schema);
    await using hub = await running({ platforms: PLATFORM_NAMES, mocks, catalogue });
    const { nodes } = await walkEvents(hub, 'matter { code nameEn } matterCandidates { code }');
    return new Map(
      nodes.map(({ id, matter, matterCandidates }) => [
        id,
        matter ? `${matter.code} ${matter.nameEn}` : matterCandidates.length > 0 ? 'undecided' : 'no matter',
      ]),
    );
  }

  it('counts those that would be of another matter as two gateways show them', async () => {
    const before = await walked();
    edit(LITTER, 'city: CF-010335', 'city: [{ code: CF-010335, to: 2024-05-01 }]');
    edit(LITTER, 'city: CF-010304', 'city: [{ code: CF-010304 }, { code: CF-010335, from: 2024-05-01 }]');
    rmSync(join(schema, 'matters/29-funerals-and-burial.yaml'));
    const after = await walked();
    const expected = Map.groupBy(
      [...before].filter(([id, matter]) => after.get(id) !== matter),
      ([id, matter]) => `${matter} → ${after.get(id)}`,
    );
    expect(expected.size).toBeGreaterThan(3);

    const { code, out, err } = await diff(['before'], env);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, told] = out.split('Events\n');
    const [summary, ...rows] = told!.trimEnd().split('\n');
    const moved = [...expected.values()].flat().length;
    expect(summary).toBe(`${moved} of ${before.size} would be of another matter:`);
    const counted = rows.map(row => /^ +(\d+) {2,}(.+?) +→ +(.+)$/.exec(row)!.slice(1));
    expect(
      Object.fromEntries(counted.map(([count, from, to]) => [`${from} → ${to}`, Number(count)])),
    ).toEqual(Object.fromEntries([...expected].map(([move, events]) => [move, events.length])));
    expect(counted.map(([count]) => Number(count))).toEqual(
      counted.map(([count]) => Number(count)).toSorted((a, b) => b - a),
    );
  }, 60_000);

  it('has what an event would be of below what it is of where a terminal is too narrow for both', async () => {
    edit(PROPERTY, 'city: CF-050583', 'city: [{ code: CF-050583, to: 2024-05-01 }]');
    const { stream } = terminal();
    const schemaUrl = pathToFileURL(`${schema}/`);
    const { out } = await matters(['diff', 'before'], { schema: schemaUrl, env, terminal: stream });
    const [, ...rows] = out.split('Events\n')[1]!.trimEnd().split('\n');
    expect(rows.length).toBeGreaterThan(1);
    for (const [index, row] of rows.entries())
      expect(row).toMatch(
        index % 2 === 0 ? /^ +\d+ {2}E-05-001 .*consent$/ : /^ {5,}→ (no matter|undecided)$/,
      );
  });

  it('says that none moves where only words change', async () => {
    edit(PROPERTY, 'en: Property manager failing to hand over records', 'en: Manager keeping records');
    const { out } = await diff(['before'], env);
    const events = (await walked()).size;
    expect(events).toBeGreaterThanOrEqual(2059);
    expect(out).toMatch(new RegExp(`Events\\nNone of ${events} would be of another matter\\.\\n$`));
  });

  it('says which platform did not answer, with an exit code of its own', async () => {
    edit(PROPERTY, 'city: CF-050583', 'city: CF-050584');
    const { code, out, err } = await diff(['before'], {
      ...env,
      CITY_URL: NOBODY,
      CALL_REPEATS: '0',
    });
    expect(code).toBe(3);
    expect(err).toBe(
      'Not counted: City smart-enforcement system: it cannot be reached, check CITY_URL (oauth2/token: no answer; try again later)\n',
    );
    const others = [...(await walked()).keys()].filter(id => !id.startsWith('city:'));
    expect(others.length).toBeGreaterThanOrEqual(1779);
    expect(out).toContain(
      `of ${others.length} (without City smart-enforcement system) would be of another matter`,
    );
  });

  it('says that nothing can be counted where no platform answered, and not that nothing moves', async () => {
    edit(PROPERTY, 'city: CF-050583', 'city: CF-050584');

    const { code, out, err } = await diff(['before', '--lang', 'zh'], {
      ...addressVariables(ofEach(() => NOBODY)),
      CALL_REPEATS: '0',
    });
    expect(code).toBe(3);
    expect(out).toMatch(/事件\n无法统计：各平台均未应答。\n$/);
    expect(err.match(/^未统计：.+：无法连接，请检查 [A-Z]+_URL（.+）$/gm)).toHaveLength(
      PLATFORM_NAMES.length,
    );
  });
});
