import { isIP } from 'node:net';
import { Redis } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

/** No answer for this long, ms, is no slowness: the other end is gone, or will not come back to what it was asked. */
const SILENCE_MS = 5_000;
const RETRY_MS = 250;

/**
 * A connection that is made again for as long as it takes. What is sent while there is none fails at once, and what was
 * sent when it broke fails too: nothing is queued, and nothing is sent a second time.
 */
export function connect({ host, port, tls, username, password, db }: RedisAddress): Redis {
  return new Redis({
    host,
    port,
    db,
    ...(tls && { tls: isIP(host) ? {} : { servername: host } }),
    ...(username !== null && { username }),
    ...(password !== null && { password }),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    // It would ask for INFO and write to the console; what matters here is tried by the link itself.
    enableReadyCheck: false,
    disableClientInfo: true,
    connectTimeout: 2_000,
    // Of a server that does not answer; the end of this process waits for it.
    disconnectTimeout: 100,
    // Not `socketTimeout`, which goes on when a connection breaks, and ends the next one.
    commandTimeout: SILENCE_MS,
    // It cannot grow: the library takes any connection for a success, also one on which nothing is allowed.
    retryStrategy: () => RETRY_MS,
  });
}

/** Ends the connection that gave no answer at all, so that it is made again. */
export function endIfSilent(redis: Redis, error: unknown): void {
  if (error instanceof Error && error.message === 'Command timed out') redis.disconnect(true);
}
