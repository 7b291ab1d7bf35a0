/**
 * `npm run mocks`: the platforms on fixed ports until SIGINT or SIGTERM. Started as a child with an IPC
 * channel it takes free ports, tells its parent the addresses, and ends with it. Told "progress" it tells the parent too how
 * far the making of its world is, and does not say it itself.
 */
import { NoMockError } from './load.ts';
import { MockSettingsError, readSettings } from './options.ts';
import { PLATFORM_NAMES } from './platform.ts';
import { type Mocks, startMocks } from './start.ts';
import { inPercent, saidWhenSlow } from './world-progress.ts';

const FORGET_MS = 60_000;

/** What a parent receives over the channel. */
export interface Listening {
  kind: 'listening';
  urls: Mocks['urls'];
}

/** And before that, where it wants to know. */
export interface Making {
  kind: 'making';
  percent: number;
}

try {
  await run();
} catch (error) {
  console.error(explained(error));
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}

async function run(): Promise<void> {
  const asChild = process.send !== undefined;
  const { world, play, ports } = readSettings(process.env, asChild);
  const progress = process.argv.includes('progress')
    ? inPercent(percent => process.send?.({ kind: 'making', percent } satisfies Making))
    : saidWhenSlow(console.error);
  await using mocks = await startMocks({ ...world, ports, progress });
  // Nobody counts the calls here, and a gateway that follows the feeds makes a hundred thousand a day.
  const forgetting = setInterval(() => mocks.forget(), FORGET_MS).unref();
  const ended = untilEnded(asChild);
  if (asChild) process.send?.({ kind: 'listening', urls: mocks.urls } satisfies Listening);
  else announce(mocks);
  if (play !== null) begin(mocks, play);
  await ended;
  clearInterval(forgetting);
  // An open channel would keep the process alive.
  if (process.connected) process.disconnect();
}

function announce({ urls, titles }: Mocks): void {
  for (const platform of PLATFORM_NAMES) {
    const url = urls[platform];
    console.log(
      `${platform.padEnd(10)}  ${url.padEnd(36)}  ${titles[platform]}  (page: ${new URL('/', url)})`,
    );
  }
}

function begin(mocks: Mocks, name: string): void {
  const played = mocks.scenario(name);
  console.log(`${name}: ${played.sentences.en} ${played.sentences.zh}`);
  played.done.catch(() => console.error(`The scenario ${name} ended at ${played.failure}`));
}

function untilEnded(asChild: boolean): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  process.once('SIGTERM', resolve);
  if (!asChild) process.once('SIGINT', resolve);
  else {
    process.once('disconnect', resolve);
    // Ctrl-C reaches the whole group: the parent still needs its platforms to finish, and then disconnects.
    process.on('SIGINT', () => {});
  }
  return promise;
}

function explained(error: unknown): string {
  if (error instanceof MockSettingsError || error instanceof NoMockError)
    return `The mocks cannot start:\n${error.message}`;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `The mocks cannot start: port ${port} is taken by another process. End it (perhaps mocks still running), or choose others: MOCK_PORT_BASE=${(port ?? 0) + 100} npm run mocks`;
  }
  return `The mocks cannot start: ${(error as Error).stack ?? error}`;
}
