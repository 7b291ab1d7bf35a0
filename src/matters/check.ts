/** `npm run matters -- check`: everything that is wrong with the files of `schema/`, at once. */
import { checkCatalogue } from '../hub/catalogue/files/load-catalogue.ts';
import type { Finding } from '../hub/files/finding.ts';
import { checkIndicatorFile } from '../hub/indicators/load-indicators.ts';
import { checkTimeLimits } from '../hub/limits/load-time-limits.ts';
import type { Desk } from './desk.ts';
import { counts, tally } from './findings/counts.ts';
import { FINDINGS_FORMAT, printFindings } from './findings/print.ts';
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
      format: FINDINGS_FORMAT,
      strict: { type: 'boolean', text: { en: 'warnings count as errors', zh: '警告也视为错误' } },
    },
  },
  async ({ format = 'text', strict = false }, desk) => {
    const { findings, inOrder } = await checkFiles(desk);
    printFindings(findings, format, findings.length > 0 ? counts(findings) : inOrder, desk);
    const { errors, warnings } = tally(findings);
    return errors > 0 || (strict && warnings > 0) ? 1 : 0;
  },
);

/** Everything there is to say of the files; `inOrder` is what is said where that is nothing. */
export async function checkFiles({
  schema,
  called,
}: Pick<Desk, 'schema' | 'called'>): Promise<{ findings: readonly Finding[]; inOrder: Text }> {
  const [catalogue, limits, indicators] = await Promise.all([
    checkCatalogue(schema, called),
    checkTimeLimits(schema, called),
    checkIndicatorFile(schema, called),
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
