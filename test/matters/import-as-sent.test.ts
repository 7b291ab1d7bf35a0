/** Sheets as departments fill them in and name them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { office, table, writeCsv, writeSheet } from './sheets.ts';

/** What an import finds in one row of the category of gas. */
async function findings(row: Record<string, string>, ...argv: string[]): Promise<string[]> {
  using desk = office('08');
  writeCsv(desk.path('a.csv'), table(row));
  return await desk.findings('a.csv', '--lang', 'zh', ...argv);
}

/** What it writes for a cell of a code. */
async function codesOf(cell: string): Promise<string | undefined> {
  using desk = office('08');
  writeCsv(desk.path('a.csv'), table({ 事项编码: 'S-08-003', 基层平台类别: cell }));
  await desk.run('import', desk.path('a.csv'), '--write');
  return /JG-080687, grassroots: (.*) \}$/mu.exec(desk.yaml()['08-urban-gas.yaml']!)?.[1];
}

describe('Titles', () => {
  it('are known by the names that departments give them', async () => {
    using desk = office('08');
    const inspection = ['事项编码', '所属领域', '频次', '权力编码', '网格类别'];
    writeCsv(desk.path('a.csv'), [
      inspection,
      ['S-08-001', '城镇燃气', '每月一次', '3306083485001', 'G10701'],
    ]);
    const { code, out } = await desk.run('import', desk.path('a.csv'), '--lang', 'zh');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining('检查频次：每季度一次 → 每月一次\na.csv：修改 1 个'),
    });
    writeCsv(desk.path('b.csv'), table({ 事项编码: 'E-08-002', 最低罚款: '', 最高罚款: '200000' }));
    expect((await desk.run('import', desk.path('b.csv'))).out).toContain('penalty.fine.max: 100000 → 200000');
  });

  it('that may mean either of two columns are asked about, unless one of them is there', async () => {
    expect(await findings({ 事项编码: 'E-08-002', 罚则: '', 处罚程序: '' })).toEqual([
      'a.csv:1:6 B1 "罚则": 可能指“处罚内容”或“处罚依据”; 请将列名改为“处罚内容”或“处罚依据”',
    ]);
    expect(await findings({ 事项编码: 'E-08-002', 罚则: '', 处罚依据: '' })).toEqual([
      'a.csv:1:6 B1 "罚则": 可能指“处罚内容”或“处罚依据”; 请将列名改为“处罚内容”',
    ]);
  });

  it('that are there twice are named as they are written', async () => {
    expect(await findings({ 市编码: '', 事项编码: 'E-08-002', 市平台编码: '' })).toEqual([
      'a.csv:1:10 C1 "市平台编码": “市平台编码”列与 A1 “市编码”重复; 请删去其中一列',
    ]);
  });

  it('that are the department’s own are named together, with the columns that the sheet lacks, once', async () => {
    using desk = office('08');
    const all = ['联系电话', '承办科室', '填报日期', '检查频次'];
    writeCsv(
      desk.path('a.csv'),
      table({ 事项编码: 'S-08-001', ...Object.fromEntries(all.map(title => [title, ''])) }),
    );
    expect(await desk.findings('a.csv')).toEqual([
      expect.stringMatching(
        /^a\.csv:1:6 B1 "联系电话": warning: the column is not read, nor are C1 "承办科室", D1 "填报日期"; if it is to be read, name it as one of 事项名称, 英文名称, /,
      ),
    ]);
  });
});

describe('A name that there is not', () => {
  it('is answered with all names and their short codes, the likeliest first', async () => {
    expect(await findings({ 事项编码: 'E-08-002', 主管部门: '住建局' })).toEqual([
      expect.stringMatching(
        /: 没有这个名称; 是否指“建设局”？可填：ZFJ 综合行政执法局、JSJ 建设局、.*、GDB 国防动员办公室$/,
      ),
    ]);
    expect(await findings({ 事项编码: 'E-08-002', 主管部门: 'ＱＱＱ' })).toEqual([
      expect.stringMatching(/: 没有这个名称; 可填：ZFJ 综合行政执法局、/),
    ]);
    using desk = office();
    expect((await desk.run('export', desk.path('b.csv'), '--category', '燃气', '--lang', 'zh')).err).toMatch(
      /^--category "燃气"：没有这个名称；是否指“城镇燃气”？可填：01 .*、08 城镇燃气、.*、40 人民防空/,
    );
  });
});

describe('Yes and no', () => {
  it.each([
    ...['N', 'no', '×', '✗', 'X', '不可'].map(text => [text, 'true', 'false']),
    ...['Y', 'yes', '√', '✓', '可'].map(text => [text, 'false', 'true']),
  ])('are understood as “%s”', async (text, from, to) => {
    using desk = office('08');
    desk.rewrite('08-urban-gas.yaml', yaml => yaml.replaceAll(/delegable: .*/g, `delegable: ${from}`));
    writeCsv(desk.path('a.csv'), table({ 事项编码: 'E-08-002', 可否赋权: text! }));
    expect(await desk.findings('a.csv', '--write')).toEqual([]);
    expect(desk.yaml()['08-urban-gas.yaml']).toContain(`delegable: ${to}`);
  });

  it('are never guessed from a single sign', async () => {
    expect(await findings({ 事项编码: 'E-08-002', 可否赋权: '？' })).toEqual([
      'a.csv:2:10 B2 可否赋权乡镇（街道） "？": 应为是或否; 请填其中之一',
    ]);
    expect(await findings({ 事项编码: 'E-08-002', 处罚程序: '普同程序' })).toEqual([
      expect.stringMatching(/: 应为简易程序或普通程序; 是否指“普通程序”？$/),
    ]);
  });
});

describe('Codes in a cell', () => {
  it.each([
    ['on lines of their own', 'G10701\nG10602', '[G10701, G10602]'],
    ['with a blank between', 'G10701　G10602', '[G10701, G10602]'],
    ['with a comma and a line break', 'G10701，\nG10602', '[G10701, G10602]'],
    [
      'with days on a line of their own',
      'G10701\n（2024-07-01前）\nG10602（2024-07-01起）',
      '[{ code: G10701, to: 2024-07-01 }, { code: G10602, from: 2024-07-01 }]',
    ],
    ['grouped by a blank', 'G 10701', 'G10701'],
  ])('may be several, %s', async (_, cell, written) => {
    expect(await codesOf(cell)).toBe(written);
  });

  it.each(['CF-080862（至2024年7月1日）', 'CF-080862（7月1日起）'])(
    'with days that cannot be read, %s, are shown how',
    async text => {
      expect(await findings({ 事项编码: 'E-08-002', 市平台编码: text })).toEqual([
        expect.stringMatching(
          /: 编码后的日期无法识别; 请写成 CF-050583（2024-07-01前）；CF-059001（2024-07-01起） 的形式：“前”不含当日，“起”含当日$/,
        ),
      ]);
    },
  );

  it('that were digits and end in zeros were spoiled, unless the matter has the code already', async () => {
    const row = { 事项编码: 'E-08-002', 省平台编码: '3302085000000' };
    expect(await findings(row, '--replace-codes')).toEqual([
      expect.stringMatching(/: 末尾全是 0：编码很可能曾被变成科学计数法，原来的数字已丢失; 请选中该列/),
    ]);
    using desk = office('08');
    desk.rewrite('08-urban-gas.yaml', text => text.replace('3302085660002', '3302085000000'));
    writeCsv(desk.path('a.csv'), table(row));
    expect((await desk.run('import', desk.path('a.csv'))).out).toBe('a.csv: nothing changes\n');
  });
});

describe('A text file', () => {
  it.each([
    ['tabs', '\t'],
    ['semicolons', ';'],
  ])('is read with %s between its fields', async (_, delimiter) => {
    using desk = office('08');
    const rows = [
      ['导出'],
      ['事项编码', '事项名称', '市平台编码', '检查频次'],
      ['S-08-001', `"a${delimiter}b"`, 'TRUE', ''],
      ['S-08-002', '', '', '每旬'],
    ];
    writeFileSync(desk.path('a.csv'), rows.map(row => row.join(delimiter)).join('\r\n'));
    expect(await desk.findings('a.csv')).toContainEqual(
      expect.stringMatching(/^a\.csv:3:16 C3 市平台编码 "TRUE": /),
    );
    expect((await desk.run('import', desk.path('a.csv'))).out).toContain('frequency: 每月一次 → 每旬\n');
  });

  it('that is called an Excel file is said to be one where it holds no titles', async () => {
    using desk = office('08');
    for (const name of ['a.xlsx', 'b.XLS'])
      writeFileSync(desk.path(name), '<table><tr><td>事项编码</td></tr></table>');
    expect([...(await desk.findings('a.xlsx')), ...(await desk.findings('b.XLS'))]).toEqual([
      expect.stringMatching(
        /^a\.xlsx: is called an Excel file, and is a text that holds no titles of columns; open it in Excel/,
      ),
      expect.stringMatching(/^b\.XLS: is called an Excel file/),
    ]);
  });
});

describe('A file', () => {
  it('that cannot be read or written is refused in words, without the system’s', async () => {
    using desk = office('08');
    mkdirSync(desk.path('folder'));
    const said = async (...argv: string[]) => (await desk.run(...argv, '--lang', 'zh')).err;
    expect(await said('import', 'none.xlsx')).toBe(
      '没有文件 none.xlsx；请核对文件名或写完整路径，相对路径从运行命令时所在的文件夹算起\n',
    );
    expect(await said('import', 'folder')).toBe('folder 是文件夹；请写其中表格的文件名\n');
    expect(await said('export', 'none/a.csv')).toBe(
      `没有文件夹 ${desk.path('none')}；请先建立，或核对路径\n`,
    );
  });

  it('with a relative path is that of the folder that npm was called in', async () => {
    using desk = office('08');
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '检查频次'],
      ['S-08-001', '每季度一次'],
    ]);
    const called = (env: Record<string, string>, ...argv: string[]) =>
      execFileSync(process.execPath, [resolve('src/matters/command.ts'), ...argv, '--lang', 'en'], {
        env: { PATH: process.env.PATH, ...env },
        encoding: 'utf8',
      });
    const npm = { npm_lifecycle_event: 'matters', INIT_CWD: dirname(desk.path('a.xlsx')) };
    expect(called(npm, 'import', 'a.xlsx')).toBe('a.xlsx: nothing changes\n');
    called(npm, 'export', 'out.csv', '--category', '08');
    expect(readFileSync(desk.path('out.csv'), 'utf8')).toContain('S-08-001');
    // Another script that calls the command by itself has a folder of its own.
    expect(() => called({ ...npm, npm_lifecycle_event: 'test' }, 'import', 'a.xlsx')).toThrow(
      'there is no file a.xlsx',
    );
  });
});
