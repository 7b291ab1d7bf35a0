/** An import takes nothing out of a matter that the sheet does not say. */
import { describe, expect, it } from '@jest/globals';
import { lineChanges, office, rewritePart, table, writeCsv, writeSheet } from './sheets.ts';

const GAS = { 事项编码: 'E-08-002' };

/** What an import would make of one row. */
async function imported(row: Record<string, string>, ...argv: string[]) {
  using desk = office('08');
  const before = desk.yaml();
  writeCsv(desk.path('a.csv'), table(row));
  const ran = await desk.run('import', desk.path('a.csv'), '--write', '--lang', 'zh', ...argv);
  return { ...ran, changes: lineChanges(before, desk.yaml()) };
}

describe('A cell that is empty', () => {
  it.each(['', '—', '/', '无', '（无）'])(
    'or says “%s” leaves what the matter has, and is counted',
    async text => {
      const row = {
        ...GAS,
        主管部门: text,
        '罚款上限（元）': text,
        市平台编码: text,
        '罚款下限（元）': text,
      };
      expect(await imported(row)).toEqual({
        code: 0,
        out: '3 个单元格未填，原有内容不变：B2、C2、D2；要去掉原有内容，请填“删除”\na.csv：没有变化\n',
        err: '',
        changes: [],
      });
    },
  );

  it('is counted with all others, of which three are named', async () => {
    const left = { 事项名称: '', 英文名称: '', 法律依据: '', 处罚内容: '' };
    expect((await imported({ ...GAS, ...left })).out).toMatch(
      /^4 个单元格未填，原有内容不变：B2、C2、D2 等；/,
    );
  });

  it('is a gap in a new matter, which has nothing to leave', async () => {
    const { out, err } = await imported({ 事项编码: 'E-08-010', 事项名称: '' });
    expect(err).toContain('原因  不能为空');
    expect(out).not.toContain('未填');
  });
});

describe('删除', () => {
  it('takes out what the matter has, and the summary counts it', async () => {
    const row = { ...GAS, '罚款上限（元）': '删除', 市平台编码: ' 删除 ', '罚款下限（元）': '删除' };
    expect(await imported(row)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /市平台编码：CF-080862 → （无）\na\.csv：已写入，修改 1 个事项，新增 0 个，去掉 2 项原有内容，涉及 1 个文件\n/,
      ),
      changes: [
        '-fine: { max: 100000 }',
        '-codes: { province: 3302085660002, city: CF-080862, grassroots: G10701 }',
        '+codes: { province: 3302085660002, grassroots: G10701 }',
      ],
    });
  });

  it('gives the matter its category’s bureau, and takes out nothing that every matter has', async () => {
    expect(await imported({ ...GAS, 主管部门: '删除' })).toMatchObject({
      out: expect.stringMatching(
        /主管部门：丽水市综合行政执法局 → 丽水市建设局\na\.csv：已写入，修改 1 个事项，新增 0 个，涉及/,
      ),
      changes: ['-department: ZFJ # 市综合行政执法局'],
    });
    expect(await imported({ ...GAS, 事项名称: '删除' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('原因  这一项不能删除\n  处理  请填写内容，或留空不改\n'),
      changes: [],
    });
  });
});

describe('A code in another’s place', () => {
  it('is asked about, with the forms that keep the other', async () => {
    expect(await imported({ ...GAS, 市平台编码: 'CF-080999' })).toEqual({
      code: 1,
      out: expect.stringContaining('去掉 1 项原有内容'),
      err: `\
a.csv:2:10 B2
  错误  市平台编码 "CF-080999"
  原因  原有的 CF-080862 将被去掉，带有该编码的事件不再归入该事项
  处理  如为换码，请填 CF-080862（YYYY-MM-DD前）；CF-080999（YYYY-MM-DD起），写明日期；如并用，请填 CF-080862；CF-080999；如原编码有误，请加 --replace-codes

`,
      changes: [],
    });
  });

  it('is taken in the forms that are named, and by --replace-codes', async () => {
    const written = async (text: string, ...argv: string[]) =>
      (await imported({ ...GAS, 市平台编码: text }, ...argv)).changes.at(-1);
    expect(await written('CF-080862（2024-07-01前）；CF-080999（2024-07-01起）')).toContain(
      'city: [{ code: CF-080862, to: 2024-07-01 }, { code: CF-080999, from: 2024-07-01 }],',
    );
    expect(await written('CF-080862；CF-080999')).toContain('city: [CF-080862, CF-080999],');
    expect(await written('CF-080999', '--replace-codes')).toContain('city: CF-080999,');
  });

  it('is asked about where a list with days would become one code: the history would go', async () => {
    using desk = office('08');
    const inTurn = 'city: [{ code: CF-080860, to: 2024-07-01 }, { code: CF-080862, from: 2024-07-01 }]';
    desk.rewrite('08-urban-gas.yaml', text => text.replace('city: CF-080862', inTurn));
    const asked = async (text: string) => {
      writeCsv(desk.path('a.csv'), table({ ...GAS, 市平台编码: text }));
      return (await desk.findings('a.csv'))[0];
    };
    expect(await asked('CF-080862')).toContain(
      'would take out CF-080860, and events that carry it would lose their matter; if one follows the other, write CF-080860（2024-07-01前）；CF-080862 with the day',
    );
    expect(await asked('CF-080999')).toContain(
      'would take out CF-080860, CF-080862, and events that carry it would lose their matter; if one follows the other, write CF-080860（2024-07-01前）；CF-080862（2024-07-01起，YYYY-MM-DD前）；CF-080999（YYYY-MM-DD起） with',
    );
  });

  it('may be several: all begin on the day on which the other ends, and what stays is as it was', async () => {
    using desk = office('08');
    desk.rewrite('08-urban-gas.yaml', text =>
      text.replace('city: CF-080862', 'city: [CF-080861, CF-080862]'),
    );
    writeCsv(desk.path('a.csv'), table({ ...GAS, 市平台编码: 'CF-080861、CF-080991、CF-080992' }));
    expect((await desk.findings('a.csv'))[0]).toContain(
      'write CF-080862（YYYY-MM-DD前）；CF-080861；CF-080991（YYYY-MM-DD起）；CF-080992（YYYY-MM-DD起） with the day; if both count, CF-080861；CF-080862；CF-080991；CF-080992; ',
    );
  });

  it('is not asked about where it will not do anyhow', async () => {
    using desk = office('08');
    writeCsv(desk.path('a.csv'), table({ ...GAS, 市平台编码: 'CF-08x', 基层平台类别: 'G10107' }));
    expect(await desk.findings('a.csv')).toEqual([
      expect.stringMatching(/市平台编码 "CF-08x": expected CF- and six digits; /),
      expect.stringMatching(/基层平台类别 "G10107": would take out G10701/),
    ]);
  });
});

it('A formula that has no result is refused, and one that has is read', async () => {
  using desk = office('08');
  await writeSheet(desk.path('a.xlsx'), [
    ['事项编码', '罚款上限（元）'],
    ['E-08-002', { type: 'Formula', value: 'SUM(C1:C2)' }],
  ]);
  expect(await desk.findings('a.xlsx')).toEqual([
    'a.xlsx 表1!B2 罚款上限（元）: is a formula without a result; open the file in Excel or WPS and save it, or write the value itself',
  ]);
  rewritePart(desk.path('a.xlsx'), 'xl/worksheets/sheet1.xml', xml => xml.replace('</f>', '</f><v>5000</v>'));
  expect((await desk.run('import', desk.path('a.xlsx'))).out).toContain('penalty.fine.max: 100000 → 5000\n');
});

it('An Excel error is refused by its cell’s name, with a formula and without: it is no empty cell', async () => {
  using desk = office('08');
  await writeSheet(desk.path('a.xlsx'), [
    ['事项编码', '事项名称', '罚款上限（元）', '市平台编码'],
    ['E-08-002', 'A', 'B', 'C'],
  ]);
  const error = (column: string, inside: string) => (xml: string) =>
    xml.replace(new RegExp(`<c r="${column}2"[^>]*>.*?</c>`, 'u'), `<c r="${column}2" t="e">${inside}</c>`);
  for (const change of [
    error('B', '<v>#N/A</v>'),
    error('C', '<f>D2&lt;1/0</f><v>#DIV/0!</v>'),
    error('D', '<v>#BLOCKED!</v>'),
  ])
    rewritePart(desk.path('a.xlsx'), 'xl/worksheets/sheet1.xml', change);
  expect(await desk.findings('a.xlsx')).toEqual([
    'a.xlsx 表1!B2 事项名称 "#N/A": the cell holds Excel’s error value #N/A; write the value itself',
    'a.xlsx 表1!C2 罚款上限（元） "#DIV/0!": the cell holds Excel’s error value #DIV/0!; write the value itself',
    'a.xlsx 表1!D2 市平台编码 "#BLOCKED!": the cell holds Excel’s error value #BLOCKED!; write the value itself',
  ]);
  expect(await desk.run('import', desk.path('a.xlsx'), '--lang', 'zh')).toMatchObject({
    code: 1,
    err: expect.stringContaining('原因  单元格为 Excel 错误值 #N/A\n'),
    out: expect.not.stringContaining('未填'),
  });
});
