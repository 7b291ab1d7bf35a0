/** The integrators' command as a process of its own, which lives as long as its work does and no longer. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { freePort } from '../../bench/free-port.ts';
import { ofEach, PLATFORM_NAMES } from '../../mocks/platform.ts';
import { addressVariables } from '../../src/config-platforms.ts';

async function started(argv: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['src/matters/command.ts', ...argv], {
    env: { ...process.env, LANG: 'C', LC_ALL: 'C', NODE_ENV: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise(resolve => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, out, err };
}

it('waits out the pauses before it asks a platform again, though nothing else goes on meanwhile', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const { code, out, err } = await started(['drift'], {
    ...addressVariables(ofEach(() => nobody)),
    CALL_REPEATS: '5',
  });
  expect({ code, err }).toEqual({ code: 3, err: '' });
  expect(out.match(/: not compared\n {2}it cannot be reached/g)).toHaveLength(PLATFORM_NAMES.length);
});
