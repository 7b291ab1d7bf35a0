import stringWidth from 'string-width';
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import { catalogueChanges, isEmpty } from '../../hub/catalogue/catalogue-changes.ts';
import { loadCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import { PLATFORMS } from '../../platform-modules.ts';
import { nameOf } from '../../upstream/platform-code.ts';
import type { UpstreamError } from '../../upstream/upstream-error.ts';
import { columns, type Desk, line, painted, says } from '../desk.ts';
import { command } from '../given.ts';
import { ADDRESS_VARIABLES, ADDRESSES } from '../platforms/addresses.ts';
import { asking } from '../platforms/asking.ts';
import { failureWords } from '../platforms/failure-words.ts';
import type { Text } from '../text.ts';
import { type Moves, movesTo, UNDECIDED, UNMAPPED } from './moves.ts';
import { readSide } from './side.ts';
import { type Difference, inWords, namesOf } from './words.ts';

const SIGNS = { '+': 'green', '-': 'red', '~': 'yellow' } as const satisfies Record<
  Difference['sign'],
  string
>;

export const diff = command(
  {
    name: 'diff',
    about: {
      en: 'Says what changes for readers between two catalogues, each a git revision or a folder, and how many events would be of another matter: the preview before a merge. Without B it is the folder as it is now.\nExit code: 0 when compared, 1 where files cannot be used, 2 for wrong use or an environment that cannot be used, 3 where a platform did not answer.',
      zh: '比较两份目录（git 版本或文件夹），说明对使用者有何变化、有多少事件将归入另一事项，供合并前预览。不写 B 则与当前文件夹比较。\n退出码：0 比较完成；1 文件有错误；2 命令写法或环境变量有误；3 有平台未应答。',
    },
    words: [{ name: { en: 'A', zh: 'A' } }, { name: { en: 'B', zh: 'B' }, optional: true }],
    options: {
      mocks: {
        type: 'boolean',
        text: {
          en: 'count the events of the mocks, where the platforms’ addresses are not set',
          zh: '未设置各平台地址时，统计模拟平台的事件',
        },
      },
    },
  },
  async ({ mocks = false }, desk, a, b) => {
    const before = await readSide(a!, desk);
    const after = b === undefined ? await loadCatalogue(desk.schema, desk.called) : await readSide(b, desk);
    const changes = catalogueChanges(before, after);
    if (isEmpty(changes)) {
      line(desk, SAME);
      return 0;
    }
    for (const { title, differences } of inWords(changes)) {
      line(desk, painted(desk.out, 'bold', says(desk, title)));
      for (const difference of differences) print(difference, desk);
      line(desk, '');
    }
    if (!mocks && !ADDRESS_VARIABLES.some(name => desk.env[name])) {
      line(desk, UNCOUNTED, desk.err);
      return 0;
    }
    return await count(before, after, desk);
  },
);

const SAME: Text = {
  en: 'Both say the same of matters, departments, regions and grid classes; time limits, calendar and indicators are not compared.',
  zh: '两份目录的事项、部门、区划和网格事件类别相同；时限、日历和指标不作比较。',
};

function print({ sign, code, name, says: sentences }: Difference, desk: Desk): void {
  const what = sign === '-' ? says(desk, { en: ' (taken out)', zh: '（删除）' }) : '';
  line(desk, `${painted(desk.out, SIGNS[sign], `${sign} ${code}`)}  ${says(desk, name)}${what}`);
  for (const sentence of sentences) line(desk, `    ${says(desk, sentence)}`);
}

async function count(before: Catalogue, after: Catalogue, desk: Desk): Promise<number> {
  // Loaded only where somebody counts: it brings all that asks the platforms.
  const { openForDesk } = await import('../platforms/open.ts');
  await using platforms = await openForDesk(desk, before);
  const { readers } = platforms;
  const counting = await asking(desk, readers.size, answered => movesTo(after, readers, answered));
  const { moves, missing } = counting;
  line(desk, painted(desk.out, 'bold', says(desk, { en: 'Events', zh: '事件' })));
  line(desk, summary(counting));
  if (moves.length > 0) {
    const digits = `${moves[0]!.count}`.length;
    const rows = moves.map(({ from, to, count }) => [
      `  ${`${count}`.padStart(digits)}`,
      says(desk, calledIn(before, from)),
      '→',
      says(desk, calledIn(after, to)),
    ]);
    line(desk, fitting(rows, desk));
  }
  for (const error of missing) line(desk, notCounted(error), desk.err);
  return missing.length > 0 ? 3 : 0;
}

/** Where names are too long for the terminal, what an event would be of stands below what it is of. */
function fitting(rows: readonly string[][], { out }: Desk): string {
  const abreast = columns(rows);
  const { columns: room = Number.POSITIVE_INFINITY } = out.terminal ?? {};
  if (abreast.split('\n').every(row => stringWidth(row) <= room)) return abreast;
  return columns(
    rows.flatMap(([count, from, arrow, to]) => [
      [count!, from!],
      ['', `${arrow} ${to}`],
    ]),
  );
}

/** A number that lacks a platform's events says so itself, wherever it is copied to. */
function summary({ moves, counted, answered, missing }: Moves): Text {
  if (answered.length === 0)
    return { en: 'They cannot be counted: no platform answered.', zh: '无法统计：各平台均未应答。' };
  const lacking = missing.map(({ platform }) => PLATFORMS[nameOf(platform)].name);
  const without: Text =
    lacking.length === 0
      ? { en: '', zh: '' }
      : {
          en: ` (without ${lacking.map(({ en }) => en).join(', ')})`,
          zh: `（不含${lacking.map(({ zh }) => zh).join('、')}）`,
        };
  const moved = moves.reduce((all, { count }) => all + count, 0);
  if (moved === 0)
    return {
      en: `None of ${counted}${without.en} would be of another matter.`,
      zh: `共 ${counted} 件${without.zh}，均不改变所属事项。`,
    };
  return {
    en: `${moved} of ${counted}${without.en} would be of another matter:`,
    zh: `共 ${counted} 件${without.zh}，其中 ${moved} 件将改变所属事项：`,
  };
}

function calledIn(catalogue: Catalogue, name: string): Text {
  if (name === UNDECIDED) return { en: 'undecided', zh: '待定' };
  if (name === UNMAPPED) return { en: 'no matter', zh: '无对应事项' };
  const { en, zh } = namesOf(catalogue.matter(name)!);
  return { en: `${name} ${en}`, zh: `${name} ${zh}` };
}

function notCounted(error: UpstreamError): Text {
  const { en, zh } = failureWords(error, error.platform);
  return { en: `Not counted: ${en}`, zh: `未统计：${zh}` };
}

const UNCOUNTED: Text = {
  en: `Events are not counted: set ${ADDRESSES.en}, or add --mocks.`,
  zh: `未统计事件：请设置 ${ADDRESSES.zh}，或加上 --mocks。`,
};
