import type { Explained } from '../../hub/records/explained.ts';
import { nameOf, type PlatformCode } from '../../upstream/platform-code.ts';
import { STATUS } from '../domain-words.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';
import { arrow, asSent, followedBy, inChinese, type Step } from './step.ts';

const REGIONS = 'directory/regions.yaml';

/** The code, its row in the contract's table, and what the fields beside it make of that. */
export function statusSteps(
  { status, statusRow, statusTable, spine }: Explained,
  platform: PlatformCode,
): Step {
  const [code, ...beside] = status;
  const named: Text = statusRow
    ? { en: `${statusRow.name} (${statusRow.status})`, zh: rowInChinese(statusRow) }
    : { en: '(no code of the contract)', zh: '（接口规范中没有该代码）' };
  const refined = statusRow !== null && statusRow.status !== spine.status;
  const table = `schema/upstreams/${nameOf(platform)}.yaml`;
  const because: Text = !statusRow
    ? {
        en: `a code that ${statusTable} does not list (${table}) is shown as it is`,
        zh: `代码表 ${statusTable}（${table}）未列的代码按原样显示`,
      }
    : refined
      ? {
          en: `${beside.map(({ field }) => field).join(' or ')} says more than the code`,
          zh: `由 ${beside.map(inChinese).join(' 或 ')} 进一步确定`,
        }
      : {
          en: `as the code’s row in ${statusTable} has it (${table})`,
          zh: `按代码表 ${statusTable}（${table}）对应`,
        };
  return {
    title: { en: 'Status', zh: '状态' },
    lines: [
      followedBy(asSent(code!), named),
      ...beside.map(asSent),
      arrow({
        en: `${spine.status}: ${because.en}`,
        zh: `${STATUS[spine.status]}（${spine.status}）：${because.zh}`,
      }),
    ],
  };
}

/** The platform's word for the code, and ours where it is another. */
const rowInChinese = ({ name, status }: NonNullable<Explained['statusRow']>): string =>
  name === STATUS[status] ? name : `${name}（${STATUS[status]}）`;

/** The code, and the region that it is once cut to the digits that say something. */
export function regionSteps({ region: sent, spine }: Explained, texts: SchemaTexts): Step {
  const { region } = spine;
  const shown: Text = region
    ? {
        en: `${region.code} ${region.nameEn}  ${texts.shown(REGIONS)}:${lineOf(texts.text(REGIONS), region.code)}`,
        zh: `${region.code} ${region.nameZh}  ${texts.shown(REGIONS)}:${lineOf(texts.text(REGIONS), region.code)}`,
      }
    : { en: `no region of ${texts.shown(REGIONS)}`, zh: `${texts.shown(REGIONS)} 中没有该区划` };
  return { title: { en: 'Region', zh: '区划' }, lines: [asSent(sent), arrow(shown)] };
}

/** None where all was read. */
export function unreadSteps({ gaps, matter, status, region }: Explained): Step[] {
  if (gaps.length === 0) return [];
  const fields = new Map([...matter, ...status, region].map(sent => [sent.field, inChinese(sent)]));
  const lines = gaps.map(({ field, message, raw }): Text => {
    const value: Text = raw === undefined ? { en: '', zh: '' } : { en: ` (${raw})`, zh: ` 的值“${raw}”` };
    return {
      en: `${field}: ${message}${value.en}`,
      zh: `${fields.get(field) ?? field}${value.zh}无法识别（${message}）`,
    };
  });
  return [{ title: { en: 'What could not be read', zh: '无法读取的内容' }, lines }];
}

/** Each region is the key of a line of its own. */
const lineOf = (text: string, code: string): number =>
  1 + text.split('\n').findIndex(line => line.trimStart().startsWith(`${code}:`));
