/** `npm run mocks`, and the mocks as a child of the gateway: settings, addresses, and how they end. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { loadMocks } from '../../mocks/load.ts';
import { readSettings } from '../../mocks/options.ts';
import { ofEach, PLATFORM_NAMES } from '../../mocks/platform.ts';
import { scenarioNames } from '../../mocks/scenario/scenario-files.ts';
import { ask } from './callers.ts';

const MAIN = fileURLToPath(new URL('../../mocks/main.ts', import.meta.url));
const FEW = { ...process.env, MOCK_EVENTS: '5' };

describe('the settings of the mocks', () => {
  it('are fixed ports, and a world of the default kind, where nothing is said', () => {
    const { ports, ...rest } = readSettings({});
    expect(rest).toEqual({ world: {}, play: null });
    expect(ports).toMatchObject({ province: 4001, city: 4002, grassroots: 4003 });
    expect(readSettings({ MOCK_SEED: '' }, true).ports).toEqual(ofEach(() => 0));
  });

  it('give the platforms ports one after the other, in their order, and leave room for the last one', () => {
    const highest = 65_536 - PLATFORM_NAMES.length;
    const { ports } = readSettings({ MOCK_PORT_BASE: `${highest}` });
    expect(Object.entries(ports)).toEqual(PLATFORM_NAMES.map((name, place) => [name, highest + place]));
    expect(Object.values(ports).at(-1)).toBe(65_535);
    expect(() => readSettings({ MOCK_PORT_BASE: `${highest + 1}` })).toThrow(
      `MOCK_PORT_BASE: expected a port from 1 to ${highest}, or 0 for free ones, got "${highest + 1}"`,
    );
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      MOCK_SEED: '7',
      MOCK_EVENTS: '200',
      MOCK_NOW: '2024-08-01T08:00:00+08:00',
      MOCK_SCENARIO: 'malformed',
      MOCK_PORT_BASE: '5001',
    });
    expect(settings).toEqual({
      world: { seed: 7, events: 200, now: new Date('2024-08-01T00:00:00Z'), scenario: 'malformed' },
      play: 'malformed',
      ports: ofEach((_, place) => 5001 + place),
    });
    expect(Math.abs(readSettings({ MOCK_NOW: 'now' }).world.now!.getTime() - Date.now())).toBeLessThan(5000);
  });

  it('are refused with all problems at once', () => {
    const wrong = {
      MOCK_SEED: '-1',
      MOCK_EVENTS: '0',
      MOCK_NOW: 'today',
      MOCK_SCENARIO: 'bad',
      MOCK_PORT_BASE: 'high',
    };
    expect(() => readSettings(wrong)).toThrow(
      [
        'MOCK_SEED: expected a whole number from 0 to 4294967295, got "-1"',
        'MOCK_EVENTS: expected a whole number from 1 to 1000000, got "0"',
        'MOCK_NOW: expected "now" or an instant such as 2024-07-26T18:00:00+08:00, got "today"',
        `MOCK_SCENARIO: expected "default" or a scenario (${scenarioNames().join(', ')}), got "bad"`,
        `MOCK_PORT_BASE: expected a port from 1 to ${65_536 - PLATFORM_NAMES.length}, or 0 for free ones, got "high"`,
      ].join('\n'),
    );
  });
});

describe('npm run mocks', () => {
  it('prints a line each with the address and what the platform is called, and ends on SIGTERM', async () => {
    const child = spawn(process.execPath, [MAIN], { env: { ...FEW, MOCK_PORT_BASE: '0' } });
    const lines = await firstLines(child, PLATFORM_NAMES.length);
    const called = await loadMocks();
    for (const [at, platform] of PLATFORM_NAMES.entries()) {
      const url = /http:\S+/.exec(lines[at]!)![0];
      expect(lines[at]).toContain(platform);
      expect(lines[at]).toContain(called[platform].title);
      expect((await ask(new URL('/__mock/clock', url).href)).status).toBe(200);
    }
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('plays the scenario that it is told to, from the start, and says what it shows', async () => {
    const env = { ...FEW, MOCK_PORT_BASE: '0', MOCK_SCENARIO: 'half-open' };
    const child = spawn(process.execPath, [MAIN], { env });
    const lines = await firstLines(child, PLATFORM_NAMES.length + 1);
    expect(lines.at(-1)).toMatch(/^half-open: The city's host .*。$/);
    const faults = await ask(new URL('/__mock/faults', /http:\S+/.exec(lines[0]!)![0]).href);
    expect(faults.body.city).toMatchObject([{ fault: 'half-open' }]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says which port is taken and what to do, and ends with 1', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const child = spawn(process.execPath, [MAIN], { env: { ...FEW, MOCK_PORT_BASE: `${port}` } });
    const said = text(child.stderr!);
    expect((await once(child, 'exit'))[0]).toBe(1);
    server.close();
    expect(await said).toContain(`port ${port} is taken`);
    expect(await said).toContain('MOCK_PORT_BASE=');
  });

  it('says every wrong setting, without a stack', async () => {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...FEW, MOCK_EVENTS: 'many', MOCK_SCENARIO: 'x' },
    });
    const said = text(child.stderr!);
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect((await said).trimEnd().split('\n')).toEqual([
      'The mocks cannot start:',
      'MOCK_EVENTS: expected a whole number from 1 to 1000000, got "many"',
      `MOCK_SCENARIO: expected "default" or a scenario (${scenarioNames().join(', ')}), got "x"`,
    ]);
  });
});

describe('the mocks as a child', () => {
  it('tell the parent where they listen, and end when it lets go of them', async () => {
    const child = fork(MAIN, { env: FEW, silent: true });
    const printed = text(child.stdout!);
    const [message] = await once(child, 'message');
    expect(message).toEqual({
      kind: 'listening',
      urls: {
        ...ofEach(() => expect.any(String)),
        province: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/zfjg\/api$/),
        city: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/),
        grassroots: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/jczz\/api$/),
      },
    });
    expect((await ask(`${message.urls.city}/health`)).status).toBe(200);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await printed).toBe('');
  });

  it('leave Ctrl-C to the parent, and end on SIGTERM', async () => {
    const child = fork(MAIN, { env: FEW, silent: true });
    const [message] = await once(child, 'message');
    child.kill('SIGINT');
    expect((await ask(`${message.urls.city}/health`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

async function firstLines(child: ChildProcess, count: number): Promise<string[]> {
  let printed = '';
  for await (const chunk of child.stdout!) {
    printed += chunk;
    if (printed.split('\n').length > count) break;
  }
  return printed.split('\n').slice(0, count);
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let read = '';
  for await (const chunk of stream) read += chunk;
  return read;
}
