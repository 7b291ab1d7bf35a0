/** A platform that a test plays behind a layer: it is sent calls, and answers or fails as the test says. */
import { type Call, get, type Layer, type Reply } from '../../src/upstream/call.ts';
import { nobody, type UpstreamObserver } from '../../src/upstream/observer.ts';
import { UpstreamError, type UpstreamErrorCode } from '../../src/upstream/upstream-error.ts';

export const REPLY: Reply = { status: 200, headers: {}, body: {} };

export const call = (name = 'clues', signal: AbortSignal = new AbortController().signal): Call =>
  get('CITY', name, {}, { signal });

export const failing = (
  repeatAfterMs: number | null = null,
  code: UpstreamErrorCode = 'UPSTREAM_UNAVAILABLE',
) => new UpstreamError(code, 'CITY', `clues: ${code}`, { repeatAfterMs });

/** How it answers the calls, in their order; the last holds for all further ones. */
export type Answers = readonly (Reply | Error | Promise<Reply>)[];

/** What is sent through the layer, and what got through it. */
export function sending(layer: Layer, ...answers: Answers) {
  const got: Call[] = [];
  const send = layer(async one => {
    got.push(one);
    const answer = answers[Math.min(got.length, answers.length) - 1] ?? REPLY;
    if (answer instanceof Error) throw answer;
    return await answer;
  });
  return { send, got };
}

/** Hears what the layers tell, a line each: `repeated clues`. */
export function listening() {
  const heard: string[] = [];
  const observer: UpstreamObserver = {
    ...nobody,
    sent: ({ name }, outcome, ms) => void heard.push(`sent ${name} ${outcome} ${ms}`),
    repeated: ({ name }) => void heard.push(`repeated ${name}`),
    budgetSpent: ({ name }) => void heard.push(`budget spent ${name}`),
    notSent: ({ name }, why) => void heard.push(`not sent ${name} ${why}`),
    breaker: ({ name }, state) => void heard.push(`${name} ${state}`),
  };
  return { heard, observer };
}

/** Lets everything that is due happen. */
export const settled = () => new Promise<void>(resolve => setImmediate(resolve));
