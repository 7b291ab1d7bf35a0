/** Every command meets the same files that cannot be used, and says it alike. */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type WrittenFiles, writtenFiles } from '../hub/files/written-files.ts';
import { matters } from './at-desk.ts';
import { table, writeCsv } from './sheets.ts';

let files: WrittenFiles;
beforeAll(() => {
  files = writtenFiles();
  files.edit('matters/08-urban-gas.yaml', 'CF-080831', 'CF-08x');
  writeCsv(join(dirname(files.directory), 'a.csv'), table({ 事项编码: 'E-08-001', 事项名称: '新' }));
});
afterAll(() => files[Symbol.dispose]());

const ran = (args: string[]) => matters(args, { schema: pathToFileURL(`${files.directory}/`) });

const COMMANDS = [
  ['drift'],
  ['add', 'CITY:CF-280901'],
  ['coverage'],
  ['explain', 'CITY:XS20240513000087'],
  ['import', 'a.csv'],
  ['export', 'b.csv'],
  ['diff', 'schema', 'schema'],
];

describe('Files that cannot be used', () => {
  it.each(COMMANDS)('are told by %s as by check', async (...args) => {
    const { out } = await ran(['check']);
    const blocks = out.slice(0, out.lastIndexOf('\n', out.length - 2) + 1);
    expect(blocks).toMatch(/^schema\/matters\/08-urban-gas\.yaml:52:45\n {2}error {3}codes\.city "CF-08x"\n/);
    const whose = args[0] === 'diff' ? "schema's" : "the catalogue's";
    expect(await ran(args)).toEqual({
      code: 1,
      out: '',
      err: `${blocks}${whose} files cannot be used: 1 error in 1 file\n`,
    });
  });

  it('are said to be whose in Chinese too', async () => {
    const { err } = await ran(['coverage', '--lang', 'zh']);
    expect(err).toMatch(/\n\n目录文件无法使用：1 个文件中有 1 处错误\n$/);
  });

  it.each([['drift'], ['coverage'], ['import', 'a.csv']])(
    'are told by %s to programs as by check, in the language that is asked for',
    async (...args) => {
      const json = ['--format', 'json', '--lang', 'zh'];
      expect(await ran([...args, ...json])).toEqual(await ran(['check', ...json]));
    },
  );
});

describe('The path of a finding', () => {
  const place = (path: string) => `${path}/matters/08-urban-gas.yaml:52:45\n`;
  const checked = async (cwd: string, schema: string) =>
    (await matters(['check', '--schema', schema], { cwd })).out;

  it('leads from the working directory to the file, wherever the folder is', async () => {
    const { directory } = files;
    const [above, beside] = [dirname(dirname(directory)), join(dirname(directory), 'elsewhere')];
    expect(await checked(dirname(directory), 'schema')).toMatch(place('schema'));
    expect(await checked(above, directory)).toContain(place(directory.slice(above.length + 1)));
    expect(await checked(directory, '.')).toContain(place('.'));
    expect(await checked(beside, '../schema')).toContain(place(directory));
  });

  it('of a spreadsheet does too', async () => {
    const sheet = { schema: pathToFileURL(`${files.directory}/`), cwd: dirname(dirname(files.directory)) };
    const path = join(dirname(files.directory), 'empty.csv');
    writeCsv(path, []);
    files.edit('matters/08-urban-gas.yaml', 'CF-08x', 'CF-080831');
    const { err } = await matters(['import', path], sheet);
    expect(err.split('\n')[0]).toBe(path.slice(sheet.cwd.length + 1));
    files.edit('matters/08-urban-gas.yaml', 'CF-080831', 'CF-08x');
  });
});
