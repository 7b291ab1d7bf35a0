import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ofEach } from '../../../mocks/platform.ts';
import { addressVariables } from '../../../src/config-platforms.ts';
import { PLATFORM_NAMES } from '../../../src/upstream/platform-code.ts';
import { handClock } from '../../clock.ts';
import { writtenFiles } from '../../hub/files/written-files.ts';
import { matters } from '../at-desk.ts';

/** Platforms that take their time: nobody is answered before they are told to give up. */
let slow: Server;
let giveUp: () => void;
let env: Record<string, string>;
beforeEach(async () => {
  const told = Promise.withResolvers<void>();
  giveUp = told.resolve;
  slow = createServer(async (_, response) => {
    await told.promise;
    response.writeHead(503).end();
  });
  await new Promise<void>(listening => slow.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`;
  env = { ...addressVariables(ofEach(() => url)), CALL_REPEATS: '0', CALL_TIMEOUT: '60s' };
});
afterEach(() => {
  slow.closeAllConnections();
  slow.close();
});

/** A command on a terminal, and a clock that is moved until something is shown there. */
function onTerminal(argv: readonly string[], env: Record<string, string>) {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const clock = handClock();
  const ran = matters(argv, { env, clock, terminal: terminal as unknown as NodeJS.WriteStream });
  const written = () => `${terminal.read() ?? ''}`;
  return {
    ran,
    written,
    async shown() {
      let text = '';
      for (let turns = 0; text === '' && turns < 10_000; turns++) {
        clock.advance(1_000);
        await turn();
        text = written();
      }
      return stripVTControlCharacters(text);
    },
  };
}

/** Stands for the folder of another catalogue. */
const OTHER = 'OTHER';

describe('what a command asks the platforms', () => {
  it.each([
    ['drift', ['drift'], PLATFORM_NAMES.length],
    ['explain', ['explain', 'CITY:XS20240513000087'], 1],
    ['add', ['add', 'CITY:CF-280901'], 1],
    ['diff', ['diff', 'schema', OTHER], PLATFORM_NAMES.length],
  ] as const)('shows that it waits where it takes longer than a second: %s', async (_, argv, of) => {
    using other = writtenFiles();
    const asked = new Promise(resolve => slow.once('request', resolve));
    const { ran, shown, written } = onTerminal(
      argv.map(word => (word === OTHER ? other.directory : word)),
      env,
    );
    await asked;
    expect(await shown()).toMatch(new RegExp(`^\\s*Asking the platforms ░{24} 0/${of}`));
    giveUp();
    expect((await ran).code).toBe(3);
    expect(written()).toContain('\x1b[2K');
  });
});

describe('the mocks of a command', () => {
  it('are waited for with a bar too', async () => {
    const { ran, shown } = onTerminal(['explain', 'CITY:XS20240513000087'], {});
    expect(await shown()).toMatch(/^\s*Starting the mocks, in percent [█░]{24} \d+\/100/);
    expect((await ran).code).toBe(0);
  });
});
