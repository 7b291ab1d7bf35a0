/** What people write: addresses, descriptions, answers. All invented. */
import type { Outcome } from './course.ts';
import type { Plan } from './plan.ts';
import { between, drawnFor, pick, type Random } from './random.ts';
import { titlesOf, titleText } from './titles.ts';

export interface Words {
  /** Where it happened: `紫金街道人民路12号（示例）`. */
  address: string;
  title: string;
  /** The city's own title of the same matter; titles are not compared. */
  clueTitle: string;
  caseTitle: string;
  description: string;
}

export function wordsOf(plan: Plan): Words {
  const random = drawnFor(plan.seed, 'words');
  const { spot, number, own, clue, ofCase } = titlesOf(plan, random);
  return {
    address: `${plan.place.name}${spot}${number === null ? '' : `${number}号`}（示例）`,
    title: titleText(own),
    clueTitle: titleText(clue),
    caseTitle: titleText(ofCase),
    description: pick(random, [
      `网格巡查时发现，${pick(random, ['已拍照', '现场无人', '已先行劝说', '持续约两天'])}`,
      `村民反映后到现场查看，范围约${between(random, 2, 40)}平方米`,
      `情况属实，影响${pick(random, ['通行', '环境', '安全', '周边居民'])}，请派人处理`,
    ]),
  };
}

const FINAL: Record<Outcome, readonly string[]> = {
  rectified: ['已责令整改，现场已恢复', '当事人已自行整改到位', '已清理完毕'],
  persuaded: ['已对当事人劝导教育，当场改正', '经劝导已停止相关行为'],
  penalised: ['已依法处罚，罚款已缴', '案件已结，违法行为已改正'],
  no_violation: ['经核实未发现违法行为', '现场检查未见异常'],
  other: ['已转其他渠道处理并告知反映人', '已列入日常巡查重点'],
};
export const finalText = (outcome: Outcome, random: Random): string => pick(random, FINAL[outcome]);

const oneOf =
  (...texts: string[]) =>
  (random: Random): string =>
    pick(random, texts);

export const interimText = oneOf(
  '已到现场，正在核实',
  '已联系当事人，限期整改',
  '已取证，待进一步调查',
  '已发放告知书',
);

export const phrases = {
  assignment: oneOf('请核查处置并反馈', '请依法处置，按时反馈', '请到现场核实处理'),
  passed: oneOf('现场已清理', '问题已解决', '核查属实，同意'),
  failed: oneOf('问题未完全解决', '整改不彻底，退回继续处置'),
  suspension: oneOf('等待鉴定意见', '当事人无法联系', '不可抗力', '以另案处理结果为依据'),
  returned: (plan: Plan) => `不属于本单位职责，建议转${plan.department.name}`,
  dispute: ({ item }: Pick<Plan, 'item'>) => `对“${item.topic}”的监管职责归属有争议`,
  voided: {
    '1': '不属于受理范围',
    '2': '与已有事件重复',
    '3': '经核实情况不实',
    '4': '上报人撤回',
    '5': '无需处置',
  },
} as const;
