import { expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { matters, SCHEMA } from './at-desk.ts';

it('counts the matters of each category that a platform has, and all of them', async () => {
  const catalogue = await loadCatalogue(SCHEMA);
  const { code, out } = await matters(['coverage', '--format', 'json']);
  expect(code).toBe(0);
  const rows = JSON.parse(out);
  expect(rows).toHaveLength(41);
  expect(rows.at(-1)).toMatchObject({ category: null, matters: catalogue.matters.length });
  for (const row of rows) {
    const of = catalogue.matters.filter(
      ({ category }) => row.category === null || category.code === row.category,
    );
    const onGrid = of.filter(({ codes }) => codes.GRASSROOTS.length > 0);
    expect(row.platforms.GRASSROOTS.mapped).toBe(onGrid.length);
    const without = of.filter(matter => !onGrid.includes(matter)).map(matter => matter.code);
    expect(row.platforms.GRASSROOTS.gaps).toEqual(without);
  }
});

it('is a table whose columns stand below each other, Chinese names and all, with the gaps named below', async () => {
  const { out } = await matters(['coverage', '--lang', 'zh']);
  const [table, ...gaps] = out.split('\n\n');
  const starts = table!.split('\n').map(row => stringWidth(/^.* {2}(?=\S+\s+\S+\s+\S+$)/.exec(row)![0]));
  expect(starts).toHaveLength(42);
  expect(new Set(starts).size).toBe(1);
  expect(table).toMatch(/^01 {4}市容环境卫生 .* 9\/9 /m);
  expect(gaps.join('\n\n')).toMatch(/^在 GRASSROOTS 上缺少代码的事项：\n/);
  expect(gaps.join('\n\n')).toContain('  E-40-001  对侵占人民防空工程的处罚\n');
});
