/** What people write: titles, descriptions, answers. All invented. */
import type { Outcome } from './course.ts';
import type { Plan } from './plan.ts';
import { between, drawnFor, pick, type Random } from './random.ts';

/** Titles by grid class; `@` is the place. */
const TITLES: Record<string, readonly string[]> = {
  G10101: ['@有流动摊贩占道经营', '@水果摊占用人行道', '@沿街店铺出店经营', '@早餐车占道影响通行'],
  G10102: ['@路边乱堆杂物', '@空地有人倾倒生活垃圾', '@巷口堆放废旧家具'],
  G10103: ['@垃圾投放点混投严重', '@商户未分类投放垃圾', '@垃圾桶旁散落厨余垃圾'],
  G10104: ['@墙面张贴小广告', '@电线杆上喷涂广告', '@楼道乱涂乱画'],
  G10105: ['@店招破损有掉落风险', '@未经审批设置户外广告牌'],
  G10106: ['@烧烤店油烟直排', '@餐饮店油烟扰民'],
  G10107: ['@有人倒建筑垃圾', '@装修垃圾堆在路边', '@工程车沿路抛洒渣土'],
  G10201: ['@绿化带被踩踏种菜', '@有人擅自砍伐行道树', '@绿地被车辆占用'],
  G10301: ['@路面被擅自开挖', '@施工占道未设围挡', '@路面破损未修复'],
  G10302: ['@井盖缺失', '@路灯不亮', '@路灯杆被撞歪'],
  G10401: ['@疑似违建在施工', '@屋顶搭建彩钢棚', '@空地新建围墙和平房'],
  G10501: ['@物业擅自出租公共区域', '@小区电梯广告收益未公示', '@物业不移交资料'],
  G10502: ['@装修拆改承重墙', '@住户装修破坏外墙'],
  G10503: ['@出租房未登记备案', '@中介发布虚假房源'],
  G10601: ['@工地扬尘未覆盖', '@工地夜间施工噪声大', '@工地出入口车辆带泥上路'],
  G10602: ['@工地脚手架防护不到位', '@工地未佩戴安全帽'],
  G10701: ['@餐饮店瓶装燃气违规存放', '@住户擅自改装燃气管', '@疑似无证销售瓶装燃气'],
  G10801: ['@污水井冒溢', '@餐饮废水倒入雨水口', '@污水管堵塞外溢'],
  G10802: ['@供水管被挖断', '@消火栓供水设施损坏'],
  G20101: ['@有人焚烧秸秆', '@露天焚烧垃圾冒黑烟', '@田间焚烧杂草'],
  G20102: ['@排水口水质发黑', '@作坊夜间疑似偷排废水'],
  G20103: ['@广场音响噪声扰民', '@夜宵店深夜喧哗', '@健身房音乐声过大'],
  G20201: ['@耕地上堆放砂石', '@有人占用农田建房', '@农田被硬化为停车场'],
  G20202: ['@河滩有人采砂', '@山边有人挖运矿石'],
  G20301: ['@河道边搭建棚屋', '@河堤护岸被损坏', '@河道管理范围内堆土'],
  G20302: ['@河面漂浮垃圾', '@河道内弃置杂物', '@溪边堆放阻水物'],
  G20303: ['@有人架泵从河里抽水', '@养殖场擅自取水'],
  G20401: ['@山场有人砍树', '@林地被挖掘机平整', '@林地内新挖便道'],
  G20402: ['@林边有人用火', '@上坟烧纸未看护', '@山脚烧灰积肥'],
  G20403: ['@集市有人卖野味', '@山上发现捕兽夹'],
  G20501: ['@农资店农药无标签', '@种子包装标识不全', '@有人收购旧农药瓶转卖'],
  G20502: ['@水沟发现死猪', '@养殖场病死鸡未处理'],
  G20503: ['@有人电鱼', '@禁渔期下网捕鱼', '@溪里发现地笼'],
  G20504: ['@农户售卖蔬菜无合格证', '@市场农产品未查验合格证'],
  G30101: ['@人行道停放机动车', '@电动车乱停堵路', '@路口违停影响通行'],
  G30102: ['@公路护栏被撞坏', '@公路边摆摊堆物', '@公路路面被挖开'],
  G30103: ['@有人站前揽客非法营运', '@私家车载客收费'],
  G30201: ['@小店无照经营', '@摊店未明码标价', '@夜市有摊位无照销售'],
  G30202: ['@小餐饮店未登记', '@超市销售过期食品', '@后厨人员无健康证', '@进口食品无中文标签'],
  G30203: ['@药店未凭处方售药', '@有人无证行医', '@诊所卫生状况差'],
  G30204: ['@小区电梯超期未检', '@厂区叉车未检验', '@电梯困人频发'],
  G30205: ['@健身房预付卡退费难', '@理发店充值后关门'],
  G40101: ['@厂房未设安全警示标志', '@作坊员工未经安全培训', '@厂房转租安全责任不清'],
  G40102: ['@消防通道堆放杂物', '@楼道电动车充电', '@消防车通道被占用'],
  G40103: ['@禁放区燃放烟花', '@小店私售烟花爆竹'],
  G50101: ['@山上新建坟墓', '@公墓外私建墓穴'],
  G50102: ['@工地工人反映欠薪', '@企业拖欠工资'],
  G50103: ['@居民楼内违规培训', '@培训班假期补课收费'],
  G50201: ['@网吧接纳未成年人', '@游泳馆无救生员', '@娱乐场所营业超时'],
  G50202: ['@民宿未亮证经营', '@民宿消防设施不足'],
  G50203: ['@古桥保护范围内施工', '@古民居构件被拆'],
  G50301: ['@理发店未办卫生许可', '@旅馆床品不洁'],
  G10901: ['@共享单车堆满人行道', '@共享单车乱停放堵住路口'],
};

const SPOTS =
  '人民路|解放街|中心街|文化路|新建路|滨江路|工业路|学院路|老街|菜市场|车站旁|村口|桥头|溪边|后山'.split('|');

const FOUND_BY: Record<string, string> = { hotline: '市民反映', patrol: '巡查发现', video: '视频发现' };

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
  const spot = pick(random, SPOTS);
  const road = /[路街]$/.test(spot);
  const at = `${plan.place.name}${spot}`;
  const address = `${at}${road ? `${between(random, 1, 260)}号` : ''}（示例）`;
  const template = plan.gridClass ? pick(random, TITLES[plan.gridClass.code] ?? ['@发现问题']) : null;
  const { topic } = plan.item;
  const own = template ? template.replace('@', at) : `${at}涉及“${topic}”的线索`;
  const title =
    plan.origin === 'province'
      ? `${plan.place.name}检查任务发现：${topic}问题`
      : plan.origin === 'city'
        ? `${FOUND_BY[plan.channel] ?? ''}${own}`
        : own;
  return {
    address,
    title,
    clueTitle: template ? template.replace('@', `${plan.place.name}${spot}`) : title,
    caseTitle: `${topic}案`,
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
