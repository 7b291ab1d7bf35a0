/**
 * Titles. Each is made of a head, a middle and a tail, of which there are few, and is held as one number: so a world of
 * a million titles holds no text, and a keyword is sought in the parts and not in each title.
 */
import { items, places } from './catalogue.ts';
import type { Plan } from './plan.ts';
import { between, type Random } from './random.ts';

/** What a title says after the place, by grid class. */
const TITLES: Record<string, readonly string[]> = {
  G10101: ['有流动摊贩占道经营', '水果摊占用人行道', '沿街店铺出店经营', '早餐车占道影响通行'],
  G10102: ['路边乱堆杂物', '空地有人倾倒生活垃圾', '巷口堆放废旧家具'],
  G10103: ['垃圾投放点混投严重', '商户未分类投放垃圾', '垃圾桶旁散落厨余垃圾'],
  G10104: ['墙面张贴小广告', '电线杆上喷涂广告', '楼道乱涂乱画'],
  G10105: ['店招破损有掉落风险', '未经审批设置户外广告牌'],
  G10106: ['烧烤店油烟直排', '餐饮店油烟扰民'],
  G10107: ['有人倒建筑垃圾', '装修垃圾堆在路边', '工程车沿路抛洒渣土'],
  G10201: ['绿化带被踩踏种菜', '有人擅自砍伐行道树', '绿地被车辆占用'],
  G10301: ['路面被擅自开挖', '施工占道未设围挡', '路面破损未修复'],
  G10302: ['井盖缺失', '路灯不亮', '路灯杆被撞歪'],
  G10401: ['疑似违建在施工', '屋顶搭建彩钢棚', '空地新建围墙和平房'],
  G10501: ['物业擅自出租公共区域', '小区电梯广告收益未公示', '物业不移交资料'],
  G10502: ['装修拆改承重墙', '住户装修破坏外墙'],
  G10503: ['出租房未登记备案', '中介发布虚假房源'],
  G10601: ['工地扬尘未覆盖', '工地夜间施工噪声大', '工地出入口车辆带泥上路'],
  G10602: ['工地脚手架防护不到位', '工地未佩戴安全帽'],
  G10701: ['餐饮店瓶装燃气违规存放', '住户擅自改装燃气管', '疑似无证销售瓶装燃气'],
  G10801: ['污水井冒溢', '餐饮废水倒入雨水口', '污水管堵塞外溢'],
  G10802: ['供水管被挖断', '消火栓供水设施损坏'],
  G20101: ['有人焚烧秸秆', '露天焚烧垃圾冒黑烟', '田间焚烧杂草'],
  G20102: ['排水口水质发黑', '作坊夜间疑似偷排废水'],
  G20103: ['广场音响噪声扰民', '夜宵店深夜喧哗', '健身房音乐声过大'],
  G20201: ['耕地上堆放砂石', '有人占用农田建房', '农田被硬化为停车场'],
  G20202: ['河滩有人采砂', '山边有人挖运矿石'],
  G20301: ['河道边搭建棚屋', '河堤护岸被损坏', '河道管理范围内堆土'],
  G20302: ['河面漂浮垃圾', '河道内弃置杂物', '溪边堆放阻水物'],
  G20303: ['有人架泵从河里抽水', '养殖场擅自取水'],
  G20401: ['山场有人砍树', '林地被挖掘机平整', '林地内新挖便道'],
  G20402: ['林边有人用火', '上坟烧纸未看护', '山脚烧灰积肥'],
  G20403: ['集市有人卖野味', '山上发现捕兽夹'],
  G20501: ['农资店农药无标签', '种子包装标识不全', '有人收购旧农药瓶转卖'],
  G20502: ['水沟发现死猪', '养殖场病死鸡未处理'],
  G20503: ['有人电鱼', '禁渔期下网捕鱼', '溪里发现地笼'],
  G20504: ['农户售卖蔬菜无合格证', '市场农产品未查验合格证'],
  G30101: ['人行道停放机动车', '电动车乱停堵路', '路口违停影响通行'],
  G30102: ['公路护栏被撞坏', '公路边摆摊堆物', '公路路面被挖开'],
  G30103: ['有人站前揽客非法营运', '私家车载客收费'],
  G30201: ['小店无照经营', '摊店未明码标价', '夜市有摊位无照销售'],
  G30202: ['小餐饮店未登记', '超市销售过期食品', '后厨人员无健康证', '进口食品无中文标签'],
  G30203: ['药店未凭处方售药', '有人无证行医', '诊所卫生状况差'],
  G30204: ['小区电梯超期未检', '厂区叉车未检验', '电梯困人频发'],
  G30205: ['健身房预付卡退费难', '理发店充值后关门'],
  G40101: ['厂房未设安全警示标志', '作坊员工未经安全培训', '厂房转租安全责任不清'],
  G40102: ['消防通道堆放杂物', '楼道电动车充电', '消防车通道被占用'],
  G40103: ['禁放区燃放烟花', '小店私售烟花爆竹'],
  G50101: ['山上新建坟墓', '公墓外私建墓穴'],
  G50102: ['工地工人反映欠薪', '企业拖欠工资'],
  G50103: ['居民楼内违规培训', '培训班假期补课收费'],
  G50201: ['网吧接纳未成年人', '游泳馆无救生员', '娱乐场所营业超时'],
  G50202: ['民宿未亮证经营', '民宿消防设施不足'],
  G50203: ['古桥保护范围内施工', '古民居构件被拆'],
  G50301: ['理发店未办卫生许可', '旅馆床品不洁'],
  G10901: ['共享单车堆满人行道', '共享单车乱停放堵住路口'],
};

const SPOTS =
  '人民路|解放街|中心街|文化路|新建路|滨江路|工业路|学院路|老街|菜市场|车站旁|村口|桥头|溪边|后山'.split('|');

const FOUND_BY: Record<string, string> = { hotline: '市民反映', patrol: '巡查发现', video: '视频发现' };

/** Of a class that has no titles of its own. */
const ANY = ['发现问题'];
/** Stands between the place and the topic where an inspection of the province found something. */
const INSPECTED = '检查任务发现：';

// How a title begins: not at all, or with who found it (or nobody) and the place.
const finders = ['', ...Object.values(FOUND_BY)];
const HEADS = ['', ...finders.flatMap(finder => places.map(({ name }) => `${finder}${name}`))];
const placeIndex = new Map(places.map(({ code }, at) => [code, at]));
const MIDDLES = ['', INSPECTED, ...SPOTS];
const suffixes = [...Object.values(TITLES), ANY].flat();
const TAILS = [
  ...suffixes,
  ...items.flatMap(({ topic }) => [`涉及“${topic}”的线索`, `${topic}问题`, `${topic}案`]),
];
const suffixesBegin = new Map<string, number>();
let suffixesSoFar = 0;
for (const [gridClass, own] of Object.entries(TITLES)) {
  suffixesBegin.set(gridClass, suffixesSoFar);
  suffixesSoFar += own.length;
}
const isStreet = SPOTS.map(spot => /[路街]$/.test(spot));
const itemIndex = new Map(items.map((item, at) => [item, at]));

const TAIL_BITS = 10;
const MIDDLE_BITS = 5;
if (TAILS.length > 1 << TAIL_BITS || MIDDLES.length > 1 << MIDDLE_BITS)
  throw new Error(
    `titles: expected at most 1024 tails and 32 middles, got ${TAILS.length} and ${MIDDLES.length}`,
  );

/** Below 2 ** 31. */
const titleOf = (head: number, middle: number, tail: number): number =>
  (head << (MIDDLE_BITS + TAIL_BITS)) | (middle << TAIL_BITS) | tail;

const headOf = (title: number) => HEADS[title >>> (MIDDLE_BITS + TAIL_BITS)]!;
const middleOf = (title: number) => MIDDLES[(title >>> TAIL_BITS) & ((1 << MIDDLE_BITS) - 1)]!;
const tailOf = (title: number) => TAILS[title & ((1 << TAIL_BITS) - 1)]!;

export const titleText = (title: number): string => headOf(title) + middleOf(title) + tailOf(title);

export interface Titles {
  spot: string;
  /** Of the house, in a street. */
  number: number | null;
  /** Of the record where the event began. */
  own: number;
  /** The city's own title of the same matter; titles are not compared. */
  clue: number;
  /** Of the province's record of a case. */
  ofCase: number;
}

/** Draws them from the stream of the event's words. */
export function titlesOf(plan: Plan, random: Random): Titles {
  const spotIndex = Math.floor(random() * SPOTS.length);
  const number = isStreet[spotIndex] ? between(random, 1, 260) : null;
  const ofItem = suffixes.length + 3 * itemIndex.get(plan.item)!;
  const tail = plan.gridClass ? suffixFor(plan.gridClass.code, random) : ofItem;
  const middle = MIDDLES.length - SPOTS.length + spotIndex;
  const headBy = (finder: string) =>
    1 + finders.indexOf(finder) * places.length + placeIndex.get(plan.place.code)!;
  const plain = titleOf(headBy(''), middle, tail);
  const own =
    plan.origin === 'province'
      ? titleOf(headBy(''), MIDDLES.indexOf(INSPECTED), ofItem + 1)
      : plan.origin === 'city'
        ? titleOf(headBy(FOUND_BY[plan.channel] ?? ''), middle, tail)
        : plain;
  return {
    spot: SPOTS[spotIndex]!,
    number,
    own,
    clue: plan.gridClass ? plain : own,
    ofCase: titleOf(0, 0, ofItem + 2),
  };
}

function suffixFor(gridClass: string, random: Random): number {
  const own = TITLES[gridClass] ?? ANY;
  const begin = suffixesBegin.get(gridClass) ?? suffixes.length - ANY.length;
  return begin + Math.floor(random() * own.length);
}

/** Gives a test of titles: whether the text contains the keyword. Quick for millions of titles of the same parts. */
export function containing(keyword: string): (title: number) => boolean {
  const begins = new Int8Array(HEADS.length << MIDDLE_BITS).fill(-1);
  const ends = new Int8Array(1 << (MIDDLE_BITS + TAIL_BITS)).fill(-1);
  return title => {
    const begin = title >>> TAIL_BITS;
    if (begins[begin]! < 0) begins[begin] = (headOf(title) + middleOf(title)).includes(keyword) ? 1 : 0;
    if (begins[begin] === 1) return true;
    const end = title & ((1 << (MIDDLE_BITS + TAIL_BITS)) - 1);
    if (ends[end]! < 0) ends[end] = (middleOf(title) + tailOf(title)).includes(keyword) ? 1 : 0;
    if (ends[end] === 1) return true;
    // What is in neither half may still begin in the head and end in the tail, around the whole middle.
    return (
      keyword.length > middleOf(title).length + 1 &&
      keyword.includes(middleOf(title)) &&
      titleText(title).includes(keyword)
    );
  };
}
