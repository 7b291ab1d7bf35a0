/**
 * For the one on call: `npm run cache -- inspect KEY`, `npm run cache -- purge TAG`. It reads the gateway's environment
 * (`REDIS_URL`, `REDIS_PREFIX`, the policies), and shows of an answer everything but what it says.
 */
import type { Redis } from 'ioredis';
import { type Config, readConfig } from '../config.ts';
import { UsageError } from '../role.ts';
import { inspect, purge, tagFrom } from './on-call.ts';
import { nameOf } from './redis-address.ts';
import { connect } from './redis-connection.ts';
import { keysUnder } from './redis-keys.ts';

const USAGE = `expected "inspect KEY" (a part of a key lists the keys that contain it) or "purge TAG"`;
const NO_REDIS = 'REDIS_URL is not set: each gateway has a memory of its own, and nothing to look at';

try {
  const [command, ...words] = process.argv.slice(2);
  const name = words.join(' ');
  if (!name || (command !== 'inspect' && command !== 'purge')) throw new UsageError(USAGE);
  const tag = command === 'purge' ? tagFrom(name) : null;
  const { redis, policies } = readConfig(process.env);
  if (!redis) throw new UsageError(NO_REDIS);
  const keys = keysUnder(redis.prefix);
  await withRedis(redis, async connection => {
    const place = { redis: connection, keys };
    console.log(tag ? await purge(tag, place) : await inspect(name, { ...place, policies, now: Date.now() }));
  });
} catch (error) {
  const plain = error instanceof Error && ['ConfigError', 'UsageError'].includes(error.name);
  console.error(plain ? error.message : error);
  process.exitCode = 1;
}

/** @throws {UsageError} where it does not answer */
async function withRedis(
  { address }: NonNullable<Config['redis']>,
  work: (redis: Redis) => Promise<void>,
): Promise<void> {
  const redis = connect(address);
  try {
    const failed = Promise.withResolvers<never>();
    redis.on('error', error => failed.reject(error));
    await Promise.race([new Promise(resolve => redis.once('ready', resolve)), failed.promise]);
    await Promise.race([work(redis), failed.promise]);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${nameOf(address)}: ${(error as Error).message}`);
  } finally {
    redis.disconnect();
  }
}
