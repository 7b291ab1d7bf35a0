/** The guide to adding a mapping, followed to the letter: what it says is typed is typed, and what it says is seen is seen. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addressVariables } from '../../src/config-platforms.ts';
import { loadRulebook } from '../../src/hub/rulebook.ts';
import { type Running, running } from '../guantong/running.ts';
import { matters, SCHEMA } from './at-desk.ts';

const HEADING = '### 练习：十分钟添加一个映射';

let hub: Running;
let folder: string;
let schema: URL;
beforeAll(async () => {
  hub = await running();
  folder = await mkdtemp(join(tmpdir(), 'guantong-guide-'));
  schema = pathToFileURL(join(folder, 'schema/'));
  await cp(SCHEMA, schema, { recursive: true });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** The words of a line as a shell has them. */
const words = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

it('leads from an event without a matter to the same event with it, in the running gateway', async () => {
  const [, guide] = (await readFile('README.zh-CN.md', 'utf8')).split(HEADING);
  const section = guide!.split(/\n###? /u)[0]!;
  const [, body] = /-d '(\{[\s\S]+?\})'\n/.exec(section)!;
  const { query } = JSON.parse(body!.replaceAll('\n', ' '));
  const [, unmapped] = /`unmapped` 为 `(\{.+?\})`/.exec(section)!;
  const [, matter] = /`matter` 即为 `(\{.+?\})`/.exec(section)!;
  const env = addressVariables(hub.mocks.urls);

  expect((await hub.query(query)).data.event).toMatchObject({
    matter: null,
    unmapped: JSON.parse(unmapped!),
  });

  const commands = [...section.matchAll(/^npm run matters -- (.+)$/gm)].map(([, line]) => words(line!));
  expect(commands.map(([name]) => name)).toEqual(['explain', 'drift', 'add', 'check']);
  const ran = [];
  for (const argv of commands) ran.push(await matters(argv, { schema, env }));
  const [explained, drift, added, checked] = ran;
  expect(explained!.out).toContain('G10901');
  expect(drift!.out).toMatch(/新增 +G10901 +共享单车乱停放/);
  expect([added!.code, added!.err]).toEqual([0, '']);
  expect([checked!.code, checked!.err]).toEqual([0, '']);

  hub.use(await loadRulebook(schema));
  expect((await hub.query(query)).data.event).toMatchObject({ matter: JSON.parse(matter!), unmapped: null });
});
