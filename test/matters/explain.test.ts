import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { addressVariables } from '../../src/config-platforms.ts';
import { PLATFORM_CODES } from '../../src/upstream/platform-code.ts';
import { catalogue } from '../guantong/running.ts';
import { matters, SCHEMA } from './at-desk.ts';

/** A world of its own: some of its records are changed. */
const world = createWorld();
const ownOfGrid = world.grassroots.events.all().filter(({ record }) => record.sjly === 'WG');
const ownOfProvince = world.province.events.all().filter(({ record }) => record.eventSource === 'self');

let mocks: Mocks;
let env: Record<string, string>;
beforeAll(async () => {
  mocks = await startMocks({ world });
  env = { ...addressVariables(mocks.urls), CALL_REPEATS: '0' };
});
afterAll(async () => await mocks[Symbol.asyncDispose]());

const explain = (thing: string, ...argv: string[]) => matters(['explain', thing, ...argv], { env });

/** What is said of each where a line of the first category's file is another. */
async function explainedWith(line: string, instead: string, things: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guantong-explain-'));
  try {
    const schema = pathToFileURL(join(folder, 'schema/'));
    for (const part of ['matters/', 'directory/'])
      await cp(new URL(part, SCHEMA), new URL(part, schema), { recursive: true });
    const file = new URL('matters/01-city-appearance-and-sanitation.yaml', schema);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(line, instead));
    const all = things.map(async thing => (await matters(['explain', thing], { env, schema })).out);
    return await Promise.all(all);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('matters explain', () => {
  it('says what was sent, which lines it hits and what decided', async () => {
    const file = 'schema/matters/01-city-appearance-and-sanitation.yaml';
    expect(await explain('grassroots:SJ20240513000123')).toEqual({
      code: 0,
      err: '',
      out: `Grassroots governance system SJ20240513000123

1. Matter
   sjlb "G10107" 建筑垃圾
     ${file}:37  S-01-003 对建筑垃圾处置核准和运输情况的监督检查
     ${file}:105  E-01-005 对随意倾倒、抛撒或者堆放建筑垃圾的处罚
   zfsxdm "CF-010335"
     ${file}:105  E-01-005 对随意倾倒、抛撒或者堆放建筑垃圾的处罚
   → E-01-005: the item of CITY that was written back picks it among those of the first code

2. Status
   sjzt "YBJ" 已办结 (CLOSED)
   hcjg "1"
   → CLOSED: as the code’s row in GrassrootsStatusCode has it (schema/upstreams/grassroots.yaml)

3. Region
   xzqh "331102001000"
   → 331102001 Zijin Subdistrict  schema/directory/regions.yaml:14
`,
    });
  });

  it('says it in Chinese', async () => {
    const { out } = await explain('GRASSROOTS:SJ20240513000123', '--lang', 'zh');
    expect(out).toContain('   事件类别 sjlb "G10107" 建筑垃圾\n');
    expect(out).toContain('   → E-01-005：由丽水市智慧执法系统回写的事项编码在上述候选中选定\n');
    expect(out).toContain(`   事件状态 sjzt "YBJ" 已办结
   核查结果 hcjg "1"
   → 已办结（CLOSED）：按代码表 GrassrootsStatusCode（schema/upstreams/grassroots.yaml）对应
`);
    expect(out).toContain('   → 331102001 紫金街道  schema/directory/regions.yaml:14\n');
  });

  it('sends who asks about a record of another’s event to that event', async () => {
    const { code, out } = await explain('CITY:XS20240513000087');
    expect(code).toBe(0);
    expect(out).toContain(
      'The record is about grassroots:SJ20240513000123, whose own record decides: ' +
        'npm run matters -- explain GRASSROOTS:SJ20240513000123\n',
    );
  });

  it('says that a code is of one matter, of several, or of none', async () => {
    const sole = ownOfProvince.find(
      ({ record }) => catalogue.mattersByCode('PROVINCE', record.itemCode.trim()).length === 1,
    )!;
    const [matter] = catalogue.mattersByCode('PROVINCE', sole.record.itemCode.trim());
    expect((await explain(`PROVINCE:${sole.no}`)).out).toContain(
      `   → ${matter!.code}: the only matter that the code stands for\n`,
    );
    const open = ownOfGrid.find(({ record }) => record.sjlb.trim() === 'G10107' && !record.zfsxdm)!;
    const { out } = await explain(`GRASSROOTS:${open.no}`);
    expect(out).toContain('   → not decided: S-01-003, E-01-005 are candidates,');
    expect(out).toContain('   zfsxdm null\n');
    const strange = ownOfGrid.find(({ record }) => record.sjlb.trim() === 'G10901')!;
    expect((await explain(`GRASSROOTS:${strange.no}`)).out).toMatch(
      /sjlb "G10901" 共享单车乱停放\n {5}no line of the catalogue has it for GRASSROOTS: npm run matters -- drift\n/,
    );
  });

  it('reads a code by the day that the event was reported on', async () => {
    const thing = 'GRASSROOTS:SJ20240513000123';
    const ended = 'city: JG-010165, grassroots: [{ code: G10107, to: 2024-01-01 }]';
    const out = await explainedWith('city: JG-010165, grassroots: G10107', ended, [thing]);
    expect(out[0]).not.toContain('S-01-003');
    expect(out[0]).toContain('   → E-01-005: the only matter that the code stands for\n');
  });

  it('says on which other days a code stands for a matter that it does not stand for then', async () => {
    const ended = 'city: [{ code: CF-010335, to: 2024-02-01 }]';
    const [out] = await explainedWith('city: CF-010335', ended, ['GRASSROOTS:SJ20240513000123']);
    expect(out).toMatch(
      /:105 {2}E-01-005 对.+的处罚: it stands for it until before 2024-02-01, and not on 2024-05-13\n/,
    );
  });

  it('reads a code that another’s event was given after its report as it counts later, as its section does', async () => {
    const [province, city, grassroots] = ['3302012546004', 'CF-010304', 'G10104'];
    const { events: ofProvince } = world.province;
    const { events: ofGrid } = world.grassroots;
    const { clues } = world.city;
    const things = (own: boolean) => {
      const sent = ofProvince.all().find(({ record }) => (record.eventSource === 'self') === own)!;
      ofProvince.change(sent.no, record => Object.assign(record, { itemCode: province }));
      const clue = clues.all().find(({ record }) => !record.source === own)!;
      clues.change(clue.no, record => Object.assign(record, { item_code: city }));
      const event = ofGrid.all().find(({ record }) => (record.sjly === 'WG') === own)!;
      ofGrid.change(event.no, record => Object.assign(record, { sjlb: grassroots, zfsxdm: null }));
      return [`PROVINCE:${sent.no}`, `CITY:${clue.no}`, `GRASSROOTS:${event.no}`];
    };
    const later = (code: string) => `[{ code: ${code}, from: 2030-01-01 }]`;
    const out = await explainedWith(
      `codes: { province: ${province}, city: ${city}, grassroots: ${grassroots} }`,
      `codes: { province: ${later(province)}, city: ${later(city)}, grassroots: ${later(grassroots)} }`,
      [...things(false), ...things(true)],
    );
    const decided = out.map(text => /^ {3}→ (.*)$/mu.exec(text)![1]);
    const theOnly = 'E-01-004: the only matter that the code stands for';
    expect(decided).toEqual([theOnly, theOnly, theOnly, 'no matter', 'no matter', 'no matter']);
    for (const text of out.slice(0, 3)) expect(text).not.toContain('no line of the catalogue');
  });

  it('says which other field made the status another than its code’s, and that a code is in no table', async () => {
    const reviewed = ownOfProvince[0]!;
    world.province.events.change(reviewed.no, record =>
      Object.assign(record, { eventStatus: '40', reviewResult: '1' }),
    );
    expect((await explain(`PROVINCE:${reviewed.no}`)).out).toContain(
      '   eventStatus "40" 待复核 (PENDING_VERIFICATION)\n   coordinating "0"\n   reviewResult "1"\n' +
        '   → PENDING_CLOSURE: coordinating or reviewResult says more than the code\n',
    );
    world.province.events.change(reviewed.no, record => Object.assign(record, { eventStatus: '47' }));
    const { out: zh } = await explain(`PROVINCE:${reviewed.no}`, '--lang', 'zh');
    expect(zh).toContain('\n   事件状态 eventStatus 的值“47”无法识别（expected one of');
    const { out } = await explain(`PROVINCE:${reviewed.no}`);
    expect(out).toContain('   eventStatus "47" (no code of the contract)\n');
    expect(out).toContain(
      '   → UNKNOWN: a code that ProvinceEventStatusCode does not list (schema/upstreams/province.yaml) is shown as it is\n',
    );
    expect(out).toMatch(
      /4\. What could not be read\n {3}eventStatus: expected one of the contract's \d+ codes/,
    );
  });

  it('says why what was written back had no say', async () => {
    const { no } = ownOfGrid.find(({ record }) => record.sjlb.trim() === 'G10107')!;
    const writtenBack = async (zfsxdm: string) => {
      world.grassroots.events.change(no, record => Object.assign(record, { zfsxdm }));
      return await explain(`GRASSROOTS:${no}`, '--lang', 'zh');
    };
    expect((await writtenBack('CF-050583')).out).toContain(
      '   执法事项代码 zfsxdm 未采用：其对应的 E-05-001 不在“事件类别 sjlb”对应的事项之内\n   → 尚未确定：',
    );
    expect((await writtenBack('CF-010335')).out).not.toContain('未采用');
    expect((await writtenBack('CF-999999')).out).not.toContain('未采用');
  });

  it('says which number was meant: in capitals, or of the platform that gives such', async () => {
    expect(await explain('grassroots:sj20240513000123', '--lang', 'zh')).toEqual({
      code: 2,
      out: '',
      err: 'sj20240513000123 不是基层智治系统的编号；是否应为 GRASSROOTS:SJ20240513000123？\n',
    });
    expect((await explain('grassroots:XS20240513000087')).err).toBe(
      'XS20240513000087 is no number of the Grassroots governance system; did you mean CITY:XS20240513000087?\n',
    );
    expect((await explain('province:17')).err).toBe(
      '17 is no number of the Provincial supervision app; they look like PROVINCE:RW20240318000045\n',
    );
  });

  it('shows a number as an example where something else was written, and takes a Chinese colon', async () => {
    expect((await explain('SJ20240513000123', '--lang', 'zh')).err).toBe(
      `应为平台（${PLATFORM_CODES.join('、')}）、冒号和编号，如 CITY:XS20240513000087；实为“SJ20240513000123”\n`,
    );
    expect((await explain('grassroots：SJ20240513000123')).code).toBe(0);
  });

  it('says that a region is none of ours', async () => {
    const { no } = ownOfGrid[5]!;
    world.grassroots.events.change(no, record => Object.assign(record, { xzqh: '33110' }));
    const { out } = await explain(`GRASSROOTS:${no}`);
    expect(out).toContain('   xzqh "33110"\n   → no region of schema/directory/regions.yaml\n');
    expect(out).toContain('   xzqh: expected a region of the catalogue (33110)\n');
  });

  it('lets nothing that a platform sent reach the terminal as an order to it', async () => {
    const { no } = ownOfGrid[6]!;
    world.grassroots.events.change(no, record =>
      Object.assign(record, { xzqh: '33110\u009b2J', sjlbmc: '暴露垃圾\u001b[2J' }),
    );
    const { out } = await explain(`GRASSROOTS:${no}`);
    expect(out).toContain('xzqh "33110\\u009b2J"');
    expect(out).toContain('(33110\\u009b2J)');
    expect(out).toContain('暴露垃圾\\u001b[2J');
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u);

    const { no: sentDown } = world.grassroots.events.all().find(({ record }) => record.sjly === 'XF')!;
    world.grassroots.events.change(sentDown, record => Object.assign(record, { yybh: 'XS1\u009b2J' }));
    const about = await explain(`GRASSROOTS:${sentDown}`);
    expect(about.out).toContain('XS1\\u009b2J');
    expect(about.out).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('says where there is no such record, and where the platform does not answer', async () => {
    expect(await explain('CITY:XS99999999999999')).toEqual({
      code: 1,
      out: '',
      err: 'City smart-enforcement system has no record XS99999999999999\n',
    });
    await mocks.stop('city');
    try {
      expect(await explain('CITY:XS20240513000087')).toEqual({
        code: 3,
        out: '',
        err: 'City smart-enforcement system: it cannot be reached, check CITY_URL (oauth2/token: no answer; try again later)\n',
      });
    } finally {
      await mocks.resume('city');
    }
  });
});
