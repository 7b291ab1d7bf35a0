import type { Counterpart } from '../../hub/catalogue/drift/counterparts.ts';
import type { Drift } from '../../hub/catalogue/drift/drift.ts';
import { DRIFT_KIND, driftWords } from '../../hub/catalogue/drift/drift-words.ts';
import { columns, type Desk, harmless, line, painted, says } from '../desk.ts';
import { lineDiff } from '../edit/line-diff.ts';
import { ADDRESSES } from '../platforms/addresses.ts';
import { whatHappened } from '../platforms/failure-words.ts';
import type { Text } from '../text.ts';
import type { Choice } from './choices.ts';
import { entries, letStand } from './known.ts';
import { type Mistaken, mistakenWords } from './mistaken.ts';
import { placeOf, remedyOf } from './remedy.ts';
import type { Compared, ComparedPlatform, Found } from './report.ts';
import type { Suggestion } from './suggestion.ts';

/** What was found for a reader at a terminal, platform by platform. */
export function print(compared: Compared, desk: Desk): void {
  if (compared.mocked) line(desk, MOCKED, desk.err);
  for (const [index, one] of compared.platforms.entries()) {
    if (index > 0) line(desk, '');
    line(desk, painted(desk.out, 'bold', heading(one, desk)));
    if ('failure' in one) {
      line(desk, `  ${says(desk, whatHappened(one.failure, one.platform))}`);
      continue;
    }
    for (const gap of one.directory.gaps) {
      const where = [gap.code, gap.field].filter(Boolean).join(' ');
      line(desk, { en: `  not read: ${where}: ${gap.message}`, zh: `  无法读取：${where}：${gap.message}` });
    }
    for (const found of one.drifts) line(desk, told(found, compared, desk));
    for (const said of letStand(one, compared, desk)) line(desk, said);
  }
  for (const said of entries(compared, desk)) line(desk, said);
  line(desk, `\n${says(desk, total(compared))}`);
}

function total({ platforms }: Compared): Text {
  const count = platforms.flatMap(one => ('drifts' in one ? one.drifts : [])).length;
  const silent = platforms.filter(one => 'failure' in one).length;
  return {
    en: `${count === 1 ? '1 drift' : `${count} drifts`} in all${silent > 0 ? `; ${silent} of ${platforms.length} platforms not compared` : ''}`,
    zh: `共 ${count} 项差异${silent > 0 ? `；另有 ${silent} 个平台未比对` : ''}`,
  };
}

const MOCKED = {
  en: `No platform’s address is set (${ADDRESSES.en}): these are the mocks.`,
  zh: `未设置平台地址（${ADDRESSES.zh}），以下为模拟平台的结果。`,
};

function heading(one: ComparedPlatform, desk: Desk): string {
  const who = `${says(desk, one.name)} ${one.platform}`;
  if ('failure' in one) return says(desk, { en: `${who}: not compared`, zh: `${who}：未比对` });
  const { length: count } = one.drifts;
  const items = one.directory.items.length;
  return says(desk, {
    en: `${who}: ${count === 0 ? 'no drift' : count === 1 ? '1 drift' : `${count} drifts`} among ${items} rows`,
    zh: `${who}：共 ${items} 条，${count === 0 ? '无差异' : `${count} 项差异`}`,
  });
}

function told({ drift, suggestion, choices }: Found, { catalogue, texts }: Compared, desk: Desk): string {
  const kind = painted(desk.out, 'yellow', says(desk, DRIFT_KIND[drift.kind]));
  // The lines to paste have a place of their own.
  const places = drift.matters.map(matter =>
    [`    ${matter.code}`, suggestion ? matter.nameZh : placeOf(drift, matter, texts)].map(harmless),
  );
  const remedy = remedyOf(drift);
  const lines = [
    `  ${kind}  ${harmless(`${drift.code}  ${drift.name ?? ''}`)}`.trimEnd(),
    `    ${harmless(says(desk, driftWords(drift, catalogue)))}`,
    ...(places.length > 0 ? [columns(places)] : []),
    ...(remedy ? [`    ${painted(desk.out, 'green', harmless(says(desk, remedy)))}`] : []),
    ...(suggestion
      ? [
          ...because(drift, desk),
          ...replaced(suggestion, desk),
          ...snippet(suggestion, file => texts.shown(file), desk),
        ]
      : []),
    ...(choices.length > 0 ? [`    ${says(desk, UNSURE)}`] : []),
    ...choices.flatMap(choice => offered(choice, desk)),
  ];
  return lines.join('\n');
}

const UNSURE = {
  en: 'it is not clear which matter it is of; compare, and run one of:',
  zh: '无法确定属于哪个事项，请核对后选用其一：',
};

/** The counterparts that a suggestion was chosen from. */
function because({ counterparts }: Drift, desk: Desk): string[] {
  if (counterparts.length === 0) return [];
  const likeliest = counterparts.map(each => [`      ${each.score.toFixed(2)}`, ...alike(each, desk)]);
  return [
    `    ${says(desk, { en: 'likeliest counterparts:', zh: '最可能对应的事项：' })}`,
    columns(likeliest),
  ];
}

function offered({ counterpart, command, mistaken }: Choice, desk: Desk): string[] {
  const what = counterpart
    ? [counterpart.score.toFixed(2), ...alike(counterpart, desk)].join('  ')
    : says(desk, { en: 'or a matter of its own', zh: '或作为新事项' });
  const why = replaced({ mistaken }, desk).map(said => `    ${said}`);
  return [`      ${what}`, ...why, `        ${harmless(command)}`];
}

function replaced({ mistaken }: { mistaken: readonly Mistaken[] }, desk: Desk): string[] {
  return mistaken.map(one => `    ${harmless(says(desk, mistakenWords(one)))}`);
}

function alike({ matter, because }: Counterpart, desk: Desk): string[] {
  const why = { en: ' (by the province’s code)', zh: '（依省目录编码）' };
  return [matter.code, `${matter.nameZh}${because === 'PROVINCE_CODE' ? says(desk, why) : ''}`];
}

/** The lines to paste, with the file and line that they belong at. */
function snippet({ edits, commands }: Suggestion, shown: (file: string) => string, desk: Desk): string[] {
  return [
    ...edits.flatMap(({ file, before, after }) => {
      const { line: at, added } = lineDiff(before, after)!;
      const pasted = added.filter(text => text.trim() !== '');
      return [`    ${shown(file)}:${at}`, ...pasted.map(text => painted(desk.out, 'green', `    + ${text}`))];
    }),
    ...commands.map(command => `    ${harmless(command)}`),
  ];
}
