/**
 * The callers, in a process of their own: so many requests a second at random times, whether or not those before are
 * answered, as many independent callers are. Each is timed from when it was due, so that a late start is not hidden.
 */
import { Agent, request } from 'undici';

export interface Load {
  url: string;
  body: string;
  perSecond: number;
  /** How long to ask before anything is measured, and how long then, ms. */
  warmUpMs: number;
  measuredMs: number;
}

export interface Callers extends Pick<Load, 'url' | 'body' | 'measuredMs'> {
  callers: number;
}

export interface Heard {
  /** From when a request was due to its answer, ms; of those answered with 200. */
  accepted: number[];
  /** The same of those answered with 503 and `OVERLOADED`. */
  shed: number[];
  /** Everything else that can happen, by its name. */
  failed: Record<string, number>;
}

const dispatcher = new Agent({ pipelining: 1 });
const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

process.on('message', async (load: Load | Callers) => {
  process.send!('callers' in load ? await answersPerSecond(load) : await heard(load));
});

/** As many as can be had by callers who each wait for their answer before they ask again. */
async function answersPerSecond({ url, body, callers, measuredMs }: Callers): Promise<number> {
  const until = performance.now() + measuredMs;
  let answers = 0;
  const caller = async () => {
    while (performance.now() < until) if ((await outcome(url, body)) === 'accepted') answers += 1;
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (answers * 1_000) / measuredMs;
}

async function heard({ url, body, perSecond, warmUpMs, measuredMs }: Load): Promise<Heard> {
  const told: Heard = { accepted: [], shed: [], failed: {} };
  const asking = new Set<Promise<void>>();
  const began = performance.now();
  let due = began;
  while (due < began + warmUpMs + measuredMs) {
    due += (-Math.log(1 - Math.random()) * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise(resolve => setTimeout(resolve, wait));
    const one = ask(due, due >= began + warmUpMs).finally(() => asking.delete(one));
    asking.add(one);
  }
  await Promise.all(asking);
  return told;

  async function ask(dueAt: number, measured: boolean): Promise<void> {
    const how = await outcome(url, body);
    if (!measured) return;
    const ms = performance.now() - dueAt;
    if (how === 'accepted' || how === 'shed') told[how].push(ms);
    else told.failed[how] = (told.failed[how] ?? 0) + 1;
  }
}

/** `accepted`, `shed`, or by what name it failed. */
async function outcome(url: string, body: string): Promise<string> {
  try {
    const { statusCode, body: answer } = await request(url, { dispatcher, method: 'POST', headers, body });
    const text = await answer.text();
    if (statusCode === 200 && !text.includes('"errors"')) return 'accepted';
    return statusCode === 503 && text.includes('"OVERLOADED"') ? 'shed' : `status ${statusCode}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}
