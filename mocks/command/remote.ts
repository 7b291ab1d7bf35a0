/** The control API of mocks that run. */

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

/**
 * @param url of any mock; else the three are tried at the ports of `npm run mocks`.
 */
export function remote(url: string | undefined, env: Record<string, string | undefined>) {
  const base = Number(env.MOCK_PORT_BASE || DEFAULT_PORT_BASE);
  const places = url ? [url] : [0, 1, 2].map(nth => `http://127.0.0.1:${base + nth}`);
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
        `No mock answers at ${places.join(', ')}. Start them with "npm run mocks"; for those that npm start began, take one of the addresses in its first lines: npm run mock -- status --url http://127.0.0.1:PORT`,
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
    if (error instanceof TypeError || (error as Error).name === 'TimeoutError') return null;
    throw error;
  }
}
