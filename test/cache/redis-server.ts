/**
 * A real Redis that a test starts on a free port and treats as it likes. It is the machine's own (`redis-server` or
 * `valkey-server`), else, on Debian, one that is unpacked from Debian's packages into a folder of this project.
 */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';

export interface RedisServer extends AsyncDisposable {
  port: number;
  /** Where it speaks TLS, if its settings say `--tls-port {tls-port}`. */
  tlsPort: number;
  url: string;
  /** A connection of the test's own, to look and to set. */
  redis(): Redis;
  /** On the same port: with nothing in it, or where it was saved with what was saved last. */
  start(more?: readonly string[]): Promise<void>;
  /** With its connections closed in good order. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Takes connections and bytes, and says nothing (`SIGSTOP`). */
  pause(): void;
  resume(): void;
}

const UNPACKED = fileURLToPath(new URL('../../node_modules/.cache/guantong-redis', import.meta.url));
const PACKAGES = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];

/** `describe` where there is a Redis; where there is none it skips, and says so. In CI that fails instead. */
export const describeWithRedis: typeof describe | typeof describe.skip = await (async () => {
  if (await binary()) return describe;
  const message =
    'no redis-server, no valkey-server, and no Debian to have one from: what needs one is not tested';
  if (process.env.CI) throw new Error(message);
  console.warn(message);
  return describe.skip;
})();

/** @param settings of redis-server, for example `['--maxmemory', '2mb']` */
export async function redisServer(settings: readonly string[] = []): Promise<RedisServer> {
  const [port, tlsPort] = [await freePort(), await freePort()];
  const found = await binary();
  if (!found) throw new Error('no redis-server');
  const { command, env } = found;
  const folder = await mkdtemp(path.join(tmpdir(), 'guantong-redis-'));
  const clients: Redis[] = [];
  let shell: ChildProcessWithoutNullStreams | null = null;
  let pid = 0;

  async function start(more: readonly string[] = []): Promise<void> {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    args.push(...[...settings, ...more].map(one => one.replace('{tls-port}', String(tlsPort))));
    // The shell outlives neither this process, whose end closes its input, nor the server.
    const script = '"$@" & echo "pid $!"; cat >/dev/null; kill -9 $! 2>/dev/null';
    shell = spawn('sh', ['-c', script, 'sh', command, ...args], { env, cwd: folder });
    const said: string[] = [];
    const failed = (text: Buffer) =>
      shell?.stdout.destroy(new Error(`${command}: ${text}${said.join('\n')}`));
    shell.stderr.on('data', failed);
    for await (const line of createInterface(shell.stdout)) {
      said.push(line);
      pid ||= Number(/^pid (\d+)/.exec(line)?.[1] ?? 0);
      if (/Ready to accept connections/.test(line)) break;
      if (/FATAL|Fatal|Can't|Bad directive/.test(line)) throw new Error(`${command}:\n${said.join('\n')}`);
    }
    shell.stdout.resume();
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!shell) return;
    const ended = once(shell, 'close');
    process.kill(pid, 'SIGCONT');
    process.kill(pid, signal);
    shell.stdin.end();
    await ended;
    [shell, pid] = [null, 0];
  }

  await start();
  return {
    port,
    tlsPort,
    url: `redis://127.0.0.1:${port}`,
    redis() {
      const client = new Redis({
        port,
        host: '127.0.0.1',
        enableReadyCheck: false,
        disconnectTimeout: 100,
        retryStrategy: () => 50,
      });
      client.on('error', () => {});
      clients.push(client);
      return client;
    },
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void process.kill(pid, 'SIGSTOP'),
    resume: () => void process.kill(pid, 'SIGCONT'),
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.disconnect();
      await end('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits for something that a server or a socket does in its own time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const last = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > last) throw new Error(`it never came true: ${holds}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

interface Binary {
  command: string;
  env: NodeJS.ProcessEnv;
}

async function binary(): Promise<Binary | null> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const name of ['redis-server', 'valkey-server']) {
      const command = path.join(folder, name);
      if (existsSync(command)) return { command, env: process.env };
    }
  }
  return await fromDebian();
}

/** Without root, and kept for the next time. */
async function fromDebian(): Promise<Binary | null> {
  const command = path.join(UNPACKED, 'usr/bin/redis-server');
  if (!existsSync(command)) {
    try {
      await unpack();
    } catch (error) {
      console.warn(`redis-server could not be had from Debian: ${(error as Error).message}`);
      return null;
    }
  }
  const libraries = (await readdir(path.join(UNPACKED, 'usr/lib')))
    .filter(name => name.includes('linux'))
    .map(name => path.join(UNPACKED, 'usr/lib', name));
  return { command, env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':') } };
}

/** In a folder of its own first: other tests may be doing the same. */
async function unpack(): Promise<void> {
  const run = promisify(execFile);
  await mkdir(path.dirname(UNPACKED), { recursive: true });
  const folder = await mkdtemp(`${UNPACKED}-`);
  await run('apt-get', ['download', ...PACKAGES], { cwd: folder });
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.deb')))
    await run('dpkg-deb', ['-x', file, '.'], { cwd: folder });
  await rename(folder, UNPACKED).catch(async error => {
    if (!existsSync(UNPACKED)) throw error;
    await rm(folder, { recursive: true });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
