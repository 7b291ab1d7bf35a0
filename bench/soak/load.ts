/** Readers that ask at an even pace, whether or not the earlier ones have their answers; and what became of each. */
import { setTimeout as passed } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Question } from './questions.ts';
import type { Data } from './truth.ts';

export type Kind = 'fresh' | 'stale' | 'partial' | 'shed' | 'failed';

export interface Ended {
  question: Question;
  kind: Kind;
  status: number;
  ms: number;
  data: Data;
  /** What is missing and why, in the gateway's words. */
  errors: readonly string[];
}

interface Body {
  data?: Data;
  errors?: { message: string }[];
  extensions?: { sources?: Record<string, { status: string }> };
}

export interface Readers extends AsyncDisposable {
  ask(question: Question, headers?: Record<string, string>): Promise<Ended>;
  /** @param perSecond how many begin in a second */
  load(questions: Iterator<Question, void>, perSecond: number, seconds: number): Promise<Ended[]>;
}

export function readersOf(url: string): Readers {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 256 });

  async function ask(question: Question, headers: Record<string, string> = {}): Promise<Ended> {
    const began = performance.now();
    const ended = (kind: Kind, status: number, { data, errors }: Body = {}) =>
      ({
        question,
        kind,
        status,
        ms: performance.now() - began,
        data: data ?? {},
        errors: [...new Set(errors?.map(({ message }) => message))],
      }) satisfies Ended;
    try {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...headers,
        },
        body: JSON.stringify(question),
      });
      const answer = (await body.json()) as Body;
      return ended(kindOf(statusCode, answer), statusCode, answer);
    } catch {
      return ended('failed', 0);
    }
  }

  return {
    ask,
    async load(questions, perSecond, seconds) {
      const asked: Promise<Ended>[] = [];
      const began = performance.now();
      for (let nth = 0; nth < perSecond * seconds; nth++) {
        const question = questions.next().value;
        if (!question) break;
        await passed(Math.max(0, began + (nth * 1_000) / perSecond - performance.now()));
        asked.push(ask(question));
      }
      return await Promise.all(asked);
    },
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

function kindOf(status: number, { data, errors = [], extensions }: Body): Kind {
  if (status === 503) return 'shed';
  if (status !== 200) return 'failed';
  const missing =
    errors.length > 0 || data?.events?.incomplete.length > 0 || data?.situation?.figures.missing.length > 0;
  if (missing) return 'partial';
  const sources = Object.values(extensions?.sources ?? {});
  return sources.some(source => source.status === 'STALE') ? 'stale' : 'fresh';
}
