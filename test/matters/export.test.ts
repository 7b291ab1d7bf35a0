import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import readXlsx from 'read-excel-file/node';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { PLATFORMS } from '../../src/platform-modules.ts';
import { OTHERS } from '../three-platforms.ts';
import { SCHEMA } from './at-desk.ts';
import { csvRows, office } from './sheets.ts';

describe('the export of matters', () => {
  it('writes one row a matter, in columns that an official knows', async () => {
    using desk = office();
    const count = (await loadCatalogue(SCHEMA)).matters.length;
    const ran = await desk.run('export', desk.path('全部.csv'), '--lang', 'zh');
    expect(ran).toEqual({ code: 0, out: `全部.csv：${count} 个事项\n`, err: '' });

    const [note, titles, ...rows] = csvRows(desk.path('全部.csv'));
    expect(note).toEqual([expect.stringMatching(/^说明：本表为构造数据，非官方目录/)]);
    expect(rows).toHaveLength(count);
    const row = rows.find(([code]) => code === 'E-08-001')!;
    expect(Object.fromEntries(titles!.map((title, at) => [title, row[at]]))).toEqual({
      事项编码: 'E-08-001',
      事项名称: '对未取得燃气经营许可证从事燃气经营活动的处罚',
      英文名称: 'Supplying gas without a licence',
      类别: '08 城镇燃气',
      事项类型: '处罚',
      主管部门: '丽水市综合行政执法局',
      法律依据: '《城镇燃气管理条例》第十五条',
      检查对象: '',
      检查方式: '',
      检查频次: '',
      处罚内容: '责令停止违法行为，处五万元以上五十万元以下罚款；有违法所得的，没收违法所得',
      处罚依据: '《城镇燃气管理条例》第四十五条',
      '罚款下限（元）': '50000',
      '罚款上限（元）': '500000',
      处罚程序: '普通程序',
      '可否赋权乡镇（街道）': '否',
      省平台编码: '3302085487001',
      市平台编码: 'CF-080831',
      基层平台类别: 'G10701',
      ...Object.fromEntries(OTHERS.map(name => [PLATFORMS[name].codes.columns[0], ''])),
    });
    const inspection = rows.find(([code]) => code === 'S-08-001')!;
    // Without a bureau of its own, a matter shows its category's.
    expect(inspection.slice(4, 10)).toEqual([
      '监管',
      '丽水市建设局',
      '《城镇燃气管理条例》第四十一条',
      '燃气经营企业',
      '现场检查、双随机抽查',
      '每季度一次',
    ]);
  });

  it('writes csv that Excel opens: a byte order mark, and lines that end in CR and LF', async () => {
    using desk = office();
    await desk.run('export', desk.path('a.csv'), '--category', '08');
    const text = readFileSync(desk.path('a.csv'), 'utf8');
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
  });

  it('writes xlsx with codes as text and sums as numbers, so that nothing is spoiled', async () => {
    using desk = office();
    await desk.run('export', desk.path('a.xlsx'), '--category', '08');
    const [sheet] = await readXlsx(desk.path('a.xlsx'));
    expect(sheet!.sheet).toBe('事项');
    const titles = sheet!.data[1]!;
    const row = sheet!.data.find(([code]) => code === 'E-08-001')!;
    expect(row[titles.indexOf('省平台编码')]).toBe('3302085487001');
    expect(row[titles.indexOf('类别')]).toBe('08 城镇燃气');
    expect(row[titles.indexOf('罚款上限（元）')]).toBe(500000);
  });

  it('takes a category by code or name, and a kind in either language', async () => {
    using desk = office();
    const codes = (name: string) =>
      csvRows(desk.path(name))
        .slice(2)
        .map(([code]) => code);
    await desk.run('export', desk.path('1.csv'), '--category', '城镇燃气', '--kind', '监管');
    expect(codes('1.csv')).toEqual(['S-08-001', 'S-08-002', 'S-08-003']);
    await desk.run('export', desk.path('2.csv'), '--category=08', '--kind', 'enforcement');
    expect(codes('2.csv')).toEqual(['E-08-001', 'E-08-002']);
  });

  it('keeps a cell from being run as a formula', async () => {
    using desk = office();
    desk.rewrite('08-urban-gas.yaml', text =>
      text.replace('zh: 对燃气经营企业的监督检查', `zh: '=HYPERLINK("http://x","点")'`),
    );
    for (const name of ['a.csv', 'a.xlsx']) await desk.run('export', desk.path(name), '--category', '08');
    expect(csvRows(desk.path('a.csv'))[2]![1]).toBe(`'=HYPERLINK("http://x","点")`);
    const [sheet] = await readXlsx(desk.path('a.xlsx'));
    expect(sheet!.data[2]![1]).toBe(`'=HYPERLINK("http://x","点")`);
    const before = desk.yaml();
    for (const name of ['a.csv', 'a.xlsx']) {
      expect(await desk.run('import', desk.path(name), '--write')).toMatchObject({ code: 0, err: '' });
    }
    expect(desk.yaml()).toEqual(before);
  });

  it('keeps texts whole that have commas, quotes and line breaks in them', async () => {
    using desk = office();
    desk.rewrite('08-urban-gas.yaml', text =>
      text.replace('object: 燃气经营企业', 'object: "一,\\n\\"二\\" _x0041_"'),
    );
    const before = desk.yaml();
    for (const name of ['a.csv', 'a.xlsx']) {
      await desk.run('export', desk.path(name), '--category', '08');
      expect(await desk.run('import', desk.path(name), '--write')).toMatchObject({ code: 0, err: '' });
    }
    expect(csvRows(desk.path('a.csv'))[2]![7]).toBe('一,\n"二" _x0041_');
    expect((await readXlsx(desk.path('a.xlsx')))[0]!.data[2]![7]).toBe('一,\n"二" _x0041_');
    expect(desk.yaml()).toEqual(before);
  });

  it('does not write over what a department has filled in', async () => {
    using desk = office();
    writeFileSync(desk.path('a.xlsx'), 'filled in');
    expect(await desk.run('export', desk.path('a.xlsx'))).toEqual({
      code: 2,
      out: '',
      err: 'a.xlsx is there already; choose another name, or take it away first\n',
    });
    expect(readFileSync(desk.path('a.xlsx'), 'utf8')).toBe('filled in');
  });

  it('refuses what it cannot do, with what it can', async () => {
    using desk = office();
    const said = async (...argv: string[]) => (await desk.run('export', ...argv)).err;
    expect(await said()).toBe(
      'expected "npm run matters -- export FILE", got nothing behind export; export --help says more\n',
    );
    expect(await said(desk.path('a.xls'))).toBe(
      'cannot write a.xls: expected a name that ends in .xlsx or .csv\n',
    );
    expect(await said(desk.path('a.csv'), '--category', '8')).toBe(
      '--category "8": there is none of this name; did you mean 08?\n',
    );
    expect(await said(desk.path('a.csv'), '--kind', 'x')).toBe(
      '--kind "x": expected 监管 or 处罚; write one of these\n',
    );
  });
});
