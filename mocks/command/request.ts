/** From the words of a command to what is asked of the mocks, which check the rest. */
import { meant } from '../faults/nearest.ts';
import { PLATFORM_NAMES } from '../platform.ts';
import type { ControlRequest } from './remote.ts';

/** The command was not understood. */
export class UsageError extends Error {}

export const COMMANDS = {
  list: 'list',
  put: 'put PLATFORM FAULT [key=value …]',
  off: 'off [PLATFORM [FAULT]]',
  scenario: 'scenario [NAME [url=…] | stop]',
  status: 'status',
  calls: 'calls [forget]',
  edit: 'edit PLATFORM [NO] [field=value …] [--announced]',
  webhooks: 'webhooks send|repeat|reorder|lose [url=…]',
  clock: 'clock [INSTANT | +2h | -15m]',
  reset: 'reset',
};

type Read = (words: string[], flags: { announced?: boolean | undefined }) => ControlRequest;

const READ: Record<string, Read> = {
  put([platform, fault, ...pairs]) {
    if (platform === undefined || fault === undefined) throw usage('put', 'it needs a platform and a fault');
    return post('/__mock/faults', { platform: checked(platform), fault, ...pairsOf(pairs, 'put') });
  },
  off([platform, fault]) {
    const query = new URLSearchParams({
      ...(platform && { platform: checked(platform) }),
      ...(fault && { fault }),
    });
    return { method: 'DELETE', path: `/__mock/faults?${query}` };
  },
  scenario([name, ...pairs]) {
    if (name === undefined) return { method: 'GET', path: '/__mock/scenario' };
    if (name === 'stop') return { method: 'DELETE', path: '/__mock/scenario' };
    return post('/__mock/scenario', { name, ...pairsOf(pairs, 'scenario') });
  },
  status: () => ({ method: 'GET', path: '/__mock/status' }),
  calls([forget]) {
    if (forget !== undefined && forget !== 'forget') throw usage('calls', `got "${forget}"`);
    return { method: forget ? 'DELETE' : 'GET', path: '/__mock/calls' };
  },
  edit([platform, ...words], { announced = false }) {
    if (platform === undefined) throw usage('edit', 'it needs a platform');
    const [no] = words.filter(word => !word.includes('='));
    const pairs = words.filter(word => word.includes('='));
    return post('/__mock/edit', { platform: checked(platform), no, set: pairsOf(pairs, 'edit'), announced });
  },
  webhooks: ([how, ...pairs]) => post('/__mock/webhooks', { how, ...pairsOf(pairs, 'webhooks') }),
  clock([time]) {
    if (time === undefined) return { method: 'GET', path: '/__mock/clock' };
    const by = /^[+-]\d/.test(time) ? time.replace('+', '') : undefined;
    return post('/__mock/clock', by === undefined ? { to: time } : { by });
  },
  reset: () => post('/__mock/reset', {}),
};

/** @throws UsageError for a command that there is not, or that lacks something. */
export function requestOf(
  command: string,
  words: string[],
  flags: { announced?: boolean | undefined },
): ControlRequest {
  const read = Object.hasOwn(READ, command) ? READ[command] : undefined;
  if (!read)
    throw new UsageError(`There is no command "${command}"; ${meant(command, Object.keys(COMMANDS))}`);
  return read(words, flags);
}

const post = (path: string, body: unknown): ControlRequest => ({ method: 'POST', path, body });

function pairsOf(words: string[], command: keyof typeof COMMANDS): Record<string, string> {
  return Object.fromEntries(
    words.map(word => {
      const at = word.indexOf('=');
      if (at < 1) throw usage(command, `expected key=value, got "${word}"`);
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}

function checked(platform: string): string {
  if ((PLATFORM_NAMES as readonly string[]).includes(platform)) return platform;
  throw new UsageError(`There is no platform "${platform}"; ${meant(platform, PLATFORM_NAMES)}`);
}

const usage = (command: keyof typeof COMMANDS, what: string): UsageError =>
  new UsageError(`${command}: ${what}\nUsage: npm run mock -- ${COMMANDS[command]}`);
