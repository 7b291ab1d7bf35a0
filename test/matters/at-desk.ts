/** The integrators' command as a test runs it: what it printed, and its exit code. */
import { pathToFileURL } from 'node:url';
import { systemClock } from '../../src/clock.ts';
import type { Desk, Screen } from '../../src/matters/desk.ts';
import { run } from '../../src/matters/run.ts';

export const SCHEMA = new URL('../../schema/', import.meta.url);

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** @param schema the folder that it works on; the project's own unless said */
export async function matters(
  argv: readonly string[],
  {
    schema = SCHEMA,
    env = {},
    colours = false,
    terminal = null,
    clock = systemClock,
  }: Partial<Pick<Desk, 'schema' | 'clock'>> & {
    env?: Record<string, string>;
    colours?: boolean;
    terminal?: Screen['terminal'];
  } = {},
): Promise<Ran> {
  const printed = { out: '', err: '' };
  const screen = (name: 'out' | 'err') => ({
    colours,
    terminal,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const folder = (path: string) => pathToFileURL(`${path}/`);
  const code = await run(argv, { schema, folder, env, out: screen('out'), err: screen('err'), clock });
  return { code, ...printed };
}
