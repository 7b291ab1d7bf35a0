/** Which calls a tester means: by kind, or by the contract's name. */
import type { MockPlatform } from '../platform.ts';
import type { ReceivedCall } from '../received-call.ts';
import { meant } from './nearest.ts';

export type Which = (call: ReceivedCall) => boolean;

const KINDS = ['data', 'auth', 'health'];

/** Every call of a contract; what is asked of the mock itself never. */
export const anyCall: Which = ({ kind }) => kind !== 'control';

/**
 * Reads `data`, `auth`, `health`, `*`, a call such as `GET /clues`, or several calls by a pattern such as `POST /event/*`;
 * several of these between commas. Gives a text that says what is wrong where it names no call of the platform.
 */
export function calledBy(text: string, { name, calls }: MockPlatform): Which | string {
  const known = calls.map(({ method, path }) => `${method} ${path}`);
  const tests: Which[] = [];
  for (const part of text.split(',').map(one => one.trim())) {
    if (part === '*') tests.push(anyCall);
    else if (KINDS.includes(part)) tests.push(({ kind }) => kind === part);
    else {
      const pattern = new RegExp(`^${part.split('*').map(literal).join('.*')}$`);
      if (!known.some(call => pattern.test(call))) {
        const names = [...KINDS, ...known];
        return `expected ${KINDS.join(', ')}, * or a call of the ${name} system such as ${known.at(-1)}, got "${part}"; ${meant(part, names)}`;
      }
      tests.push(({ kind, call }) => kind !== 'control' && pattern.test(call));
    }
  }
  return call => tests.some(test => test(call));
}

const literal = (text: string): string => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
