import type { Explained } from '../../hub/records/explained.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';
import { arrow, asSent, followedBy, type Step } from './step.ts';

const REGIONS = 'directory/regions.yaml';

/** The code, its row in the contract's table, and what the fields beside it make of that. */
export function statusSteps({ status, statusRow, spine }: Explained): Step {
  const [code, ...beside] = status;
  const named: Text = statusRow
    ? { en: `${statusRow.name} (${statusRow.status})`, zh: `${statusRow.name}（${statusRow.status}）` }
    : { en: '(no code of the contract)', zh: '（接口规范中没有该代码）' };
  const refined = statusRow !== null && statusRow.status !== spine.status;
  const because: Text = !statusRow
    ? { en: 'a code that the contract does not list is shown as it is', zh: '接口规范未列的代码按原样显示' }
    : refined
      ? {
          en: `${beside.map(({ field }) => field).join(' or ')} says more than the code`,
          zh: `由 ${beside.map(({ field }) => field).join(' 或 ')} 进一步确定`,
        }
      : { en: 'as the code’s row has it', zh: '按代码表对应' };
  return {
    title: { en: 'Status', zh: '状态' },
    lines: [
      followedBy(asSent(code!), named),
      ...beside.map(asSent),
      arrow({ en: `${spine.status}: ${because.en}`, zh: `${spine.status}：${because.zh}` }),
    ],
  };
}

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
export function unreadSteps({ gaps }: Explained): Step[] {
  if (gaps.length === 0) return [];
  const lines = gaps.map(
    ({ field, message, raw }) => `${field}: ${message}${raw === undefined ? '' : ` (${raw})`}`,
  );
  return [{ title: { en: 'What could not be read', zh: '无法读取的内容' }, lines }];
}

/** Each region is the key of a line of its own. */
const lineOf = (text: string, code: string): number =>
  1 + text.split('\n').findIndex(line => line.trimStart().startsWith(`${code}:`));
