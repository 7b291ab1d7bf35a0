/** Two gateways behind a balancer, ended and started again one after the other while callers go on asking. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { freePort } from '../bench/free-port.ts';
import { startMocks } from '../mocks/start.ts';
import { addressVariables } from '../src/config-platforms.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const BODY = JSON.stringify({ query: '{ events(first: 5) { nodes { id city { number } } } }' });
const CALLERS = 4;

/** A gateway that can be ended and started again at the same port. */
async function server(env: NodeJS.ProcessEnv) {
  const PORT = `${await freePort()}`;
  let child: ChildProcess;
  const open = async () => {
    child = fork(MAIN, { env: { ...process.env, LOG_LEVEL: 'error', MAX_LOOP_DELAY: '10s', ...env, PORT } });
    await once(child, 'message');
  };
  await open();
  return {
    port: Number(PORT),
    ready: true,
    answers: 0,
    open,
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return await ended;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

type Server = Awaited<ReturnType<typeof server>>;

it('a rolling restart under load fails no request', async () => {
  await using mocks = await startMocks({ events: 100 });
  const env = {
    ...addressVariables(mocks.urls),
    DRAIN: '1s',
    OPERATOR_PORT: '0',
  };
  const servers = await Promise.all([server(env), server(env)]);
  await using _first = servers[0];
  await using _second = servers[1];
  const agent = new Agent({ keepAlive: true });

  let over = false;
  const failed: unknown[] = [];
  const callers = Array.from({ length: CALLERS }, async (_, caller) => {
    for (let count = caller; !over; count++) await ask(count);
  });
  const balancer = (async () => {
    while (!over) {
      for (const one of servers) one.ready = await isReady(one);
      await turn();
    }
  })();

  for (const one of servers) {
    await answers(servers, 20);
    expect(await one.end()).toEqual([0, null]);
    expect(one.ready).toBe(false);
    await one.open();
    while (!one.ready) await turn();
  }
  await answers(servers, 20);
  over = true;
  await Promise.all([...callers, balancer]);
  agent.destroy();
  expect(failed).toEqual([]);

  async function ask(count: number): Promise<void> {
    try {
      const ready = servers.filter(one => one.ready);
      const to = ready[count % ready.length]!;
      const { status, said } = await answered(to, '/graphql', BODY);
      if (status !== 200 || JSON.parse(said).errors) failed.push([status, said]);
      to.answers += 1;
    } catch (error) {
      failed.push(error);
    }
  }

  async function isReady(one: Server): Promise<boolean> {
    return await answered(one, '/health/ready').then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  async function answered({ port }: Server, path: string, body?: string) {
    const call = request({
      port,
      path,
      agent,
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
    });
    call.end(body);
    const [answer] = await once(call, 'response');
    return { status: answer.statusCode as number, said: await text(answer) };
  }
  // Four starts of a gateway, on a machine that may do much else.
}, 60_000);

/** Until each of them has answered so many more. */
async function answers(servers: readonly Server[], more: number): Promise<void> {
  const goals = servers.map(one => one.answers + more);
  while (servers.some((one, at) => one.answers < goals[at]!)) await turn();
}
