import { isIP } from 'node:net';
import { Redis } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

/** No data for this long while an answer is due, ms: the connection is given up, and made again. */
const SILENCE_MS = 5_000;

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
    socketTimeout: SILENCE_MS,
    retryStrategy: times => Math.min(50 * 2 ** times, 2_000),
  });
}
