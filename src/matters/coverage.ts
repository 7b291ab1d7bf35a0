import type { Catalogue, Category, Matter } from '../hub/catalogue/catalogue.ts';
import { codesOf } from '../hub/catalogue/drift/mapped-codes.ts';
import { loadCatalogue } from '../hub/catalogue/files/load-catalogue.ts';
import { PLATFORM_CODES, type PlatformCode } from '../upstream/platform-code.ts';
import { columns, type Desk, line, painted, says } from './desk.ts';
import { command, FORMAT } from './given.ts';

export const coverage = command(
  {
    name: 'coverage',
    about: {
      en: 'Counts, for each category and platform, how many of its matters have a code there, and names those that have none.',
      zh: '按类别和平台统计已有对应代码的事项数，并列出缺少代码的事项。',
    },
    options: { format: FORMAT },
  },
  async ({ format = 'text' }, desk) => {
    const covered = coverageOf(await loadCatalogue(desk.schema, desk.called));
    if (format === 'json') desk.out.write(`${JSON.stringify(asJson(covered), null, 2)}\n`);
    else print(covered, desk);
    return 0;
  },
);

interface Covered {
  /** Null for all categories together. */
  category: Category | null;
  matters: readonly Matter[];
  /** The matters without a code there. */
  gaps: Readonly<Record<PlatformCode, readonly Matter[]>>;
}

function coverageOf(catalogue: Catalogue): Covered[] {
  const covered = (category: Category | null, matters: readonly Matter[]): Covered => {
    const without = (platform: PlatformCode) =>
      matters.filter(matter => codesOf(matter, platform).length === 0);
    const gaps = PLATFORM_CODES.map(platform => [platform, without(platform)]);
    return { category, matters, gaps: Object.fromEntries(gaps) };
  };
  return [
    ...catalogue.categories.map(category => covered(category, catalogue.mattersOf(category.code))),
    covered(null, catalogue.matters),
  ];
}

function print(covered: readonly Covered[], desk: Desk): void {
  const heading = [says(desk, { en: 'category', zh: '类别' }), '', ...PLATFORM_CODES];
  const rows = covered.map(({ category, matters, gaps }) => [
    category?.code ?? '',
    category
      ? says(desk, { en: category.nameEn, zh: category.nameZh })
      : says(desk, { en: 'all', zh: '合计' }),
    ...PLATFORM_CODES.map(platform => `${matters.length - gaps[platform].length}/${matters.length}`),
  ]);
  line(desk, columns([heading, ...rows]));
  const missing = covered.at(-1)!;
  for (const platform of PLATFORM_CODES) {
    const gaps = missing.gaps[platform];
    if (gaps.length === 0) continue;
    line(desk, '');
    const title = { en: `without a code on ${platform}:`, zh: `在 ${platform} 上缺少代码的事项：` };
    line(desk, painted(desk.out, 'yellow', says(desk, title)));
    line(
      desk,
      columns(gaps.map(({ code, nameZh, nameEn }) => [`  ${code}`, says(desk, { en: nameEn, zh: nameZh })])),
    );
  }
}

function asJson(covered: readonly Covered[]) {
  return covered.map(({ category, matters, gaps }) => ({
    category: category?.code ?? null,
    name: category?.nameZh ?? null,
    matters: matters.length,
    platforms: Object.fromEntries(
      PLATFORM_CODES.map(platform => [
        platform,
        {
          mapped: matters.length - gaps[platform].length,
          gaps: gaps[platform].map(({ code }) => code),
        },
      ]),
    ),
  }));
}
