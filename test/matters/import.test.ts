import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FAILSAFE_SCHEMA, load } from 'js-yaml';
import readXlsx from 'read-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { csvRows, lineChanges, office, table, writeCsv, writeSheet } from './sheets.ts';

const GAS = { 事项编码: 'E-08-002' };
const NEW = {
  事项编码: '',
  事项名称: '对新事项的处罚',
  英文名称: 'A new matter',
  类别: '城镇燃气',
  事项类型: '行政处罚',
  主管部门: '综合行政执法局',
  法律依据: '《城镇燃气管理条例》第二十九条',
  处罚内容: '责令改正',
  处罚依据: '《城镇燃气管理条例》第五十条',
  '罚款上限（元）': '1,000',
  处罚程序: '一般程序',
  '可否赋权乡镇（街道）': '是',
  市平台编码: 'CF-080999',
};

describe('the import of a sheet', () => {
  it.each(['a.xlsx', 'a.csv'])('that was exported, %s, changes nothing', async name => {
    using desk = office();
    const before = desk.yaml();
    await desk.run('export', desk.path(name));
    expect(await desk.run('import', desk.path(name), '--write')).toEqual({
      code: 0,
      out: `${name}: nothing changes\n`,
      err: '',
    });
    expect(desk.yaml()).toEqual(before);
  });

  it('leaves a list of codes as it is, those with days and those without, until another is put in', async () => {
    using desk = office('08');
    const several = 'city: [CF-080831, { code: CF-080832, to: 2024-07-01 }, CF-080833]';
    desk.rewrite('08-urban-gas.yaml', text => text.replace('city: CF-080831', several));
    const before = desk.yaml();
    await desk.run('export', desk.path('a.csv'));
    expect((await desk.run('import', desk.path('a.csv'), '--write')).out).toBe('a.csv: nothing changes\n');
    expect(desk.yaml()).toEqual(before);

    const more = table({ 事项编码: 'E-08-001', 市平台编码: 'CF-080831；CF-080899' });
    writeCsv(desk.path('b.csv'), more);
    await desk.run('import', desk.path('b.csv'), '--write', '--replace-codes');
    expect(desk.yaml()['08-urban-gas.yaml']).toContain('city: [CF-080831, CF-080899], grassroots');
  });

  it('says in words what changes, and writes it when told to', async () => {
    using desk = office();
    const before = desk.yaml();
    writeCsv(
      desk.path('a.csv'),
      table({
        ...GAS,
        主管部门: '市建设局',
        '罚款下限（元）': '500',
        '罚款上限（元）': '删除',
        基层平台类别: 'G10701、G10602',
      }),
    );
    expect(await desk.run('import', desk.path('a.csv'), '--lang', 'zh')).toEqual({
      code: 0,
      out: [
        'E-08-002 对燃气用户擅自改装、拆除户内燃气设施的处罚  A2',
        '  主管部门：丽水市综合行政执法局 → 丽水市建设局',
        '  罚款下限（元）：（无） → 500',
        '  罚款上限（元）：100000 → （无）',
        '  基层平台类别：G10701 → G10701；G10602',
        'a.csv：修改 1 个事项，新增 0 个，去掉 1 项原有内容，涉及 1 个文件；尚未写入，确认后请加 --write',
        '',
      ].join('\n'),
      err: '',
    });
    expect(desk.yaml()).toEqual(before);

    expect(await desk.run('import', desk.path('a.csv'), '--write')).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /a\.csv: written, 1 changed, 0 new, 1 value taken out, in 1 file\nwhat changes for readers and events: npm run matters -- diff HEAD\n$/,
      ),
    });
    expect(lineChanges(before, desk.yaml())).toEqual([
      // The bureau is the category's, so the matter needs none of its own.
      '-department: ZFJ # 市综合行政执法局',
      '-fine: { max: 100000 }',
      '-codes: { province: 3302085660002, city: CF-080862, grassroots: G10701 }',
      '+fine: { min: 500 }',
      '+codes: { province: 3302085660002, city: CF-080862, grassroots: [G10701, G10602] }',
    ]);
    expect(await desk.run('import', desk.path('a.csv'))).toMatchObject({ out: 'a.csv: nothing changes\n' });
  });

  it('says what the Chinese guide prints', async () => {
    using desk = office();
    await desk.run('export', desk.path('导出.xlsx'), '--category', '08');
    const [sheet] = await readXlsx(desk.path('导出.xlsx'));
    const titles = sheet!.data[1]!;
    sheet!.data.find(([code]) => code === 'E-08-002')![titles.indexOf('罚款上限（元）')] = 200000;
    await writeSheet(desk.path('燃气.xlsx'), sheet!.data as SheetData, '事项');
    const { out } = await desk.run('import', desk.path('燃气.xlsx'), '--lang', 'zh');
    expect(out.split('\n')).toHaveLength(4);
    expect(readFileSync('README.zh-CN.md', 'utf8')).toContain(`\`\`\`\n${out}\`\`\``);
  });

  it('writes a value in the style of the file, with quotes where YAML needs them, and names a bureau in a comment', async () => {
    using desk = office();
    const before = desk.yaml();
    writeCsv(
      desk.path('a.csv'),
      table(
        { 事项编码: 'S-08-003', 英文名称: 'Gas: what, who # when', 检查方式: '非现场监管', 主管部门: 'SJJ' },
        {
          事项编码: 'S-08-001',
          英文名称: "The suppliers' 1st",
          检查方式: '现场检查，双随机抽查',
          主管部门: '市建设局',
        },
      ),
    );
    await desk.run('import', desk.path('a.csv'), '--write');
    expect(lineChanges(before, desk.yaml())).toEqual([
      '-en: Inspection of gas suppliers',
      '-en: Inspection of installers and repairers of gas appliances',
      '-methods: [现场检查, 双随机抽查]',
      "+en: The suppliers' 1st",
      "+en: 'Gas: what, who # when'",
      '+department: SJJ # 市市场监督管理局',
      '+methods: [非现场监管]',
    ]);
  });

  it('keeps the line ends of a file that was written on Windows', async () => {
    using desk = office();
    desk.rewrite('08-urban-gas.yaml', text => text.replaceAll('\n', '\r\n'));
    const before = desk.yaml()['08-urban-gas.yaml']!;
    writeCsv(desk.path('a.csv'), table({ ...GAS, '罚款下限（元）': '500' }));
    await desk.run('import', desk.path('a.csv'), '--write');
    expect(desk.yaml()['08-urban-gas.yaml']).toBe(
      before.replace('fine: { max: 100000 }', 'fine: { min: 500, max: 100000 }'),
    );
  });

  it('adds a matter under the next free number of its category', async () => {
    using desk = office();
    const before = desk.yaml();
    writeCsv(desk.path('a.csv'), table(NEW));
    const ran = await desk.run('import', desk.path('a.csv'), '--write');
    expect(ran).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^new: E-08-003 对新事项的处罚 {2}A2\n/),
    });
    const now = desk.yaml()['08-urban-gas.yaml'];
    expect(now).toBe(
      `${before['08-urban-gas.yaml']}
  - code: E-08-003
    zh: 对新事项的处罚
    en: A new matter
    department: ZFJ # 市综合行政执法局
    basis: 《城镇燃气管理条例》第二十九条
    penalty:
      text: 责令改正
      basis: 《城镇燃气管理条例》第五十条
      fine: { max: 1000 }
      procedure: ORDINARY
    delegable: true
    codes: { city: CF-080999 }
`,
    );
  });

  it('adds the first matter of a section, and takes a new code that is written', async () => {
    using desk = office();
    desk.rewrite('29-funerals-and-burial.yaml', text =>
      text.replace(/supervision:[\s\S]*?(?=enforcement:)/, 'supervision: []\n\n'),
    );
    const inspection = {
      事项名称: '检查',
      英文名称: 'Inspection',
      法律依据: '《殡葬管理条例》',
      检查对象: '殡仪馆',
      检查方式: '现场检查',
      检查频次: '每年一次',
    };
    writeCsv(
      desk.path('a.csv'),
      table(
        { 事项编码: 'S-29-007', ...inspection },
        { ...inspection, 事项编码: '', 事项名称: '再查', 类别: '29', 事项类型: '监管' },
      ),
    );
    const ran = await desk.run('import', desk.path('a.csv'), '--write');
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(desk.yaml()['29-funerals-and-burial.yaml']).toContain(
      `supervision:
  - code: S-29-007
    zh: 检查
    en: Inspection
    basis: 《殡葬管理条例》
    object: 殡仪馆
    methods: [现场检查]
    frequency: 每年一次

  - code: S-29-008
    zh: 再查
`,
    );
  });

  it('reads what departments send: notes above, titles in two rows and any order, full width, blanks, other names', async () => {
    using desk = office();
    await writeSheet(desk.path('报送.xlsx'), [
      ['丽水市建设局行政执法事项报送表'],
      [],
      ['序号', { value: '处罚', columnSpan: 2 }, null, '* 事项代码', '各平台编码'],
      [null, '罚款 上限（元）', '办案程序：', null, '市编码'],
      [1, 2000, '简易程序', ' Ｅ－０８－００２　', 'ＣＦ－０８０８６２ '],
      [null],
      [null, null, null, '填表人：某某'],
    ]);
    expect(await desk.run('import', desk.path('报送.xlsx'), '--lang', 'zh')).toEqual({
      code: 0,
      out: [
        'E-08-002 对燃气用户擅自改装、拆除户内燃气设施的处罚  表1!D5',
        '  罚款上限（元）：100000 → 2000',
        '  处罚程序：普通程序 → 简易程序',
        '报送.xlsx：修改 1 个事项，新增 0 个，涉及 1 个文件；尚未写入，确认后请加 --write',
        '',
      ].join('\n'),
      err: `\
报送.xlsx 表1!D7
  警告  事项编码 "填表人：某某"
  原因  该行只有这一项内容，不读取
  处理  如为事项，请填写其他各列

`,
    });
  });

  it('reads csv in the encoding of a Chinese Windows, and says so', async () => {
    using desk = office();
    // 事项编码,检查频次 / S-08-001,每月一次 in GBK, which Node does not write.
    const bytes = 'cac2cfeeb1e0c2eb2cbcecb2e9c6b5b4ce0d0a532d30382d3030312cc3bfd4c2d2bbb4ce0d0a';
    writeFileSync(desk.path('a.csv'), bytes, 'hex');
    expect(await desk.run('import', desk.path('a.csv'), '--lang', 'zh')).toMatchObject({
      code: 0,
      out: expect.stringContaining('  检查频次：每季度一次 → 每月一次\n'),
      err: '文件不是 UTF-8 编码，按中文 Excel 使用的 GB 18030 读取\n',
    });
  });

  it('is given to a program as JSON', async () => {
    using desk = office();
    writeCsv(desk.path('a.csv'), table({ ...GAS, '罚款上限（元）': '2000', 市平台编码: '1' }));
    const ran = await desk.run('import', desk.path('a.csv'), '--format', 'json');
    expect(ran).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(ran.out)).toEqual({
      file: 'a.csv',
      refused: true,
      written: false,
      files: ['matters/08-urban-gas.yaml'],
      left: [],
      changes: [
        {
          code: 'E-08-002',
          isNew: false,
          cell: 'A2',
          fields: [
            {
              title: '罚款上限（元）',
              path: 'penalty.fine.max',
              cell: 'B2',
              before: '100000',
              after: '2000',
              value: 2000,
            },
          ],
        },
      ],
      errors: 1,
      warnings: 0,
      findings: [
        {
          severity: 'ERROR',
          file: 'a.csv',
          line: 2,
          column: 15,
          cell: 'C2',
          path: '市平台编码',
          value: '1',
          problem: expect.stringContaining('number'),
          remedy: expect.stringContaining('Text'),
        },
      ],
    });
  });
});

describe('what an import finds', () => {
  const WRONG = table({ ...GAS, 市平台编码: 'CF-08x' });
  const REMEDY = "look the code up in the city's item directory";

  it('is said as a check says it, with the cell', async () => {
    using desk = office();
    writeCsv(desk.path('a.csv'), WRONG);
    expect((await desk.run('import', desk.path('a.csv'))).err).toBe(`\
a.csv:2:10 B2
  error   市平台编码 "CF-08x"
  why     expected CF- and six digits
  remedy  ${REMEDY}

`);
  });

  it('is an annotation for GitHub, and what it comes to stands beside', async () => {
    using desk = office();
    writeCsv(desk.path('a.csv'), WRONG);
    await writeSheet(desk.path('a.xlsx'), WRONG);
    expect(await desk.run('import', desk.path('a.csv'), '--format', 'github')).toEqual({
      code: 1,
      out: `::error file=a.csv,line=2,col=10::B2 市平台编码 "CF-08x": expected CF- and six digits; ${REMEDY}\n`,
      err: 'a.csv: 1 error, nothing is written (1 changed, 0 new, 1 value taken out, in 1 file)\n',
    });
    expect(await desk.run('import', desk.path('a.xlsx'), '--format', 'github')).toMatchObject({
      out: `::error file=a.xlsx::表1!B2 市平台编码 "CF-08x": expected CF- and six digits; ${REMEDY}\n`,
    });
  });
});

describe('cells that a spreadsheet program has spoiled', () => {
  const AS_TEXT = 'select the column, choose Format Cells, Number, Text, then type the value again';
  const NUMBER = 'the text was turned into a number';
  const ZERO = 'the code was turned into a number, zeros in front are lost';
  const DIGITS = 'the code was turned into a number, of which Excel keeps 15 digits; the rest is lost';
  const DATE = 'the cell was turned into a date';
  const LOGIC = 'the cell was turned into TRUE or FALSE';
  const SHORT = 'the code was shortened to a number in scientific notation, its digits are lost';
  const ERROR = 'the cell holds Excel’s error value #REF!';
  const NO_ROOM = 'the cell holds # signs, which a column too narrow shows in place of the value';
  const day = { value: new Date('2024-01-05T00:00:00Z'), type: Date, format: 'yyyy/m/d' };

  it.each([
    ['省平台编码', 3302085660002, '3302085660002', NUMBER],
    ['省平台编码', 3302085660002000000, '3302085660002000000', DIGITS],
    ['市平台编码', day, '2024-01-05', DATE],
    ['市平台编码', true, 'TRUE', LOGIC],
    ['类别', 8, '8', ZERO],
    ['事项名称', 12, '12', NUMBER],
  ])('are refused in xlsx with the cell’s name: %s, %p', async (title, value, shown, problem) => {
    using desk = office();
    const before = desk.yaml();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', title],
      ['E-08-002', value],
    ]);
    expect(await desk.run('import', desk.path('a.xlsx'), '--write')).toEqual({
      code: 1,
      out: 'a.xlsx: 1 error, nothing is written (0 changed, 0 new, in 0 files)\n',
      err: `\
a.xlsx 表1!B2
  error   ${title} "${shown}"
  why     ${problem}
  remedy  ${AS_TEXT}

`,
    });
    expect(desk.yaml()).toEqual(before);
  });

  it.each([
    ['省平台编码', '3.30201E+12', SHORT, AS_TEXT],
    ['市平台编码', '2024/1/5', DATE, AS_TEXT],
    ['市平台编码', '8月1日', DATE, AS_TEXT],
    ['基层平台类别', 'TRUE', LOGIC, AS_TEXT],
    ['类别', '8', ZERO, AS_TEXT],
    ['事项名称', '#REF!', ERROR, 'write the value itself'],
    ['罚款上限（元）', '########', NO_ROOM, 'write the value itself'],
  ])('are refused in csv with line and column: %s, %s', async (title, value, problem, remedy) => {
    using desk = office();
    writeCsv(desk.path('a.csv'), table({ ...GAS, [title]: value }));
    expect(await desk.findings('a.csv')).toEqual([
      `a.csv:2:10 B2 ${title} "${value}": ${problem}; ${remedy}`,
    ]);
  });

  it('are counted in lines of the file, as an editor does, where cells above have line breaks', async () => {
    using desk = office();
    const rows = table(
      { 事项编码: 'S-08-001', 事项名称: '对燃气经营企业的\n监督检查' },
      { 事项编码: 'S-08-002', 市平台编码: 'TRUE' },
    );
    writeCsv(
      desk.path('a.csv'),
      rows.map(([code, name, city]) => [code!, city!, name!]),
    );
    expect((await desk.findings('a.csv'))[0]).toMatch(/^a\.csv:4:10 B3 市平台编码 "TRUE"/);
  });

  it('say nothing about which matter a row is of when it is the code, nor that it is a new one', async () => {
    using desk = office();
    const [titles, row] = table(NEW);
    await writeSheet(desk.path('a.xlsx'), [titles!, [day, ...row!.slice(1)]]);
    expect(await desk.run('import', desk.path('a.xlsx'), '--lang', 'zh')).toEqual({
      code: 1,
      out: 'a.xlsx：有 1 处错误，未写入（修改 0 个事项，新增 0 个，涉及 0 个文件）\n',
      err: `\
a.xlsx 表1!A2
  错误  事项编码 "2024-01-05"
  原因  内容已被变成日期
  处理  请选中该列，设置单元格格式为“文本”，再重新填写

`,
    });
  });
});

describe('everything that is wrong with a sheet', () => {
  const OF_ANOTHER =
    'is not what the code of the matter says; correct one of the two; a matter keeps its category and kind, and another matter gets a code of its own';

  it('is said at once, row by row, and nothing is written', async () => {
    using desk = office();
    const before = desk.yaml();
    writeCsv(
      desk.path('a.csv'),
      table(
        {
          ...GAS,
          事项名称: '',
          处罚程序: '看情况',
          市平台编码: 'CF-08x',
          '罚款上限（元）': '5万',
          检查频次: '每年',
        },
        { 事项编码: 'S-08-001', 事项名称: '好', 主管部门: '建没局', 检查频次: '/', 处罚程序: '—' },
        { 事项编码: 'E-08-02' },
        { 事项编码: 'E-99-001', 事项名称: '无此类别' },
        { 事项编码: 'E-08-001', 类别: '01', 事项类型: '监管', 事项名称: '改' },
        { ...GAS, 事项名称: '又一次' },
        { 事项名称: '不知何类', 事项类型: '处罚' },
      ),
    );
    expect(await desk.findings('a.csv', '--write')).toEqual([
      'a.csv:2:11 C2 处罚程序 "看情况": expected 简易程序 or 普通程序; write one of these',
      `a.csv:2:15 D2 市平台编码 "CF-08x": expected CF- and six digits; look the code up in the city's item directory`,
      'a.csv:2:22 E2 罚款上限（元） "5万": expected a whole number of yuan; write digits only, such as 50000',
      'a.csv:2:25 F2 检查频次 "每年": a matter of enforcement (处罚) has none; clear the cell',
      'a.csv:3:18 G3 主管部门 "建没局": there is none of this name; did you mean 建设局?',
      'a.csv:4:1 A4 事项编码 "E-08-02": is not the code of a matter; did you mean E-08-002? For a new matter leave the cell empty',
      'a.csv:5:1 A5 事项编码 "E-99-001": there is no category 99; correct the code, or write schema/matters/99-….yaml with its category first',
      `a.csv:6:17 H6 类别 "01": ${OF_ANOTHER}`,
      `a.csv:6:20 I6 事项类型 "监管": ${OF_ANOTHER}`,
      'a.csv:7:1 A7 事项编码 "E-08-002": the matter stands in A2 already; take one of the two rows out',
      'a.csv:8:1 A8 事项编码: a new matter needs 类别, 英文名称, 法律依据, 处罚内容, 处罚依据, 可否赋权乡镇（街道）; fill it in; if the matter is not new, write its code',
      'a.csv:8:7 C8 处罚程序: must not be empty; fill it in',
    ]);
    expect(desk.yaml()).toEqual(before);
  });

  it('is said once of a new matter: what a refused cell leaves out is not missing besides', async () => {
    using desk = office();
    writeCsv(desk.path('a.csv'), table({ ...NEW, 处罚程序: '看情况', 处罚内容: '' }));
    expect(await desk.findings('a.csv')).toEqual([
      expect.stringMatching(/^a\.csv:2:\d+ H2 处罚内容: must not be empty; /),
      expect.stringMatching(/^a\.csv:2:\d+ K2 处罚程序 "看情况": expected /),
    ]);
    const { 英文名称: _, 处罚依据: __, ...less } = NEW;
    writeCsv(desk.path('b.csv'), table(less));
    expect(await desk.findings('b.csv')).toEqual([
      'b.csv:2:1 A2 事项编码: a new matter needs 英文名称, 处罚依据; fill it in; if the matter is not new, write its code',
    ]);
  });

  it('is said of its titles too: unknown, missing and twice the same, with what was meant', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项名称', '主管部们', '联系电话', '中文名称', '检查频次', '罚款上限（万元）'],
      ['x', 'y', 'z', 'u', 'v', 'w'],
    ]);
    expect(await desk.findings('a.xlsx', '--lang', 'zh')).toEqual([
      'a.xlsx 表1!A1: 缺少“事项编码”列; 请补上该列；新增事项的编码可以留空',
      'a.xlsx 表1!B1 "主管部们": 没有这一列; 是否指“主管部门”？',
      expect.stringMatching(
        /^a\.xlsx 表1!C1 "联系电话": warning: 不读取该列; 如应读入，请改用下列列名之一：事项编码、英文名称、/,
      ),
      'a.xlsx 表1!D1 "中文名称": “事项名称”列与 表1!A1 重复; 请删去其中一列',
      'a.xlsx 表1!F1 "罚款上限（万元）": 没有这一列; 是否指“罚款上限（元）”？',
    ]);
  });

  it('is what the catalogue’s own check says of the result, at the cell that is to blame', async () => {
    using desk = office();
    writeCsv(
      desk.path('a.csv'),
      table(
        { ...GAS, '罚款下限（元）': '200000', 基层平台类别: 'G99999' },
        { 事项编码: 'S-08-001', 市平台编码: 'JG-080658' },
      ),
    );
    expect(await desk.findings('a.csv', '--lang', 'zh')).toContainEqual(
      expect.stringMatching(/^a\.csv:2:17 C2 基层平台类别 "G99999": \p{Script=Han}.*; \p{Script=Han}/u),
    );
    expect(await desk.findings('a.csv', '--replace-codes')).toEqual([
      // The first of the two is the sheet's; the second was there.
      expect.stringMatching(/^schema\/matters\/08-urban-gas\.yaml:29:45 codes\.city "JG-080658": warning: /),
      'a.csv:2:10 B2 罚款下限（元） "200000": expected at most the max, 100000; correct one of the two',
      'a.csv:2:17 C2 基层平台类别 "G99999": no such grid class; look it up in schema/directory/grid-classes.yaml, or add it there',
    ]);
  });

  it('is a value that another matter shares through an anchor', async () => {
    using desk = office();
    desk.rewrite('08-urban-gas.yaml', text =>
      text
        .replace('basis: 《城镇燃气管理条例》第十五条', 'basis: &law 《城镇燃气管理条例》第十五条')
        .replace('basis: 《城镇燃气管理条例》第二十八条', 'basis: *law'),
    );
    writeCsv(desk.path('a.csv'), table({ 事项编码: 'E-08-001', 法律依据: '《新法》' }));
    expect(await desk.findings('a.csv', '--write')).toEqual([
      'a.csv:2:1 A2 事项编码 "E-08-001": the file is written in a way that this would change E-08-002 differently; take the anchors (&…) and aliases (*…) out of the file, or change it by hand',
    ]);
  });

  it('is a file that is none', async () => {
    using desk = office();
    const said = async (name: string, bytes: string, encoding: BufferEncoding = 'utf8') => {
      writeFileSync(desk.path(name), bytes, encoding);
      return await desk.findings(name);
    };
    expect(await said('old.xls', 'd0cf11e0a1b11ae1', 'hex')).toEqual([
      'old.xls: is in the old .xls format; save it as .xlsx in Excel or WPS',
    ]);
    expect(await said('cut.xlsx', 'PK\u0003\u0004 and no more')).toEqual([
      'cut.xlsx: is not an xlsx file, or a damaged one; save it as .xlsx in Excel or WPS',
    ]);
    const unreadable = 'is neither in UTF-8 nor in GB 18030; save it as "CSV UTF-8" or as .xlsx';
    expect(await said('utf16.csv', 'fffe8b4e799879', 'hex')).toEqual([`utf16.csv: ${unreadable}`]);
    expect(await said('bytes.csv', '8100ff', 'hex')).toEqual([`bytes.csv: ${unreadable}`]);
    expect(
      await said('quote.csv', '事项编码,检查频次\r\nS-08-002,"每\r\n年"\r\n"S-08-001,每年\r\nS-08-003,\r\n'),
    ).toEqual([
      'quote.csv:4:1: the quotes of this row do not pair up; put a field that holds a comma, a quote or a line break in "…", quotes inside doubled; or save as .xlsx',
    ]);
    const noTitles =
      'no row with the titles of the columns was found; begin with a sheet that "npm run matters -- export" writes';
    expect(await said('empty.csv', '')).toEqual([`empty.csv: ${noTitles}`]);
    expect(await said('other.csv', '姓名,电话\n某,1\n')).toEqual([`other.csv: ${noTitles}`]);
    const none = desk.path('none.csv');
    expect(await desk.run('import', none)).toEqual({
      code: 2,
      out: '',
      err: 'there is no file none.csv; correct the name, or say it in full: a relative one is read from the folder that npm was called in\n',
    });
    expect(await desk.run('import')).toEqual({
      code: 2,
      out: '',
      err: 'expected "npm run matters -- import FILE", got nothing behind import; import --help says more\n',
    });
    expect((await desk.run('import', none, '--wirte')).err).toBe(
      'import has no option --wirte; did you mean --write?\n',
    );
  });
});

describe('an export, edited and read again', () => {
  const CATEGORIES = ['08', '23'];
  const FIELDS = { 事项名称: 'zh', 英文名称: 'en', 法律依据: 'basis' };
  const text = fc
    .string({
      unit: fc.constantFrom(...'对处罚《》，：:#\'"=+-@{}[],&*!|>%`? aB1\\_'),
      minLength: 1,
      maxLength: 12,
    })
    .filter(said => said.trim() !== '' && !/^'|^\s*#+\s*$/.test(said));

  it('changes the values that were edited, in the YAML too, and nothing else; a second time nothing at all', async () => {
    using whole = office(...CATEGORIES);
    await whole.run('export', whole.path('all.csv'));
    const [note, titles, ...rows] = csvRows(whole.path('all.csv'));
    const edits = fc.array(
      fc.record({
        row: fc.nat(rows.length - 1),
        title: fc.constantFrom(...(Object.keys(FIELDS) as (keyof typeof FIELDS)[])),
        text,
      }),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(edits, fc.constantFrom('csv', 'xlsx'), async (edited, kind) => {
        using desk = office(...CATEGORIES);
        const sheet = rows.map(row => [...row]);
        const expected = values(desk.yaml());
        for (const { row, title, text: said } of edited) {
          sheet[row]![titles!.indexOf(title)] = said;
          expected.get(sheet[row]![0]!)![FIELDS[title]] = said.trim();
        }
        writeCsv(desk.path('in.csv'), [note!, titles!, ...sheet]);
        expect(await desk.run('import', desk.path('in.csv'), '--write')).toMatchObject({ code: 0, err: '' });
        const written = desk.yaml();
        expect(values(written)).toEqual(expected);

        await desk.run('export', desk.path(`out.${kind}`));
        for (const name of ['in.csv', `out.${kind}`]) {
          expect(await desk.run('import', desk.path(name), '--write')).toMatchObject({ code: 0, err: '' });
        }
        expect(desk.yaml()).toEqual(written);
      }),
      { numRuns: 15 },
    );
  });

  /** The matters by code, as another library reads them. */
  function values(files: Record<string, string>): Map<string, Record<string, unknown>> {
    return new Map(
      Object.entries(files)
        .filter(([name]) => name.endsWith('.yaml'))
        .map(
          ([, yaml]) => load(yaml, { schema: FAILSAFE_SCHEMA }) as Record<string, Record<string, unknown>[]>,
        )
        .flatMap(({ supervision, enforcement }) => [...supervision!, ...enforcement!])
        .map(item => [String(item.code), item]),
    );
  }
});
