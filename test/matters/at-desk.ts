/** The integrators' command as a test runs it: what it printed, and its exit code. */
import { pathToFileURL } from 'node:url';
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
  }: { schema?: URL; env?: Record<string, string>; colours?: boolean } = {},
): Promise<Ran> {
  const printed = { out: '', err: '' };
  const screen = (name: 'out' | 'err') => ({
    colours,
    terminal: null,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const folder = (path: string) => pathToFileURL(`${path}/`);
  const code = await run(argv, { schema, folder, env, out: screen('out'), err: screen('err') });
  return { code, ...printed };
}
