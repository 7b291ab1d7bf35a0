import { systemClock } from '../clock.ts';
import type { Catalogue, Category, Matter, MatterCode } from '../hub/catalogue/catalogue.ts';
import { loadCatalogue } from '../hub/catalogue/files/load-catalogue.ts';
import { dayOf, dayText } from '../hub/limits/day.ts';
import { PLATFORMS } from '../platform-modules.ts';
import { nameOf, PLATFORM_CODES, type PlatformCode } from '../upstream/platform-code.ts';
import { columns, type Desk, line, painted, says } from './desk.ts';
import { command, FORMAT } from './given.ts';

export const coverage = command(
  {
    name: 'coverage',
    about: {
      en: 'Counts, for each category and platform, how many of its matters have a code there today, and names those that have none.\nExit code: 0, 1 where the files are wrong, 2 for wrong use.',
      zh: '按类别和平台统计今日已有对应编码的事项数，并列出缺少编码的事项。\n退出码：0 正常；1 文件有错误；2 命令写法有误。',
    },
    options: { format: FORMAT },
  },
  async ({ format = 'text' }, desk) => {
    const { clock = systemClock } = desk;
    const covered = coverageOf(await loadCatalogue(desk.schema, desk.called), dayText(dayOf(clock.now())));
    if (format === 'json') desk.out.write(`${JSON.stringify(asJson(covered), null, 2)}\n`);
    else print(covered, desk);
    return 0;
  },
);

interface Covered {
  /** Null for all categories together. */
  category: Category | null;
  matters: readonly Matter[];
  /** The matters that no code stands for there today. */
  gaps: Readonly<Record<PlatformCode, readonly Matter[]>>;
}

/** @param day the platforms', `2024-05-13`: a code that has ended counts no more, and one that is still to begin not yet */
function coverageOf(catalogue: Catalogue, day: string): Covered[] {
  const counts = ({ from, to }: MatterCode) => (from ?? '') <= day && (to === null || day < to);
  const covered = (category: Category | null, matters: readonly Matter[]): Covered => {
    const without = (platform: PlatformCode) => matters.filter(({ codes }) => !codes[platform].some(counts));
    const gaps = PLATFORM_CODES.map(platform => [platform, without(platform)]);
    return { category, matters, gaps: Object.fromEntries(gaps) };
  };
  return [
    ...catalogue.categories.map(category => covered(category, catalogue.mattersOf(category.code))),
    covered(null, catalogue.matters),
  ];
}

function print(covered: readonly Covered[], desk: Desk): void {
  // In Chinese what departments call the code, which is shorter than the platform's name.
  const platforms = PLATFORM_CODES.map(platform =>
    says(desk, { en: platform, zh: PLATFORMS[nameOf(platform)].codes.columns[0] }),
  );
  const heading = [...says(desk, { en: 'code category', zh: '编码 类别' }).split(' '), ...platforms];
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
    const { en, zh } = PLATFORMS[nameOf(platform)].name;
    const title = {
      en: `without a code today, ${en} (${platform}):`,
      zh: `${zh}（${platform}）今日缺少编码的事项：`,
    };
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
