/** What an integrator wants `add` to do, read from its options. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import { codesOf } from '../../hub/catalogue/drift/mapped-codes.ts';
import { closest } from '../../hub/files/closest.ts';
import { blankMatter } from '../drift/blank-matter.ts';
import type { Decision, Unmapped } from '../drift/proposal.ts';
import type { Place } from '../edit/matter-text.ts';
import type { NewMatter } from '../edit/new-matter.ts';
import type { Values } from '../given.ts';
import { WrongUse } from '../run.ts';
import type { Text } from '../text.ts';

const text = (en: string, zh: string, value: Text) => ({ type: 'string' as const, value, text: { en, zh } });
const WORDS: Text = { en: 'TEXT', zh: '文字' };

export const WISH_OPTIONS = {
  to: text('the matter that the code is one of', '该代码对应的事项', { en: 'MATTER', zh: '事项编码' }),
  as: {
    type: 'string',
    choices: ['new'],
    text: { en: 'a matter of its own', zh: '作为新事项' },
  },
  from: text('the first day that it counts for', '代码启用日期，原代码用至该日', {
    en: '2024-07-01',
    zh: '2024-07-01',
  }),
  beside: { type: 'boolean', text: { en: 'beside the code that stands there', zh: '与原代码并用' } },
  replace: {
    type: 'boolean',
    text: {
      en: 'instead of it: events that carry it lose their matter',
      zh: '取代原代码，带有原代码的事件不再归入该事项',
    },
  },
  en: text('English name', '英文名称', WORDS),
  basis: text('the law', '法律依据', WORDS),
  object: text('who or what is inspected', '监管对象', WORDS),
  methods: text('how it is inspected, with commas between', '监管方式，以逗号分隔', WORDS),
  frequency: text('how often', '监管频次', WORDS),
  penalty: text('the penalty', '处罚内容', WORDS),
  'penalty-basis': text('the article that gives it', '处罚依据', WORDS),
  procedure: {
    type: 'string',
    choices: ['SIMPLE', 'ORDINARY'],
    text: { en: 'the usual procedure', zh: '办案程序' },
  },
  delegable: {
    type: 'string',
    choices: ['true', 'false'],
    text: { en: 'whether townships may be given it', zh: '可否赋权乡镇（街道）' },
  },
  'dry-run': {
    type: 'boolean',
    text: { en: 'print what would change, write nothing', zh: '只列出改动，不写入' },
  },
} as const;

export type Wish = Values<typeof WISH_OPTIONS>;

/**
 * @param suggested what is done where the options do not say
 * @throws WrongUse
 */
export function wished(
  wish: Wish,
  unmapped: Unmapped,
  suggested: Decision | null,
  catalogue: Catalogue,
): Decision {
  if (wish.to !== undefined && wish.as !== undefined)
    throw new WrongUse({ en: 'expected --to or --as, got both', zh: '--to 与 --as 只能选一个' });
  if (wish.as === 'new') return { asNew: filled(blankFor(unmapped, catalogue), wish) };
  if (wish.to !== undefined) return toMatter(known(wish.to, catalogue), wish, unmapped);
  if (!suggested)
    throw new WrongUse({
      en: `nothing is suggested for ${unmapped.row.code}: say --to MATTER or --as new`,
      zh: `${unmapped.row.code} 没有可用的建议，请指定 --to 事项编码 或 --as new`,
    });
  if ('asNew' in suggested) return { asNew: filled(suggested.asNew, wish) };
  return { ...suggested, place: placeOf(wish) ?? suggested.place, en: wish.en ?? '' };
}

function toMatter(to: Matter, wish: Wish, { platform, row }: Unmapped): Decision {
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
  return { to, place: place ?? 'INSTEAD', en: wish.en ?? '' };
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

function blankFor(unmapped: Unmapped, catalogue: Catalogue): NewMatter {
  const { row, lists } = unmapped;
  if (lists === 'ITEMS' && row.kind !== null && row.category !== null && catalogue.category(row.category))
    return blankMatter(unmapped, catalogue);
  throw new WrongUse({
    en: `${row.code} has no kind or no category that the catalogue knows, and so is no matter of its own: say --to MATTER`,
    zh: `${row.code} 没有目录认可的事项类型或类别，不能作为新事项，请指定 --to 事项编码`,
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

/** The checks say what is still missing. */
function filled(matter: NewMatter, wish: Wish): NewMatter {
  const common = { en: wish.en ?? matter.en, basis: wish.basis ?? matter.basis };
  if (matter.kind === 'SUPERVISION') {
    const { object = '', frequency = '', methods } = wish;
    return { ...matter, ...common, object, frequency, methods: methods?.split(/[,，]\s*/u) ?? [] };
  }
  return {
    ...matter,
    ...common,
    penalty: wish.penalty ?? '',
    penaltyBasis: wish['penalty-basis'] ?? '',
    procedure: wish.procedure ?? '',
    delegable: wish.delegable ?? matter.delegable,
  };
}
