/** The integrators' command as a test runs it: what it printed, and its exit code. */
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/clock.ts';
import type { Desk, Screen } from '../../src/matters/desk.ts';
import { run } from '../../src/matters/run.ts';

export const SCHEMA = new URL('../../schema/', import.meta.url);

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/**
 * @param schema the folder that it works on; the project's own unless said
 * @param cwd where it is called; the folder that holds that one unless said
 */
export async function matters(
  argv: readonly string[],
  {
    schema = SCHEMA,
    cwd = fileURLToPath(new URL('..', schema)),
    env = {},
    colours = false,
    terminal = null,
    clock = systemClock,
  }: Partial<Pick<Desk, 'schema' | 'clock'>> & {
    cwd?: string;
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
  const code = await run(argv, { schema, cwd, env, out: screen('out'), err: screen('err'), clock });
  return { code, ...printed };
}
