import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import type { DirectoryItem } from '../../hub/catalogue/drift/directory-item.ts';
import { type Drift, driftOf } from '../../hub/catalogue/drift/drift.ts';
import { loadCatalogue } from '../../hub/catalogue/files/load-catalogue.ts';
import { closest } from '../../hub/files/closest.ts';
import type { Finding } from '../../hub/files/finding.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { type Desk, line, painted } from '../desk.ts';
import { choicesFor } from '../drift/choices.ts';
import { type Decision, proposal, type Unmapped } from '../drift/proposal.ts';
import { endOf } from '../drift/remedy.ts';
import { checkedWith, type FileEdit, writeEdits } from '../edit/file-edits.ts';
import { lineDiff } from '../edit/line-diff.ts';
import { SchemaTexts } from '../edit/schema-texts.ts';
import { counts, tally } from '../findings/counts.ts';
import { newFindings } from '../findings/new-findings.ts';
import { printFindings } from '../findings/print.ts';
import { command } from '../given.ts';
import { asking } from '../platforms/asking.ts';
import { openForDesk } from '../platforms/open.ts';
import { type PlatformThing, readPlatformThing } from '../platforms/platform-thing.ts';
import { WrongUse } from '../run.ts';
import type { Text } from '../text.ts';
import { refuseTaken } from './taken.ts';
import { WISH_OPTIONS, type Wish, wished } from './wish.ts';

export const add = command(
  {
    name: 'add',
    about: {
      en:
        'Maps a code that a platform’s directory has, as "drift" suggests it or as you say, and prints what changes. The files are\n' +
        'checked before anything is written; where a check fails, nothing is. Exit code: 0 when written, 1 when a\n' +
        'check failed, 2 for wrong use or an environment that cannot be used, 3 where the platform did not answer.',
      zh:
        '为平台目录中的编码添加映射：可采用 drift 的建议，也可自行指定；并列出改动。写入前先检查，检查不通过则不作任何改动。\n' +
        '退出码：0 已写入；1 检查未通过；2 命令写法或环境变量有误；3 平台未应答。',
    },
    words: [{ name: { en: 'PLATFORM:CODE', zh: '平台:编码' } }],
    options: WISH_OPTIONS,
  },
  async (wish, desk, word) => {
    const asked = readPlatformThing(word!, 'CODE');
    const catalogue = await loadCatalogue(desk.schema, desk.called);
    const texts = new SchemaTexts(desk.schema, desk.called);
    const { unmapped, drifts } = await lookedUp(asked, catalogue, desk);
    const decision = wanted(wish, unmapped, drifts, catalogue, texts);
    if (!wish.shared) refuseTaken(decision, unmapped, catalogue, texts);
    const edits = proposal(unmapped, decision, catalogue, texts);
    const { warnings: before } = catalogue;
    return await write(edits, { dry: wish['dry-run'] === true, texts, before, desk });
  },
);

/** The live row of the platform's directory, and how that differs from the catalogue. */
async function lookedUp(
  { platform, rest: code }: PlatformThing,
  catalogue: Catalogue,
  desk: Desk,
): Promise<{ unmapped: Unmapped; drifts: readonly Drift[] }> {
  await using platforms = await openForDesk(desk, catalogue);
  const [directory, day] = await asking(desk, 1, () =>
    Promise.all([platforms.readers.get(platform)!.directory(), platforms.todayOn(platform)]),
  );
  const live = directory.items.filter(item => item.live);
  const row = live.find(item => item.code === code);
  if (row)
    return {
      unmapped: { ...directory, row },
      drifts: driftOf(directory, catalogue, day),
    };
  const codes = live.map(item => item.code);
  const ended = directory.items.find(item => item.code === code);
  throw new WrongUse(ended ? hasEnded(platform, ended) : notThere(platform, code, closest(code, codes)));
}

function hasEnded(platform: PlatformCode, { code, changedAt }: DirectoryItem): Text {
  const written = `{ code: ${code}, to: ${changedAt ? endOf(changedAt) : '…'} }`;
  return {
    en: `${platform} has ended ${code}: no event is given it any more; for former events write ${written} in the matter's list by hand`,
    zh: `${platform} 已停用 ${code}，不再有事件使用；如需对应以往的事件，请手工在事项的编码列表中写入 ${written}`,
  };
}

const notThere = (platform: PlatformCode, code: string, meant: string | null): Text => ({
  en: `${platform} has no ${code} in use in its directory${meant ? `; did you mean ${meant}?` : ''}`,
  zh: `${platform} 的现行目录中没有 ${code}${meant ? `；是否应为 ${meant}？` : ''}`,
});

/** What the options say, or else what `drift` would suggest. */
function wanted(
  wish: Wish,
  unmapped: Unmapped,
  drifts: readonly Drift[],
  catalogue: Catalogue,
  texts: SchemaTexts,
): Decision {
  const { code } = unmapped.row;
  const drift = drifts.find(
    ({ kind, code: told, successors }) =>
      (kind === 'NEW' && told === code) || successors.some(successor => successor.code === code),
  );
  const choices = drift ? choicesFor(drift, unmapped, catalogue, texts) : [];
  return wished(wish, unmapped, choices, catalogue);
}

interface Writing {
  dry: boolean;
  texts: SchemaTexts;
  /** What the check says of the files as they are. */
  before: readonly Finding[];
  desk: Desk;
}

async function write(edits: readonly FileEdit[], { dry, texts, before, desk }: Writing): Promise<number> {
  for (const { file, before: old, after } of edits) {
    const { line: at, removed, added } = lineDiff(old, after)!;
    line(desk, painted(desk.out, 'bold', `${texts.shown(file)}:${at}`));
    for (const text of removed) line(desk, painted(desk.out, 'red', `- ${text}`.trimEnd()));
    for (const text of added) line(desk, painted(desk.out, 'green', `+ ${text}`.trimEnd()));
  }
  const { findings } = await checkedWith(desk, edits);
  const fresh = newFindings(findings, before);
  const refused = tally(fresh).errors > 0;
  if (fresh.length > 0) {
    const { en, zh } = counts(fresh);
    const conclusion = refused ? { en: `nothing was written: ${en}`, zh: `未写入：${zh}` } : { en, zh };
    printFindings(fresh, 'text', conclusion, desk, desk.err);
  }
  if (refused) return 1;
  if (dry) {
    line(desk, { en: 'checked; not written (--dry-run)', zh: '检查通过，未写入（--dry-run）' }, desk.err);
    return 0;
  }
  writeEdits(desk.schema, edits);
  const { length: count } = edits;
  const passed = fresh.length === 0;
  line(desk, {
    en: `${passed ? 'checked and written' : 'written'}: ${count === 1 ? '1 file' : `${count} files`}`,
    zh: `${passed ? '检查通过，' : ''}已写入 ${count} 个文件`,
  });
  return 0;
}
