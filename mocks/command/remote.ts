/** The control API of mocks that run. */
import { PLATFORM_NAMES } from '../platform.ts';

export interface ControlRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/__mock/faults`, with its query. */
  path: string;
  body?: unknown;
}

/** The mocks said no; the message is theirs. */
export class ControlRefused extends Error {}

/** No mock answers where one was looked for. */
export class Unreachable extends Error {}

const DEFAULT_PORT_BASE = 4001;
const PATIENCE_MS = 2000;

/** Where mocks may be: at the address that is named, or else at the ports of `npm run mocks`. */
export function placesOf(url: string | undefined, env: Record<string, string | undefined>): string[] {
  const base = Number(env.MOCK_PORT_BASE || DEFAULT_PORT_BASE);
  return url ? [url] : PLATFORM_NAMES.map((_, nth) => `http://127.0.0.1:${base + nth}`);
}

/** The mocks, each of which answers for all: the first that is reached is asked. */
export function remote(places: readonly string[]) {
  return {
    /** @throws ControlRefused, Unreachable */
    async ask({ method, path, body }: ControlRequest): Promise<unknown> {
      for (const place of places) {
        const response = await fetched(place, method, path, body);
        if (!response) continue;
        const answer = (await response.json()) as { error?: string };
        if (!response.ok) throw new ControlRefused(answer.error ?? `the mock answered ${response.status}`);
        return answer;
      }
      throw new Unreachable(
        `No mock answers at ${places.join(', ')}. Start them with "npm run mocks"; those of npm start are at free ports unless it is started with MOCK_PORT_BASE=${DEFAULT_PORT_BASE}; else take the address of one that is not refused or half-open from its first line: npm run mock -- status --url http://127.0.0.1:PORT`,
      );
    },
  };
}

/** Null where nobody answers in time: that mock may be refused or half-open, and another answers for it. */
async function fetched(place: string, method: string, path: string, body: unknown): Promise<Response | null> {
  if (!URL.canParse(path, place))
    throw new Unreachable(`--url: expected the address of a mock, got ${place}`);
  try {
    return await fetch(new URL(path, place), {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    // By name: where a test runs, what `fetch` throws is of another global object.
    if (['TypeError', 'TimeoutError'].includes((error as Error).name)) return null;
    throw error;
  }
}
