import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { PLATFORMS } from '../../src/platform-modules.ts';
import { nameOf, PLATFORM_CODES } from '../../src/upstream/platform-code.ts';
import { handClock } from '../clock.ts';
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
  const titles = PLATFORM_CODES.map(code => PLATFORMS[nameOf(code)].codes.columns[0]);
  const columns = titles.map(() => '\\S+').join('\\s+');
  const beforeThem = new RegExp(`^.* {2}(?=${columns}$)`);
  const starts = table!.split('\n').map(row => stringWidth(beforeThem.exec(row)![0]));
  expect(starts).toHaveLength(42);
  expect(new Set(starts).size).toBe(1);
  expect(titles).toEqual(expect.arrayContaining(['市平台编码', '基层平台类别', '省平台编码']));
  expect(table).toMatch(new RegExp(`^编码 {2}类别 +${titles.join(' +')}\\n`));
  expect(table).toMatch(/^01 {4}市容环境卫生 .* 9\/9 /m);
  expect(gaps.join('\n\n')).toMatch(/^基层智治系统（GRASSROOTS）今日缺少编码的事项：\n/);
  expect(gaps.join('\n\n')).toContain('  E-40-001  对侵占人民防空工程的处罚\n');
});

it('counts a code on the days on which it stands for its matter', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guantong-coverage-'));
  try {
    const schema = pathToFileURL(join(folder, 'schema/'));
    await cp(SCHEMA, schema, { recursive: true });
    const file = new URL('matters/05-housing-and-property-management.yaml', schema);
    const text = await readFile(file, 'utf8');
    const dated = 'city: [{ code: CF-050583, from: 2024-07-01, to: 2024-08-01 }]';
    await writeFile(file, text.replace('city: CF-050583', dated));
    const mappedOn = async (day: string) => {
      const clock = handClock(`${day}T00:30:00+08:00`);
      const { out } = await matters(['coverage', '--format', 'json'], { schema, clock });
      const row = JSON.parse(out).find(({ category }: { category: string }) => category === '05');
      return row.matters - row.platforms.CITY.mapped;
    };
    const without = { '2024-06-30': 1, '2024-07-01': 0, '2024-07-31': 0, '2024-08-01': 1 };
    for (const [day, count] of Object.entries(without))
      expect([day, await mappedOn(day)]).toEqual([day, count]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
