/** A matter of its own, with what the directory says of it and what the options add. */
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import { blankMatter } from '../drift/blank-matter.ts';
import type { Unmapped } from '../drift/proposal.ts';
import type { NewMatter } from '../edit/new-matter.ts';
import { WrongUse } from '../run.ts';
import { type Names, understood } from '../sheet/words.ts';
import { WISH_OPTIONS, type Wish } from './wish.ts';

/** @throws WrongUse where the row cannot be a matter, an option says what is not understood, or some are missing */
export function filled(wish: Wish, unmapped: Unmapped, catalogue: Catalogue): NewMatter {
  const blank = blankFor(unmapped, catalogue);
  const common = { en: wish.en ?? blank.en, basis: wish.basis ?? blank.basis };
  if (blank.kind === 'SUPERVISION') {
    const { object = '', frequency = '' } = wish;
    const methods = read(wish, 'methods', 'LIST') ?? [];
    needed({ ...common, object, methods: methods.join(), frequency }, unmapped);
    return { ...blank, ...common, object, methods, frequency };
  }
  const own = {
    penalty: wish.penalty ?? '',
    penaltyBasis: wish['penalty-basis'] ?? '',
    procedure: read(wish, 'procedure', 'PROCEDURE') ?? '',
    delegable: String(read(wish, 'delegable', 'YES_NO') ?? blank.delegable),
  };
  const { penalty, penaltyBasis, procedure, delegable } = own;
  needed({ ...common, penalty, 'penalty-basis': penaltyBasis, procedure, delegable }, unmapped);
  return { ...blank, ...common, ...own };
}

function blankFor(unmapped: Unmapped, catalogue: Catalogue): NewMatter {
  const { row, lists } = unmapped;
  if (lists === 'ITEMS' && row.kind !== null && row.category !== null && catalogue.category(row.category))
    return blankMatter(unmapped, catalogue);
  throw new WrongUse({
    en: `${row.code} has no kind or no category that the catalogue knows, and so is no matter of its own: say --to MATTER`,
    zh: `${row.code} 没有目录认可的事项类型或类，不能作为新事项，请指定 --to 事项编码`,
  });
}

/** Of no type that is read by names. */
const NO_NAMES: Names = { bureaus: new Map(), categories: new Map(), bureauOf: new Map(), city: '' };

interface Types {
  LIST: readonly string[];
  PROCEDURE: string;
  YES_NO: boolean;
}

/** The words that a spreadsheet's cell may say are understood here too. */
function read<Type extends keyof Types>(
  wish: Wish,
  option: 'methods' | 'procedure' | 'delegable',
  type: Type,
): Types[Type] | undefined {
  const said = wish[option];
  if (said === undefined) return undefined;
  if (type === 'PROCEDURE' && /^(SIMPLE|ORDINARY)$/.test(said)) return said as Types[Type];
  // TRUE is what a spreadsheet makes of it.
  const found = understood(type, type === 'YES_NO' ? said.toUpperCase() : said, NO_NAMES);
  if ('value' in found) return found.value as Types[Type];
  const { problem, remedy } = found;
  throw new WrongUse({
    en: `--${option} "${said}": ${problem.en}; ${remedy.en}`,
    zh: `--${option} “${said}”：${problem.zh}；${remedy.zh}`,
  });
}

/** Said as options: the checks would name lines of a file that is not written. */
function needed(said: Partial<Record<keyof Wish, string>>, { platform, row }: Unmapped): void {
  const missing = (Object.keys(said) as (keyof Wish)[]).filter(name => said[name] === '');
  if (missing.length === 0) return;
  const each = (language: 'en' | 'zh') =>
    missing.map(name => `\n  --${name}  ${WISH_OPTIONS[name].text[language]}`).join('');
  throw new WrongUse({
    en: `nothing was written: ${platform}:${row.code} as a new matter also needs${each('en')}`,
    zh: `未写入：${platform}:${row.code} 作为新事项，还须写明${each('zh')}`,
  });
}
