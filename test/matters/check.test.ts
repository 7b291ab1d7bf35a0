/** `check` as an integrator, a program and GitHub meet it: what is printed where, and the exit code. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { type WrittenFiles, writtenFiles } from '../hub/files/written-files.ts';
import { matters, type Ran, SCHEMA } from './at-desk.ts';

const GAS = 'matters/08-urban-gas.yaml';

function twoErrorsAndAWarning(files: WrittenFiles): void {
  files.edit(GAS, 'CF-080831', 'CF-08x');
  files.edit(GAS, 'JG-080658', 'JG-080629');
  files.write('matters/40-civil-air-defence.yaml', Buffer.from([0xb3, 0xc7, 0xd5, 0xf2]));
}

const onlyAWarning = (files: WrittenFiles) => files.edit(GAS, 'JG-080658', 'JG-080629');

async function checked(
  slip: (files: WrittenFiles) => void,
  args: string[] = [],
  options: { colours?: boolean } = {},
): Promise<Ran> {
  using files = writtenFiles();
  slip(files);
  return await matters(['check', ...args], { ...options, schema: pathToFileURL(`${files.directory}/`) });
}

describe('check prints for people', () => {
  it('each finding with its place, what stands there, why and the remedy, then how many there are', async () => {
    expect((await checked(twoErrorsAndAWarning)).out).toBe(`\
schema/matters/08-urban-gas.yaml:29:45
  warning  codes.city "JG-080629"
  why      is also the code of S-08-001
  remedy   see schema/matters/08-urban-gas.yaml:20; an event that carries it cannot be decided; correct it unless both are meant

schema/matters/08-urban-gas.yaml:52:45
  error    codes.city "CF-08x"
  why      expected CF- and six digits
  remedy   look the code up in the city's item directory

schema/matters/40-civil-air-defence.yaml
  error    is not in UTF-8
  remedy   save it as UTF-8

2 errors and 1 warning in 2 files
`);
  });

  it('the same in Chinese', async () => {
    expect((await checked(twoErrorsAndAWarning, ['--lang', 'zh'])).out).toBe(`\
schema/matters/08-urban-gas.yaml:29:45
  警告  codes.city "JG-080629"
  原因  同时是 S-08-001 的编码
  处理  另一处见 schema/matters/08-urban-gas.yaml:20；带有该编码的事件无法判定事项，如非有意请更正

schema/matters/08-urban-gas.yaml:52:45
  错误  codes.city "CF-08x"
  原因  应为 CF- 加六位数字
  处理  请在市平台的事项目录中查对

schema/matters/40-civil-air-defence.yaml
  错误  文件不是 UTF-8 编码
  处理  请另存为 UTF-8 编码

2 个文件中有 2 处错误、1 处警告
`);
  });

  it('in colours where there are some, which change no letter', async () => {
    const plain = await checked(twoErrorsAndAWarning);
    const coloured = await checked(twoErrorsAndAWarning, [], { colours: true });
    expect(coloured.out).toContain('\x1b[31m  error');
    expect(coloured.out).toContain('\x1b[33m  warning');
    expect(coloured.out).toContain('\x1b[2mschema/matters/08-urban-gas.yaml:52:45\x1b[22m');
    expect(stripVTControlCharacters(coloured.out)).toBe(plain.out);
    expect(plain.out).not.toContain('\x1b');
  });

  it('no sign of a file that a terminal would obey', async () => {
    const { out } = await checked(files => files.edit(GAS, '  note: ', '  "\\e[2Jnote\\n": x\n  note: '));
    expect(out).toContain('category.\\u001b[2Jnote\\u000a\n');
    expect(out).not.toContain('\x1b');
  });

  it('what is in order, where nothing is to be mended', async () => {
    const count = (await loadCatalogue(SCHEMA)).matters.length;
    expect(await matters(['check'])).toEqual({
      code: 0,
      out: `all is well: ${count} matters of 40 categories, directories, time limits and indicators\n`,
      err: '',
    });
    expect((await matters(['check', '--lang', 'zh'])).out).toBe(
      `检查通过：40 个类的 ${count} 个事项，以及区划、部门、网格事件类别、时限、日历和指标\n`,
    );
  });
});

describe('check prints for programs', () => {
  it('one JSON document, in the language that is asked for', async () => {
    const { out, err } = await checked(twoErrorsAndAWarning, ['--format', 'json', '--lang', 'zh']);
    expect(JSON.parse(out)).toEqual({
      errors: 2,
      warnings: 1,
      findings: [
        {
          severity: 'WARNING',
          file: 'schema/matters/08-urban-gas.yaml',
          line: 29,
          column: 45,
          cell: null,
          path: 'codes.city',
          value: 'JG-080629',
          problem: '同时是 S-08-001 的编码',
          remedy:
            '另一处见 schema/matters/08-urban-gas.yaml:20；带有该编码的事件无法判定事项，如非有意请更正',
        },
        {
          severity: 'ERROR',
          file: 'schema/matters/08-urban-gas.yaml',
          line: 52,
          column: 45,
          cell: null,
          path: 'codes.city',
          value: 'CF-08x',
          problem: '应为 CF- 加六位数字',
          remedy: '请在市平台的事项目录中查对',
        },
        {
          severity: 'ERROR',
          file: 'schema/matters/40-civil-air-defence.yaml',
          line: null,
          column: null,
          cell: null,
          path: '',
          value: null,
          problem: '文件不是 UTF-8 编码',
          remedy: '请另存为 UTF-8 编码',
        },
      ],
    });
    expect(err).toBe('');
  });

  it('one without findings where there is none', async () => {
    const { out } = await matters(['check', '--format=json']);
    expect(JSON.parse(out)).toEqual({ errors: 0, warnings: 0, findings: [] });
  });
});

describe('check prints for GitHub', () => {
  it('a workflow command for each finding, and the count beside them', async () => {
    expect(await checked(twoErrorsAndAWarning, ['--format', 'github'])).toEqual({
      code: 1,
      out: `\
::warning file=schema/matters/08-urban-gas.yaml,line=29,col=45::codes.city "JG-080629": is also the code of S-08-001; see schema/matters/08-urban-gas.yaml:20; an event that carries it cannot be decided; correct it unless both are meant
::error file=schema/matters/08-urban-gas.yaml,line=52,col=45::codes.city "CF-08x": expected CF- and six digits; look the code up in the city's item directory
::error file=schema/matters/40-civil-air-defence.yaml::is not in UTF-8; save it as UTF-8
`,
      err: '2 errors and 1 warning in 2 files\n',
    });
    expect((await checked(onlyAWarning, ['--format', 'github', '--lang', 'zh'])).out).toBe(
      '::warning file=schema/matters/08-urban-gas.yaml,line=29,col=45::codes.city "JG-080629"：同时是 S-08-001 的编码；另一处见 schema/matters/08-urban-gas.yaml:20；带有该编码的事件无法判定事项，如非有意请更正\n',
    );
  });

  it('what its commands would take for their own signs as it wants them', async () => {
    using files = writtenFiles();
    files.edit(GAS, 'max: 100000 ', 'max: 10% ');
    const folder = mkdtempSync(join(tmpdir(), '100%, a:b-'));
    try {
      cpSync(files.directory, folder, { recursive: true });
      const { out } = await matters(['check', '--format', 'github', '--schema', folder]);
      const shown = tmpdir().replaceAll('\\', '/');
      expect(out.slice(0, `::error file=${shown}`.length)).toBe(`::error file=${shown}`);
      expect(out).toMatch(
        /^::error file=\S+\/100%25%2C a%3Ab-\w+\/matters\/08-urban-gas\.yaml,line=62,col=20::penalty\.fine\.max "10%25": /,
      );
      expect(out).toMatch(/, comma or space\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('The exit code of check', () => {
  it.each(['text', 'json', 'github'])(
    'says whether there are errors, whatever is printed (%s)',
    async format => {
      const code = async (slip: (files: WrittenFiles) => void, ...args: string[]) =>
        (await checked(slip, ['--format', format, ...args])).code;
      expect(await code(() => {})).toBe(0);
      expect(await code(onlyAWarning)).toBe(0);
      expect(await code(onlyAWarning, '--strict')).toBe(1);
      expect(await code(() => {}, '--strict')).toBe(0);
      expect(await code(twoErrorsAndAWarning)).toBe(1);
    },
  );

  it.each([
    [
      ['--forma', 'json'],
      'check has no option --forma; did you mean --format?',
      'check 没有选项 --forma；是否应为 --format？',
    ],
    [
      ['--quick'],
      'check has no option --quick; it has --format, --strict, --lang, --schema, --help',
      'check 没有选项 --quick；可用的有 --format、--strict、--lang、--schema、--help',
    ],
    [
      ['--format', 'xml'],
      'expected --format text|json|github, got "xml"',
      '应为 --format text|json|github，实为“xml”',
    ],
    [
      ['--format'],
      'expected --format text|json|github, got no value',
      '应为 --format text|json|github，但没有写值',
    ],
    [
      ['--format', '--strict'],
      'expected --format text|json|github, got "--strict"',
      '应为 --format text|json|github，实为“--strict”',
    ],
    [['--strict=yes'], '--strict takes no value; write it alone', '--strict 不带值，请单独书写'],
    [
      ['schema/matters'],
      'expected "npm run matters -- check", got "schema/matters" behind check; check --help says more',
      '应为“npm run matters -- check”，但 check 之后是“schema/matters”；详见 check --help',
    ],
    [
      ['--schema', '/nowhere'],
      '/nowhere/: expected a folder that holds matters/ and directory/, it lacks matters/ and directory/; correct --schema',
      '/nowhere/：应为含有 matters/ 和 directory/ 的文件夹，缺少 matters/ 和 directory/；请更正 --schema',
    ],
  ])('is 2 for %j, which is refused with what there is', async (args, en, zh) => {
    expect(await matters(['check', ...args])).toEqual({ code: 2, out: '', err: `${en}\n` });
    expect(await matters(['check', ...args, '--lang=zh'])).toEqual({ code: 2, out: '', err: `${zh}\n` });
  });

  it('is that of the process, in the language of the locale', async () => {
    using files = writtenFiles();
    files.edit(GAS, 'CF-080831', 'CF-08x');
    const args = ['src/matters/command.ts', 'check', '--schema', files.directory];
    const env = { ...process.env, LC_ALL: 'zh_CN.UTF-8' };
    const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>(resolve =>
      execFile(process.execPath, args, { env }, (error, out) => resolve({ code: error?.code, stdout: out })),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/ {2}错误 {2}codes\.city "CF-08x"\n(.+\n)+\n1 个文件中有 1 处错误\n$/);
  });
});

describe('check --help', () => {
  it.each([['en'], ['zh']])(
    'says in columns what it takes and what its exit code says, in %s',
    async lang => {
      const { code, out, err } = await matters(['check', '--help', '--lang', lang]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const rows = out.split('\n').filter(row => row.startsWith('  --'));
      expect(rows.map(row => row.trim().split(/[ =]/)[0])).toEqual([
        '--format',
        '--strict',
        '--lang',
        '--schema',
        '--help',
      ]);
      const begins = rows.map(row => stringWidth(/^.*\S {2,}(?=\S)/.exec(row)![0]));
      expect(new Set(begins).size).toBe(1);
      expect(out).toMatch(/\b0\b.+\b1\b.+\b2\b/);
    },
  );

  it('checks nothing', async () => {
    expect((await checked(twoErrorsAndAWarning, ['-h'])).out).not.toContain('CF-08x');
  });
});
