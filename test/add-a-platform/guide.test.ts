/** The guide to adding a platform, followed to the letter in a copy of the project, with the platform that it brings. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

// A copy is compiled, generated and started: minutes on a busy machine, and nothing in it waits.
jest.setTimeout(300_000);

const run = promisify(execFile);

const ENGLISH = { file: 'README.md', from: '## Adding a platform\n', to: '\n## ' };
const CHINESE = { file: 'README.zh-CN.md', from: '### 接入一个新平台\n', to: '\n## ' };

/** What stands in a guide to be typed or seen, by language: `sh`, `graphql`, `json`. */
async function blocks({ file, from, to }: typeof ENGLISH): Promise<Map<string, string[]>> {
  const section = (await readFile(file, 'utf8')).split(from)[1]!.split(to)[0]!;
  const found = [...section.matchAll(/^```(\w+)\n([\s\S]+?)^```$/gm)];
  return new Map(
    [...Map.groupBy(found, ([, language]) => language!)].map(([language, all]) => [
      language,
      all.map(([, , text]) => text!),
    ]),
  );
}

const guide = await blocks(ENGLISH);
const typed = guide.get('sh')!.flatMap(block => block.trim().split('\n'));

/** Those that run until somebody ends them. */
const SERVED = ['npm start', 'npm run subgraph -- hotline'];

/** What is written by `npm run codegen` alone. */
const GENERATED =
  /^(src\/generated\/|client\/(index|sections)\.|schema\/supergraph\.graphql$|schema\/matters\/matter-file\.schema\.json$)/;

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'guantong-platform-'));
  const left = ['.git', 'node_modules'];
  for (const entry of (await readdir('.')).filter(name => !left.includes(name)))
    await cp(entry, join(copy, entry), {
      recursive: true,
      filter: path => !left.includes(path.split('/').at(-1)!),
    });
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true }));

/** Few events, free ports, one language. */
const ENV = { ...process.env, LANG: 'en_US.UTF-8', MOCK_EVENTS: '200', PORT: '0', OPERATOR_PORT: 'never' };

const inCopy = (line: string) => run('bash', ['-c', line], { cwd: copy, env: ENV });

async function files(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter(path => !/(^|\/)(node_modules|\.git)\//.test(path));
  return new Map(
    await Promise.all(
      paths.map(async path => [path, await readFile(join(folder, path), 'utf8')] as [string, string]),
    ),
  );
}

/** Lines that one text has and another has not, in both directions. */
function changedLines(before: string, after: string): string[] {
  const [olds, news] = [before.split('\n'), after.split('\n')];
  return [
    ...olds.filter(line => !news.includes(line)).map(line => `- ${line}`),
    ...news.filter(line => !olds.includes(line)).map(line => `+ ${line}`),
  ];
}

/** Started as it is typed, until it says where it answers. */
async function served(line: string): Promise<AsyncDisposable & { url: string }> {
  const child: ChildProcess = spawn('bash', ['-c', line], {
    cwd: copy,
    env: ENV,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const text of createInterface({ input: child.stdout! })) {
    const [, url] = /answers at (http:\S+\/graphql)/.exec(text) ?? [];
    if (url) return { url, [Symbol.asyncDispose]: () => ended(child, exited) };
  }
  throw new Error(`${line}: ended before it answered`);
}

/** With npm, and what npm started. */
async function ended(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  process.kill(-child.pid!, 'SIGTERM');
  child.stdout!.resume();
  await exited;
}

async function ask(url: string, query: string) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read where the guide shows it
  return (await response.json()) as any;
}

describe('the guide to adding a platform', () => {
  it('is the same in both languages', async () => {
    const chinese = await blocks(CHINESE);
    for (const language of ['sh', 'graphql']) expect(chinese.get(language)).toEqual(guide.get(language));
  });

  it('names each file that it brings', async () => {
    const section = (await readFile('README.md', 'utf8')).split(ENGLISH.from)[1]!;
    const brought = [...(await files('test/add-a-platform/hotline')).keys()];
    const main = brought.filter(path => !/mocks\/hotline\/(?!mock)/.test(path));
    for (const path of main) expect(section).toContain(path.split('/').at(-1));
  });

  it('leads from the project to one with the platform by new files, what is generated, and one line', async () => {
    const before = await files(copy);
    const outputs = new Map<string, string>();
    for (const line of typed.filter(one => !SERVED.includes(one)))
      outputs.set(line, (await inCopy(line)).stdout);
    const after = await files(copy);

    const brought = await files('test/add-a-platform/hotline');
    const changed = [...after]
      .filter(([path, text]) => before.get(path) !== text && !GENERATED.test(path))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const others = changed.filter(([path]) => !brought.has(path));
    expect(others.map(([path, text]) => [path, changedLines(before.get(path) ?? '', text)])).toEqual([
      [
        'schema/matters/01-city-appearance-and-sanitation.yaml',
        [expect.stringMatching(/^- .*G10101 }$/), expect.stringMatching(/^\+ .*G10101, hotline: RX0101 }$/)],
      ],
      ['src/wiring.ts', ["+ export { hotline } from './hotline/module.ts';"]],
    ]);
    for (const [path, text] of brought) expect([path, after.get(path)]).toEqual([path, text]);
    expect([...before.keys()].filter(path => !after.has(path))).toEqual([]);
    expect(outputs.get(typed.find(line => line.includes('explain'))!)).toMatch(/RX0101[\s\S]+no matter/);
  });

  it('ends with a gateway that answers of it as it says', async () => {
    await using gateway = await served(SERVED[0]!);
    const { data, errors } = await ask(gateway.url, guide.get('graphql')![0]!);
    expect(errors).toBeUndefined();
    const { events, situation, unmappedCodes } = JSON.parse(guide.get('json')![0]!);
    expect(data).toMatchObject({ events, unmappedCodes });
    expect(data.situation.byOrigin).toEqual(expect.arrayContaining(situation.byOrigin));
    expect(data.situation.byOrigin).toHaveLength(4);

    const walk = '{ events(filter: { origin: HOTLINE }, first: 50) { totalCount nodes { id status } } }';
    const { nodes, totalCount } = (await ask(gateway.url, walk)).data.events;
    expect(nodes).toHaveLength(totalCount);
    const others = '{ events(first: 1, filter: { origin: CITY }) { nodes { hotline { number } } } }';
    expect((await ask(gateway.url, others)).data.events.nodes).toEqual([{ hotline: null }]);
  });

  it('and with a subgraph that a router can ask for its part', async () => {
    await using subgraph = await served(SERVED[1]!);
    const query = `{ _entities(representations: [{ __typename: "Event", id: "hotline:RX202407260030" }]) {
      ... on Event { hotline { number statusRaw { platform code } } }
    } }`;
    expect(await ask(subgraph.url, query)).toMatchObject({
      data: {
        _entities: [
          { hotline: { number: 'RX202407260030', statusRaw: { platform: 'HOTLINE', code: 'RECEIVED' } } },
        ],
      },
    });
  });
});
