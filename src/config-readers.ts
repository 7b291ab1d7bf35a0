/** How the text of an environment variable becomes a value, and what is said of a text that is none. */

import type { Policy } from './cache/policy.ts';
import { type RedisAddress, redisAddress } from './cache/redis-address.ts';

export interface Reader<T> {
  /** What would do, for the message. */
  expected: string;
  /** The value, or undefined where the text is none. */
  parse(text: string): T | undefined;
}

export const text: Reader<string> = { expected: 'a text', parse: value => value };

/** An address that requests go to, without credentials (they have variables of their own) and without a final slash. */
export const baseUrl: Reader<string | null> = {
  expected: 'an http or https address with its base path, such as http://127.0.0.1:4001/zfjg/api',
  parse(value) {
    const url = URL.canParse(value) ? new URL(value) : null;
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
      return;
    return url.href.replace(/\/+$/, '');
  },
};

/** The base address of an OpenTelemetry collector, as above. */
export const collector: Reader<string | null> = {
  expected: 'the http or https address of an OpenTelemetry collector, such as http://127.0.0.1:4318',
  parse: baseUrl.parse,
};

/** An address that did not parse may hold a password, so only its beginning up to the host is shown. */
export const masked = (sent: string): string => {
  const scheme = /^[a-z]{1,10}:\/\//i.exec(sent)?.[0];
  return scheme ? `"${scheme}…" (${sent.length} characters)` : `a text of ${sent.length} characters`;
};

/** Where Redis is, with its password in it, or null for none. */
export const redis: Reader<RedisAddress | null> = {
  expected: 'an address such as redis://user:password@127.0.0.1:6379/0, or rediss:// for TLS',
  parse: redisAddress,
};

/** Secrets that hold side by side, while one takes the place of another. */
export const secrets: Reader<string[]> = {
  expected: 'a secret of 16 characters or more without commas, or several between commas',
  parse(value) {
    const list = value.split(',').map(secret => secret.trim());
    return list.every(secret => secret.length >= 16) ? list : undefined;
  },
};

export const oneOf = <T extends string>(...values: T[]): Reader<T> => ({
  expected: `one of ${values.join(', ')}`,
  parse: value => values.find(known => known === value),
});

export const whole = (min: number, max: number): Reader<number> => ({
  expected: `a whole number from ${min} to ${max}`,
  parse(value) {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  },
});

const measured = (units: Record<string, number>, expected: string, max: number, min = 1): Reader<number> => ({
  expected,
  parse(value) {
    const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i.exec(value) ?? [];
    const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()]! : Number.NaN;
    const amount = Math.round(Number(number) * factor);
    return amount >= min && amount <= max ? amount : undefined;
  },
});

const MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** In ms. */
export const duration = measured(
  MS,
  'a duration with its unit (ms, s, m, h), such as 800ms or 3s, up to 24h',
  86_400_000,
);

/** In ms; 0 for no time at all. */
export const durationOrNone = measured(MS, `${duration.expected}, or 0s for none`, 86_400_000, 0);

/** Null for what is not done at all. */
export const orNever = <T>({ expected, parse }: Reader<T>): Reader<T | null> => ({
  expected: `${expected}, or "never"`,
  parse: value => (value === 'never' ? null : parse(value)),
});

/** How long what a platform said is given again: three durations, each no shorter than the one before. */
export const policy: Reader<Policy> = {
  expected:
    'fresh/stale-while-revalidate/stale-if-error as durations that grow, such as 15s/1m/1h, or "never"',
  parse(value) {
    if (value === 'never') return { fresh: 0, staleWhileRevalidate: 0, staleIfError: 0 };
    const spans = value.split('/').map(one => duration.parse(one.trim()));
    const [fresh, staleWhileRevalidate, staleIfError] = spans;
    if (
      spans.length !== 3 ||
      fresh === undefined ||
      staleWhileRevalidate === undefined ||
      staleIfError === undefined
    )
      return;
    const grow = fresh <= staleWhileRevalidate && staleWhileRevalidate <= staleIfError;
    return grow ? { fresh, staleWhileRevalidate, staleIfError } : undefined;
  },
};

/** In bytes. */
export const size = measured(
  { b: 1, kb: 1_024, mb: 1_048_576 },
  'a size with its unit (b, kb, mb), such as 256kb, up to 100mb',
  104_857_600,
);

export const origins: Reader<string[]> = {
  expected: 'origins between commas, such as https://app.example.cn,https://dev.example.cn:8443',
  parse(value) {
    const list = value
      .split(',')
      .map(origin => origin.trim())
      .filter(Boolean);
    return list.every(origin => URL.canParse(origin) && new URL(origin).origin === origin) ? list : undefined;
  },
};
