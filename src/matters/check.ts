/** `npm run matters -- check`: everything that is wrong with the files of `schema/`, at once. */
import { checkCatalogue } from '../hub/catalogue/files/load-catalogue.ts';
import type { Finding } from '../hub/files/finding.ts';
import { checkIndicatorFile } from '../hub/indicators/load-indicators.ts';
import { checkTimeLimits } from '../hub/limits/load-time-limits.ts';
import { type Desk, line, says } from './desk.ts';
import { counts, tally } from './findings/counts.ts';
import { asGithub } from './findings/github.ts';
import { asJson } from './findings/json.ts';
import { asText } from './findings/text.ts';
import { command } from './given.ts';
import type { Text } from './text.ts';

export const check = command(
  {
    name: 'check',
    about: {
      en: `Checks the files of matters, regions, departments, grid classes, time limits, holidays and indicators, and
says everything that is wrong with them at once: the place, the value, why, and what to do.
Exit code: 0 without errors (there may be warnings), 1 with errors, 2 for wrong use.`,
      zh: `检查事项、区划、部门、网格事件类别、时限、日历和指标文件，一次列出全部问题：位置、当前值、原因和处理办法。
退出码：0 没有错误（可以有警告），1 有错误，2 命令写法有误。`,
    },
    options: {
      format: {
        type: 'string',
        choices: ['text', 'json', 'github'],
        text: {
          en: 'for people (text), for programs (json), as annotations of GitHub Actions (github)',
          zh: '供人阅读（text）、供程序读取（json）、作为 GitHub Actions 的批注（github）',
        },
      },
      strict: { type: 'boolean', text: { en: 'warnings count as errors', zh: '警告也视为错误' } },
    },
  },
  async ({ format = 'text', strict = false }, desk) => {
    const { findings, inOrder } = await checkFiles(desk.schema);
    say[format](findings, desk, inOrder);
    const { errors, warnings } = tally(findings);
    return errors > 0 || (strict && warnings > 0) ? 1 : 0;
  },
);

/** @param inOrder what to say where there is no finding */
const say = {
  text(findings: readonly Finding[], desk: Desk, inOrder: Text): void {
    if (findings.length > 0) desk.out.write(`${asText(findings, desk.language, desk.out)}\n`);
    line(desk, findings.length > 0 ? counts(findings) : inOrder);
  },
  json(findings: readonly Finding[], desk: Desk): void {
    desk.out.write(asJson(findings, desk.language));
  },
  github(findings: readonly Finding[], desk: Desk, inOrder: Text): void {
    desk.out.write(asGithub(findings, desk.language));
    line(desk, says(desk, findings.length > 0 ? counts(findings) : inOrder), desk.err);
  },
} as const;

async function checkFiles(schema: URL): Promise<{ findings: readonly Finding[]; inOrder: Text }> {
  const [catalogue, limits, indicators] = await Promise.all([
    checkCatalogue(schema),
    checkTimeLimits(schema),
    checkIndicatorFile(schema),
  ]);
  const files = catalogue.files?.matters ?? [];
  const matters = files.reduce((sum, file) => sum + file.supervision.length + file.enforcement.length, 0);
  return {
    findings: [catalogue, limits, indicators].flatMap(({ findings }) => findings),
    inOrder: {
      en: `all is well: ${matters} matters of ${files.length} categories, directories, time limits and indicators`,
      zh: `检查通过：${files.length} 个类的 ${matters} 个事项，以及区划、部门、网格事件类别、时限、日历和指标`,
    },
  };
}
