/** Where Redis is, and how it is named in a log. */
export interface RedisAddress {
  host: string;
  port: number;
  tls: boolean;
  username: string | null;
  password: string | null;
  db: number;
}

/** From `redis[s]://[user[:password]@]host[:port][/db]`; undefined for anything else. */
export function redisAddress(text: string): RedisAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : null;
  const [, db = '0'] = /^(?:\/(\d{1,4})?)?$/.exec(url?.pathname ?? 'none') ?? [null, 'none'];
  const decoded = url && [decodable(url.username), decodable(url.password)];
  if (!url || !/^rediss?:$/.test(url.protocol) || !url.hostname || db === 'none' || url.search || url.hash)
    return;
  const [username, password] = decoded!;
  if (username === undefined || password === undefined) return;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || 6379),
    tls: url.protocol === 'rediss:',
    username: username || null,
    password: password || null,
    db: Number(db),
  };
}

export const nameOf = ({ host, port, tls, db }: RedisAddress): string =>
  `${tls ? 'rediss' : 'redis'}://${host.includes(':') ? `[${host}]` : host}:${port}/${db}`;

function decodable(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return;
  }
}
