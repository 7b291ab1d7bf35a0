/** What an integrator wants `add` to do, read from its options. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import { codesOf } from '../../hub/catalogue/drift/mapped-codes.ts';
import { closest } from '../../hub/files/closest.ts';
import type { Choice } from '../drift/choices.ts';
import type { Decision, Unmapped } from '../drift/proposal.ts';
import type { Place } from '../edit/matter-text.ts';
import type { Values } from '../given.ts';
import { WrongUse } from '../run.ts';
import type { Text } from '../text.ts';
import { filled } from './filled.ts';

const text = (en: string, zh: string, value: Text) => ({ type: 'string' as const, value, text: { en, zh } });
const WORDS: Text = { en: 'TEXT', zh: '文字' };

export const WISH_OPTIONS = {
  to: text('the matter that the code is one of', '该编码对应的事项', { en: 'MATTER', zh: '事项编码' }),
  as: {
    type: 'string',
    choices: ['new'],
    text: { en: 'a matter of its own', zh: '作为新事项' },
  },
  from: text('the first day that it counts for', '编码启用之日，原编码用至该日', {
    en: '2024-07-01',
    zh: '2024-07-01',
  }),
  beside: { type: 'boolean', text: { en: 'beside the code that stands there', zh: '与原编码并用' } },
  replace: {
    type: 'boolean',
    text: {
      en: 'instead of it: events that carry it lose their matter',
      zh: '取代原编码，带有原编码的事件不再归入该事项',
    },
  },
  shared: {
    type: 'boolean',
    text: {
      en: 'though another matter has the code: its events are of neither for certain',
      zh: '与已有该编码的事项共用，带有该编码的事件无法判定事项',
    },
  },
  en: text('English name', '英文名称', WORDS),
  basis: text('the law', '法律依据', WORDS),
  object: text('who or what is inspected', '监管对象', WORDS),
  methods: text('how it is inspected, with commas between', '监管方式，以顿号或逗号分隔', WORDS),
  frequency: text('how often', '监管频次', WORDS),
  penalty: text('the penalty', '处罚内容', WORDS),
  'penalty-basis': text('the article that gives it', '处罚依据', WORDS),
  procedure: text('the usual procedure', '办案程序', { en: 'SIMPLE|ORDINARY', zh: '简易程序|普通程序' }),
  delegable: text('whether townships may be given it', '可否赋权乡镇（街道）', {
    en: 'true|false',
    zh: '是|否',
  }),
  'dry-run': {
    type: 'boolean',
    text: { en: 'print what would change, write nothing', zh: '只列出改动，不写入' },
  },
} as const;

export type Wish = Values<typeof WISH_OPTIONS>;

/**
 * @param choices what is done where the options do not say, if there is but one
 * @throws WrongUse
 */
export function wished(
  wish: Wish,
  unmapped: Unmapped,
  choices: readonly Choice[],
  catalogue: Catalogue,
): Decision {
  if (wish.to !== undefined && wish.as !== undefined)
    throw new WrongUse({ en: 'expected --to or --as, got both', zh: '--to 与 --as 只能选一个' });
  const place = placeOf(wish);
  if (wish.to !== undefined) return toMatter(known(wish.to, catalogue), wish, unmapped, catalogue);
  const decision = wish.as === 'new' ? null : onlyOne(choices, unmapped);
  if (decision && 'to' in decision)
    return { ...decision, place: place ?? decision.place, en: englishOf(wish, unmapped, catalogue) };
  if (place)
    throw new WrongUse({
      en: 'expected --from, --beside or --replace with --to; a new matter has no code yet',
      zh: '--from、--beside、--replace 须与 --to 同用，新事项尚无编码',
    });
  return { asNew: filled(wish, unmapped, catalogue) };
}

function onlyOne(choices: readonly Choice[], { row }: Unmapped): Decision {
  const [only, ...others] = choices;
  if (only && others.length === 0) return only.decision;
  if (!only)
    throw new WrongUse({
      en: `nothing is suggested for ${row.code}: say --to MATTER or --as new`,
      zh: `${row.code} 没有可用的建议，请指定 --to 事项编码 或 --as new`,
    });
  const each = (asNew: string) =>
    choices
      .map(({ decision, command }) => {
        const what = 'to' in decision ? `${decision.to.code} ${decision.to.nameZh}` : asNew;
        return `\n  ${what}\n    ${command}`;
      })
      .join('');
  throw new WrongUse({
    en: `it is not clear which matter ${row.code} ${row.name ?? ''} is of; nothing was written. Choose one of${each('a matter of its own')}`,
    zh: `无法确定 ${row.code} ${row.name ?? ''} 属于哪个事项，未写入；请核对后选用其一：${each('作为新事项')}`,
  });
}

function toMatter(to: Matter, wish: Wish, unmapped: Unmapped, catalogue: Catalogue): Decision {
  const { platform, row } = unmapped;
  const codes = codesOf(to, platform);
  const place = placeOf(wish);
  if (codes.includes(row.code))
    throw new WrongUse({
      en: `${to.code} has ${row.code} already`,
      zh: `${to.code} 已对应 ${row.code}`,
    });
  if (codes.length > 0 && !place)
    throw new WrongUse({
      en: `${to.code} has ${codes.join(' and ')} there: say --from DAY, --beside or --replace`,
      zh: `${to.code} 已对应 ${codes.join('、')}，请指定 --from 日期、--beside 或 --replace`,
    });
  return { to, place: place ?? 'INSTEAD', en: englishOf(wish, unmapped, catalogue) };
}

/** What a class is called that has to be listed before a matter can have it. */
function englishOf({ en }: Wish, { lists, row }: Unmapped, catalogue: Catalogue): string {
  if (en || lists === 'ITEMS' || catalogue.gridClass(row.code)) return en ?? '';
  throw new WrongUse({
    en: `nothing was written: ${row.code} ${row.name ?? ''} is to be listed as a grid class, which also needs\n  --en  ${WISH_OPTIONS.en.text.en}`,
    zh: `未写入：${row.code} ${row.name ?? ''} 尚未列入网格事件类别，还须写明\n  --en  ${WISH_OPTIONS.en.text.zh}`,
  });
}

function placeOf({ from, beside, replace }: Wish): Place | null {
  if ([from, beside, replace].filter(given => given !== undefined).length > 1)
    throw new WrongUse({
      en: 'expected one of --from, --beside and --replace, got several',
      zh: '--from、--beside、--replace 只能选一个',
    });
  if (beside) return 'BESIDE';
  if (replace) return 'INSTEAD';
  if (from === undefined) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(from)) return { from };
  throw new WrongUse({
    en: `expected --from and a day like 2024-07-01, got "${from}"`,
    zh: `--from 应为形如 2024-07-01 的日期，实为“${from}”`,
  });
}

function known(code: string, catalogue: Catalogue): Matter {
  const matter = catalogue.matter(code);
  if (matter) return matter;
  const codes = catalogue.matters.map(one => one.code);
  const meant = closest(code, codes);
  throw new WrongUse({
    en: `there is no matter ${code}${meant ? `; did you mean ${meant}?` : ''}`,
    zh: `没有事项 ${code}${meant ? `；是否应为 ${meant}？` : ''}`,
  });
}
