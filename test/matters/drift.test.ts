import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { items, readTable } from '../../mocks/world/catalogue.ts';
import { addressVariables } from '../../src/config-platforms.ts';
import type { PlatformName } from '../../src/upstream/platform-code.ts';
import { defaultWorld } from '../guantong/running.ts';
import { isOneOfThree } from '../three-platforms.ts';
import { matters, SCHEMA } from './at-desk.ts';

let mocks: Mocks;
let env: Record<string, string>;
beforeAll(async () => {
  mocks = await startMocks({ world: defaultWorld });
  env = { ...addressVariables(mocks.urls), CALL_REPEATS: '0' };
});
afterAll(async () => await mocks[Symbol.asyncDispose]());

interface Shown {
  kind: string;
  code: string;
  name: string;
  matters: { code: string; place: string }[];
  difference: { of: string; here: string; there: string } | null;
  successors: { code: string }[];
  counterparts: { matter: string; score: number }[];
  message: string;
  remedy: string | null;
  choices: { to: string | null; command: string }[];
  suggestion: {
    codes: string[];
    to: string | null;
    commands: string[];
    edits: { file: string; line: number; removed: string[]; added: string[] }[];
  } | null;
}

/** With a `schema` folder that a test may write to. */
async function withCopy(does: (schema: URL) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'guantong-drift-'));
  const schema = pathToFileURL(join(folder, 'schema/'));
  try {
    await cp(SCHEMA, schema, { recursive: true });
    await does(schema);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What differs in the directories of the mock world, which are the three platforms'. */
async function driftAsJson(schema = SCHEMA): Promise<(Shown & { platform: string })[]> {
  const { out } = await matters(['drift', '--format', 'json'], { schema, env });
  const { platforms } = JSON.parse(out) as { platforms: { platform: string; drifts: Shown[] }[] };
  const three = platforms.filter(({ platform }) => isOneOfThree(platform.toLowerCase() as PlatformName));
  return three.flatMap(({ platform, drifts }) => drifts.map(drift => ({ platform, ...drift })));
}

/** A row of `oddities.tsv` as it ought to be found: two rows of a split are one. */
function planted(row: Record<string, string>): string {
  const item = items.find(({ code }) => code === row.matter);
  const former = row.platform === 'CITY' ? item?.cityCode : item?.provinceCode;
  return [row.platform, row.kind, row.kind === 'NEW' ? row.native_code : former].join(' ');
}

describe('matters drift', () => {
  it('finds all that the mock world’s directories differ in, and nothing else', async () => {
    const { code, err } = await matters(['drift', '--format', 'json'], { env });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const found = (await driftAsJson()).map(({ platform, kind, code }) => [platform, kind, code].join(' '));
    const expected = new Set(readTable('oddities').map(planted));
    expect(found.toSorted()).toEqual([...expected].sort());
  });

  it('says of each what it needs: the new name, the new codes, what differs', async () => {
    const drifts = await driftAsJson();
    for (const row of readTable('oddities')) {
      const drift = drifts.find(
        ({ kind, platform, code }) => planted(row) === [platform, kind, code].join(' '),
      )!;
      if (row.kind === 'RENAMED')
        expect(drift.difference).toMatchObject({ of: 'name', there: row.native_name });
      if (row.kind === 'SPLIT' || row.kind === 'RECODED')
        expect(drift.successors.map(({ code }) => code)).toContain(row.native_code);
    }
    const attributes = drifts.filter(({ kind }) => kind === 'ATTRIBUTE').map(({ difference }) => difference);
    expect(attributes).toEqual([
      { of: 'delegable', here: 'true', there: 'false' },
      { of: 'category', here: '22', there: '19' },
    ]);
  });
});

describe('matters drift with differences that are known', () => {
  const FILE = 'directory/known-drift.yaml';
  const inCopy = (does: (schema: URL, write: (known: string) => Promise<void>) => Promise<void>) =>
    withCopy(async schema => {
      const empty = await readFile(new URL(FILE, SCHEMA), 'utf8');
      await does(schema, known =>
        writeFile(new URL(FILE, schema), empty.replace('known: []', `known:\n${known}`)),
      );
    });
  const linesOf = (out: string) => out.match(/^ {2}- \{ platform: .+\}$/gm)!;

  it('is brought to zero by the lines that it prints, each with a reason', async () => {
    const { out } = await matters(['drift'], { env });
    const lines = linesOf(out);
    const drifts = await driftAsJson();
    for (const { platform, kind, code } of drifts)
      expect(lines).toContainEqual(
        expect.stringContaining(`{ platform: ${platform}, code: ${code}, kind: ${kind}, `),
      );
    await inCopy(async (schema, write) => {
      await write(lines.join('\n'));
      const unreasoned = await matters(['check'], { schema });
      expect(unreasoned.code).toBe(1);
      expect(unreasoned.out).toContain('known-drift.yaml:6:');

      await write(lines.join('\n').replaceAll('reason: }', 'reason: 已与市局核对 }'));
      expect(await matters(['check'], { schema })).toMatchObject({ code: 0 });
      const known = await matters(['drift', '--lang', 'zh'], { schema, env });
      expect(known).toMatchObject({ code: 0, err: '' });
      expect(known.out).toContain(
        '\n  已知差异  更名  3306125266001  对取水许可和计划用水执行情况的监督检查  已与市局核对\n',
      );
      expect(known.out.match(/已知差异/g)).toHaveLength(lines.length);
      expect(known.out).toMatch(/\n\n共 0 项差异\n$/);
      const { out: json } = await matters(['drift', '--format', 'json'], { schema, env });
      expect(JSON.parse(json).platforms[1].known).toContainEqual({
        kind: 'ATTRIBUTE',
        code: 'JG-221789',
        reason: '已与市局核对',
      });
    });
  });

  it('tells a difference again that has become another one, and what is known in vain', async () => {
    await inCopy(async (schema, write) => {
      await write(
        '  - { platform: CITY, code: JG-221789, kind: ATTRIBUTE, seen: "category 20", reason: 已核对 }',
      );
      const { code, out } = await matters(['drift'], { schema, env });
      expect(code).toBe(1);
      expect(out).toContain(
        '  stale  attribute  JG-221789  category 20: is no more, or is another difference',
      );
      expect(out).toContain('\n  attribute  JG-221789');
      expect(out).toMatch(new RegExp(`\\n${linesOf(out).length} drifts in all\\n$`));
    });
  });
});

describe('what matters drift prints', () => {
  it('has the lines to paste, their place, and the command that pastes them', async () => {
    const { out } = await matters(['drift', '--lang', 'zh'], { env });
    expect(out).toContain(
      '\n    schema/matters/27-fire-safety.yaml:51\n    +     codes: { province: [{ code: ',
    );
    expect(out).toContain(
      '\n    npm run matters -- add PROVINCE:3302279001001 --to E-27-001 --from 2024-07-01\n',
    );
    expect(out.match(/schema\/matters\/27-fire-safety\.yaml/g)).toHaveLength(1);
  });

  it('says of what is no new code what to write, and where its very key stands', async () => {
    const { out } = await matters(['drift', '--lang', 'zh'], { env });
    for (const [head, ...lines] of [
      [
        '更名  3306125266001',
        'S-12-001  schema/matters/12-water-resources.yaml:14',
        '将 zh 改为“对取水许可和计划用水执行情况的监督检查”',
      ],
      [
        '停用  CF-282474',
        'E-28-001  schema/matters/28-fireworks.yaml:33',
        '写 { code: CF-282474, to: 2024-06-30 }',
      ],
      [
        '缺失  3306259787002',
        'S-25-002  schema/matters/25-edible-fungi.yaml:29',
        '写 { code: 3306259787002, from: 启用之日 }',
      ],
      [
        '属性不一致  3302106698003',
        'E-10-003  schema/matters/10-ecology-and-environment.yaml:85',
        '写 delegable: false',
      ],
      ['属性不一致  JG-221789', 'S-22-002  schema/matters/22-special-equipment.yaml:28', '是否属于另一事项'],
    ] as const) {
      const block = out.slice(out.indexOf(`\n  ${head}`)).split(/\n {2}(?=\S)/u)[1]!;
      for (const said of lines) expect(block).toContain(said);
    }
    expect(out).toMatch(new RegExp(`\\n\\n共 ${out.match(/^ {2}- \{ platform/gm)!.length} 项差异\\n$`));
  });

  it('offers each matter that a code may be of, and a new one, where the names do not say which', async () => {
    const { out } = await matters(['drift'], { env });
    expect(out).toContain(
      '      0.37  E-28-001  对未经许可经营烟花爆竹制品的处罚\n' +
        '        npm run matters -- add CITY:CF-280901 --to E-28-001 --from 2024-06-30\n',
    );
    expect(out).toContain(
      '      or a matter of its own\n        npm run matters -- add CITY:CF-280901 --as new\n',
    );
    const classes = (await driftAsJson()).find(({ code }) => code === 'G10901')!;
    expect(classes).toMatchObject({ kind: 'NEW', suggestion: null });
    expect(classes.choices).toContainEqual({
      to: 'E-18-002',
      command: 'npm run matters -- add GRASSROOTS:G10901 --to E-18-002 --beside',
      mistaken: [],
    });
  });

  it('follows a re-coded and a split item from the day on which the platform changed it', async () => {
    const drifts = await driftAsJson();
    const of = (kind: string) => drifts.find(drift => drift.kind === kind)!.suggestion!;
    expect(of('RECODED').commands).toEqual([
      'npm run matters -- add PROVINCE:3302279001001 --to E-27-001 --from 2024-07-01',
    ]);
    expect(of('SPLIT').edits).toHaveLength(1);
    expect(of('SPLIT').edits[0]!.added).toEqual([
      '    codes: { province: 3302054103001, city: [{ code: CF-050583, to: 2024-07-01 }, ' +
        '{ code: CF-059001, from: 2024-07-01 }, { code: CF-059002, from: 2024-07-01 }], grassroots: G10501 }',
    ]);
  });

  it('says of a code that the catalogue ends before the platform did what is lost, and dates its parts by the platform', async () => {
    await withCopy(async schema => {
      const file = new URL('matters/05-housing-and-property-management.yaml', schema);
      const written = await readFile(file, 'utf8');
      const ending = (to: string) =>
        writeFile(file, written.replace('city: CF-050583', `city: [{ code: CF-050583, to: ${to} }]`));
      const parts = async () => {
        const drifts = await driftAsJson(schema);
        return drifts.filter(({ code }) => /^CF-0590/.test(code)).map(one => one.suggestion?.commands);
      };
      const dated = ['CF-059001', 'CF-059002'].map(code => [
        `npm run matters -- add CITY:${code} --to E-05-001 --from 2024-07-01`,
      ]);
      await ending('2024-05-01');
      const { out } = await matters(['drift', '--lang', 'zh'], { schema, env });
      expect(out).toContain(
        '\n  属性不一致  CF-050583  对擅自利用物业共用部位、共用设施设备进行经营的处罚\n' +
          '    本目录 2024-05-01 起不再对应，平台 2024-07-01 才停用，其间的事件无法归入事项\n' +
          '    E-05-001  schema/matters/05-housing-and-property-management.yaml:42\n' +
          '    在编码列表中写 { code: CF-050583, to: 2024-07-01 }，原为 to: 2024-05-01\n',
      );
      expect(await parts()).toEqual(dated);

      await ending('2024-07-01');
      expect((await driftAsJson(schema)).map(({ code }) => code)).not.toContain('CF-050583');
      expect(await parts()).toEqual(dated);
    });
  });

  it('replaces a code that is also another matter’s, and says that it is probably mistaken', async () => {
    await withCopy(async schema => {
      const file = new URL('matters/01-city-appearance-and-sanitation.yaml', schema);
      const written = await readFile(file, 'utf8');
      await writeFile(file, written.replace('city: JG-010136', 'city: JG-010107'));
      const { out } = await matters(['drift', '--lang', 'zh'], { schema, env });
      expect(out).toContain(
        '\n    现有编码 JG-010107 同时是 S-01-001 的编码，疑似写错编码，故予取代；确需两个事项共用的，请改用 --beside\n' +
          '    schema/matters/01-city-appearance-and-sanitation.yaml:28\n' +
          '    +     codes: { province: 3306011156002, city: JG-010136, grassroots: G10101 }\n' +
          '    npm run matters -- add CITY:JG-010136 --to S-01-002 --replace\n',
      );
      const drift = (await driftAsJson(schema)).find(({ code }) => code === 'JG-010136')!;
      expect(drift.suggestion).toMatchObject({ mistaken: [{ code: 'JG-010107', matter: 'S-01-001' }] });
    });
  });

  it('compares the others where a platform does not answer, and says that it did not', async () => {
    await mocks.stop('city');
    try {
      const { code, out } = await matters(['drift'], { env });
      expect(code).toBe(3);
      expect(out).toContain(
        'City smart-enforcement system CITY: not compared\n  it cannot be reached, check CITY_URL (oauth2/token: no answer; try again later)\n',
      );
      expect(out).toContain('Provincial supervision app PROVINCE: 5 drifts among 178 rows\n');
      expect(out).not.toContain('CF-280901');
      const { out: json } = await matters(['drift', '--format', 'json'], { env });
      expect(JSON.parse(json).platforms[1]).toMatchObject({ platform: 'CITY', status: 'UNAVAILABLE' });
      expect((await matters(['drift', '--lang', 'zh'], { env })).out).toContain(
        '丽水市智慧执法系统 CITY：未比对\n  无法连接，请检查 CITY_URL（oauth2/token: no answer; try again later）\n',
      );
    } finally {
      await mocks.resume('city');
    }
  });

  it('asks for the whole of each directory once, page by page', async () => {
    mocks.forget();
    await matters(['drift'], { env });
    expect(mocks.callsOf('province').map(({ call }) => call)).toEqual(['GET /item/list', 'GET /item/list']);
    expect(mocks.callsOf('city').map(({ call }) => call)).toEqual(['GET /items']);
    expect(mocks.callsOf('grassroots').map(({ call }) => call)).toEqual(['GET /ml/lb']);
  });

  it('refuses an environment that it cannot use, in the words of the gateway', async () => {
    const { PROVINCE_URL: _, ...part } = env;
    const { code, out, err } = await matters(['drift'], { env: part });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('PROVINCE_URL: got nothing');
  });
});
