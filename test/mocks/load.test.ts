/** A platform's mock is found by its folder: what is said where there is none. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadMocks, NoMockError } from '../../mocks/load.ts';
import { PLATFORM_NAMES } from '../../mocks/platform.ts';

describe('the mocks', () => {
  it('are of every platform that the gateway is wired to, in that order', async () => {
    const mocks = await loadMocks();
    expect(Object.keys(mocks)).toEqual(PLATFORM_NAMES);
    expect(mocks).toMatchObject({
      province: { title: '省执法监管数字应用' },
      city: { title: '丽水市智慧执法系统' },
      grassroots: { title: '基层智治系统' },
    });
  });
});

describe('a folder of mocks', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guantong-mocks-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });
  const write = async (name: string, text: string) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'mock.ts'), text);
  };
  const load = (...names: string[]) => loadMocks(names, pathToFileURL(`${folder}/`));

  it('has one where mock.ts exports it', async () => {
    await write('hotline', "export const mock = { title: '12345政务服务热线', open: () => ({}) };");
    expect(await load('hotline')).toMatchObject({ hotline: { title: '12345政务服务热线' } });
  });

  it('without one is answered with where it was looked for and what to do, of all platforms at once', async () => {
    await write('hotline', "export const mocks = { title: '12345政务服务热线' };");
    await write('petitions', '');
    await write('courts', "export const mock = { title: '法院' };");
    const loaded = load('water', 'hotline', 'petitions', 'courts');
    await expect(loaded).rejects.toBeInstanceOf(NoMockError);
    const problem = (name: string, got: string) =>
      `the platform ${name} has no mock: expected "export const mock: PlatformMock" (mocks/platform.ts) in ` +
      `${join(folder, name, 'mock.ts')}, got ${got}; write one like mocks/grassroots/mock.ts, or take ${name} out of src/wiring.ts`;
    await expect(loaded).rejects.toThrow(
      [
        problem('water', 'no such file'),
        problem('hotline', 'one that exports mocks'),
        problem('petitions', 'one that exports nothing'),
        problem('courts', 'a mock without open'),
      ].join('\n'),
    );
  });

  it('whose mock cannot be loaded is not said to be without one', async () => {
    await write('hotline', "import './nowhere.ts';\nexport const mock = {};");
    await expect(load('hotline')).rejects.not.toBeInstanceOf(NoMockError);
    await expect(load('hotline')).rejects.toThrow('nowhere.ts');
  });
});
