import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { expect, it } from '@jest/globals';
import { SUBGRAPHS } from '../../src/role.ts';

const FEDERATION = new URL('../../deploy/federation/', import.meta.url);

/** `npm start` there, on free ports, until it says what the pattern is of, or ends. */
async function start(env: NodeJS.ProcessEnv, pattern: RegExp) {
  const child: ChildProcess = spawn(process.execPath, ['start.ts'], {
    cwd: FEDERATION,
    env: { ...process.env, PORT: '0', SUBGRAPH_PORT_BASE: '0', MOCK_EVENTS: '50', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'exit');
  const saying = new Promise<void>(resolve => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', chunk => {
        said += chunk;
        if (pattern.test(said)) resolve();
      });
    }
  });
  await Promise.race([saying, ended]);
  return { child, ended, said: () => said };
}

/** Listens where the next ports are free too: below those that the machine gives out by itself. */
async function listeningAmongFree(server: Server): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    server.listen(port, '127.0.0.1');
    const listens = await once(server, 'listening').catch(() => null);
    if (listens) return port;
  }
}

it('starts mocks, subgraphs and router with one command, says one line, and ends them all', async () => {
  const { child, ended, said } = await start({}, /answers at .*\n/);
  const url = /answers at (\S+)/.exec(said())?.[1];
  const body = JSON.stringify({ query: '{ events(first: 1) { nodes { id grassroots { number } } } }' });
  const response = await fetch(url!, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(await response.json()).toMatchObject({ data: { events: { nodes: [{ id: expect.any(String) }] } } });

  const subgraphs = [...said().matchAll(/(\w+) (http:\S+?)[,)]/g)];
  expect(subgraphs.map(([, name]) => name)).toEqual(SUBGRAPHS);
  child.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  for (const [, , address] of subgraphs) await expect(fetch(address!)).rejects.toThrow('fetch failed');
  expect(said().trim().split('\n')).toHaveLength(1);
}, 90_000);

it('leaves no subgraph behind where it is killed', async () => {
  const { child } = await start({}, /answers at .*\n/);
  // Each part holds the other end of its output until it has ended.
  const allEnded = once(child, 'close');
  child.kill('SIGKILL');
  expect(await allEnded).toEqual([null, 'SIGKILL']);
}, 90_000);

it('says which subgraph could not start, and why, and leaves nothing behind', async () => {
  const { ended, said } = await start({ REQUEST_DEADLINE: 'soon' }, /never/);
  expect((await ended)[0]).toBe(1);
  expect(said()).toContain('REQUEST_DEADLINE: got "soon"; set it to a duration');
  expect(said()).toMatch(/The subgraph \w+ ended with code 1 before it answered; see above/);
}, 90_000);

it('says plainly that its port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { ended, said } = await start({ PORT: `${port}` }, /never/);
  expect((await ended)[0]).toBe(1);
  expect(said()).toContain(
    `127.0.0.1:${port} is taken by another process. End it, or set PORT to a free one.`,
  );
  server.close();
}, 90_000);

it('does not take another process at the port of a subgraph for that subgraph', async () => {
  // It answers whatever is asked, as a federation that already runs would.
  const other = createHttpServer((_, response) => response.end('{}'));
  const port = await listeningAmongFree(other);
  const env = { SUBGRAPH_PORT_BASE: `${port}`, OPERATOR_PORT: 'never' };
  const { ended, said } = await start(env, /answers at/);
  expect((await ended)[0]).toBe(1);
  expect(said()).toContain('The subgraph hub ended with code 1 before it answered; see above');
  expect(said()).not.toContain('answers at');
  other.close();
}, 90_000);

it('says plainly that the mocks cannot start', async () => {
  const { ended, said } = await start({ MOCK_EVENTS: '2000000' }, /never/);
  expect((await ended)[0]).toBe(1);
  expect(said()).toContain('MOCK_EVENTS: expected a whole number from 1 to 1000000, got "2000000"');
  expect(said()).not.toContain('    at ');
}, 90_000);
