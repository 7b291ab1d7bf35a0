/** What an import makes of cells that an official has merged. */
import { describe, expect, it } from '@jest/globals';
import { lineChanges, type Office, office, rewritePart, writeSheet } from './sheets.ts';

const down = (value: string | number, rowSpan: number) => ({ value, rowSpan });
const across = (value: string, columnSpan: number) => ({ value, columnSpan });
const UNMERGE = 'is one cell merged from several columns; unmerge it and fill in each column';

/** What the import changes: the matter, the cell and the value. */
async function changed(desk: Office, name: string): Promise<string[]> {
  const { out } = await desk.run('import', desk.path(name), '--format', 'json');
  type Change = { code: string; fields: { path: string; cell: string; after: string }[] };
  return (JSON.parse(out).changes as Change[]).flatMap(({ code, fields }) =>
    fields.map(({ path, cell, after }) => `${code} ${path} ${cell} ${after}`),
  );
}

describe('A value in cells that are merged down a column', () => {
  it('counts for each row, and is named by its range', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '检查频次', '主管部门'],
      ['S-08-001', down('每旬一次', 2), '市建设局'],
      ['S-08-002', null, down('市综合行政执法局', 2)],
      ['S-08-003', '每年一次', null],
    ]);
    const before = desk.yaml();
    expect(await changed(desk, 'a.xlsx')).toEqual([
      'S-08-001 frequency 表1!B2:B3 每旬一次',
      'S-08-002 department 表1!C3:C4 丽水市综合行政执法局',
      'S-08-002 frequency 表1!B2:B3 每旬一次',
      'S-08-003 department 表1!C3:C4 丽水市综合行政执法局',
    ]);
    await desk.run('import', desk.path('a.xlsx'), '--write');
    expect(lineChanges(before, desk.yaml()).filter(line => line.startsWith('+'))).toEqual([
      '+frequency: 每旬一次',
      '+frequency: 每旬一次',
      '+department: ZFJ # 市综合行政执法局',
      '+department: ZFJ # 市综合行政执法局',
    ]);
  });

  it('is that of new matters, as a category over its items', async () => {
    using desk = office();
    const item = (name: string) => ['', name, name, '《法》第一条', '企业', '现场检查', '每年一次'];
    await writeSheet(desk.path('a.xlsx'), [
      [
        '类别',
        '事项类型',
        '事项编码',
        '事项名称',
        '英文名称',
        '法律依据',
        '检查对象',
        '检查方式',
        '检查频次',
      ],
      [down('城镇燃气', 2), down('监管', 2), ...item('Alpha')],
      [null, null, ...item('Beta')],
    ]);
    expect(await desk.findings('a.xlsx')).toEqual([]);
    const { out } = await desk.run('import', desk.path('a.xlsx'), '--write');
    expect(out).toMatch(/^new: S-08-004 Alpha {2}表1!C2\n(.+\n)+new: S-08-005 Beta {2}表1!C3\n/);
  });

  it('is said once where something is wrong with it, whoever finds it', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '省平台编码', '基层平台类别', '主管部门'],
      ['E-08-001', down(3302085660002, 2), down('G99999', 2), down('建没局', 2)],
      ['E-08-002', null, null, null],
    ]);
    expect(await desk.findings('a.xlsx')).toEqual([
      expect.stringMatching(
        /^a\.xlsx 表1!B2:B3 省平台编码 "3302085660002": the text was turned into a number; /,
      ),
      expect.stringMatching(/^a\.xlsx 表1!C2:C3 基层平台类别 "G99999": no such grid class; /),
      'a.xlsx 表1!D2:D3 主管部门 "建没局": there is none of this name; did you mean 建设局?',
    ]);
  });

  it('is that of one matter, where its row is several for a column that is not read', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '检查频次', '备注'],
      [down('S-08-001', 2), down('每旬一次', 2), '甲'],
      [null, null, '乙'],
      ['S-08-002', '每月一次', null],
    ]);
    expect(await desk.findings('a.xlsx')).toEqual([]);
    expect(await changed(desk, 'a.xlsx')).toEqual(['S-08-001 frequency 表1!B2:B3 每旬一次']);
  });

  it('counts where the title goes over the same columns', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', across('检查频次', 2), null, '备注'],
      ['S-08-001', across('每旬一次', 2), null, '甲'],
    ]);
    expect(await changed(desk, 'a.xlsx')).toEqual(['S-08-001 frequency 表1!B2:C2 每旬一次']);
  });
});

describe('Merged cells are refused with the range’s name, and nothing is written, where they', () => {
  const refused = async (desk: Office, ...findings: string[]) => {
    const before = desk.yaml();
    expect(await desk.findings('a.xlsx', '--write')).toEqual(findings);
    expect(await desk.run('import', desk.path('a.xlsx'), '--write')).toMatchObject({ code: 1 });
    expect(desk.yaml()).toEqual(before);
  };

  it('make several rows the same matter', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '检查方式'],
      [down('S-08-001', 2), '现场检查'],
      [null, '非现场监管'],
    ]);
    await refused(
      desk,
      'a.xlsx 表1!A2:A3 事项编码 "S-08-001": is merged over several rows that would all be this matter; write all of a matter in one row; another matter gets a code of its own',
    );
  });

  it('go over several columns, once for all of them', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['序号', '事项编码', '检查对象', '检查频次'],
      ['1', 'S-08-001', { value: '企业', rowSpan: 2, columnSpan: 2 }, null],
      ['2', 'S-08-002', null, null],
      [across('3', 2), null, '企业', '每旬一次'],
    ]);
    await refused(
      desk,
      `a.xlsx 表1!C2:D3 检查对象 "企业": ${UNMERGE}`,
      `a.xlsx 表1!A4:B4 事项编码 "3": ${UNMERGE}`,
    );
  });

  it('begin with the title', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', down('检查频次', 2), '检查对象'],
      ['S-08-001', null, '企业'],
    ]);
    await refused(
      desk,
      'a.xlsx 表1!B1:B2 检查频次 "检查频次": is merged with the title of the column; unmerge it, and fill in what stands below the title',
    );
  });

  it('hide another value', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), [
      ['事项编码', '检查频次'],
      ['S-08-001', '每旬一次'],
      ['S-08-002', '每年一次'],
    ]);
    rewritePart(desk.path('a.xlsx'), 'xl/worksheets/sheet1.xml', xml =>
      xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'),
    );
    await refused(
      desk,
      'a.xlsx 表1!B2:B3 检查频次 "每旬一次": hides another value in 表1!B3, which it is merged with; unmerge it and leave the value that is meant',
    );
  });
});

it('a heading over a group of matters, merged over its columns, is not read, and said not to be', async () => {
  using desk = office();
  await writeSheet(desk.path('a.xlsx'), [
    ['类别', '事项编码', '检查频次'],
    [across('一、城镇燃气', 3), null, null],
    ['', 'S-08-001', '每旬一次'],
  ]);
  expect(await desk.findings('a.xlsx')).toEqual([
    'a.xlsx 表1!A2:C2 类别 "一、城镇燃气": warning: the row is not read: it holds nothing but this; if it is a matter, fill in the other columns',
  ]);
  expect(await changed(desk, 'a.xlsx')).toEqual(['S-08-001 frequency 表1!C3 每旬一次']);
});

it('empty cells that are merged say nothing, as empty ones do', async () => {
  using desk = office();
  await writeSheet(desk.path('a.xlsx'), [
    ['事项编码', '市平台编码', '基层平台类别'],
    ['S-08-001', { rowSpan: 2, columnSpan: 2, type: String }, null],
    ['S-08-002', null, null],
  ]);
  expect(await desk.findings('a.xlsx')).toEqual([]);
});

describe('Merged cells are found', () => {
  const rows = [
    ['事项编码', '检查频次'],
    ['S-08-001', down('每旬一次', 2)],
    ['S-08-002', null],
  ];

  it('whatever the program calls the namespace, and wherever it keeps the sheet', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), rows, '表 & 1');
    rewritePart(desk.path('a.xlsx'), 'xl/worksheets/sheet1.xml', xml =>
      xml
        .replace('xmlns=', 'xmlns:x=')
        .replace(/<(\/?)(?=[a-zA-Z])(?!x:)/g, '<$1x:')
        .replace(/ref="B2:B3"/, 'ref="$B$2:$B$3"'),
    );
    rewritePart(desk.path('a.xlsx'), 'xl/_rels/workbook.xml.rels', xml =>
      xml.replace('Target="worksheets/sheet1.xml"', 'Target="/xl/worksheets/sheet1.xml"'),
    );
    expect(await changed(desk, 'a.xlsx')).toEqual([
      'S-08-001 frequency 表 & 1!B2:B3 每旬一次',
      'S-08-002 frequency 表 & 1!B2:B3 每旬一次',
    ]);
  });

  it('behind a sheet that is a chart', async () => {
    using desk = office();
    await writeSheet(desk.path('a.xlsx'), rows);
    rewritePart(desk.path('a.xlsx'), 'xl/workbook.xml', xml =>
      xml.replace('<sheets>', '<sheets><sheet r:id="chart" sheetId="9" name="图"/>'),
    );
    expect(await changed(desk, 'a.xlsx')).toHaveLength(2);
  });
});
