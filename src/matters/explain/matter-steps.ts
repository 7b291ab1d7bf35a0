import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Explained } from '../../hub/records/explained.ts';
import { PLATFORMS } from '../../platform-modules.ts';
import { nameOf, type PlatformCode } from '../../upstream/platform-code.ts';
import { timesInWords } from '../diff/codes-in-words.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';
import { arrow, asSent, followedBy, inChinese, type Step } from './step.ts';

/** A code of the record, and what it stands for on the day of the report. */
interface Read {
  sent: Explained['matter'][number];
  code: string;
  matters: readonly Matter[];
}

/** Each code with the lines of the catalogue that it hits on the day of the report, then what decided. */
export function matterSteps(found: Explained, catalogue: Catalogue, texts: SchemaTexts): Step {
  const day = found.spine.reportedAt?.slice(0, 10) ?? null;
  const read = found.matter.map((sent, index): Read => {
    const code = typeof sent.value === 'string' ? sent.value.trim() : '';
    // What was written back, or given to another's event, was written after the day, and may have begun after it.
    const atTheReport = index === 0 && !found.about;
    const matters = atTheReport
      ? catalogue.mattersByCode(sent.of, code, day)
      : catalogue.mattersByLaterCode(sent.of, code, day);
    return { sent, code, matters };
  });
  const lines = read.flatMap(({ sent, code, matters }): (Text | string)[] => {
    if (code === '') return [asSent(sent)];
    const { of } = sent;
    const name = sent.name ?? '';
    const hits = matters.map(matter => `  ${texts.placeOf(matter, of)}  ${matter.code} ${matter.nameZh}`);
    return [
      followedBy(asSent(sent), { en: name, zh: name }),
      ...(hits.length > 0 ? hits : missed(of, code, day, catalogue, texts)),
    ];
  });
  return {
    title: { en: 'Matter', zh: '事项' },
    lines: [...lines, ...notTaken(read), arrow(decided(found))],
  };
}

/** Where no line has the code on the day: the lines that have it on others, or that none has it at all. */
function missed(
  of: PlatformCode,
  code: string,
  day: string | null,
  catalogue: Catalogue,
  texts: SchemaTexts,
): Text[] {
  const ever = catalogue.mattersByCode(of, code);
  if (ever.length === 0)
    return [
      {
        en: `  no line of the catalogue has it for ${of}: npm run matters -- drift`,
        zh: `  目录中没有该${PLATFORMS[nameOf(of)].codes.item.zh}：npm run matters -- drift`,
      },
    ];
  return ever.map(matter => {
    const times = timesInWords(matter.codes[of].filter(one => one.code === code));
    const where = `  ${texts.placeOf(matter, of)}  ${matter.code}`;
    return {
      en: `${where} ${matter.nameZh}: it stands for it ${times.en}, and not on ${day}`,
      zh: `${where} ${matter.nameZh}：该编码${times.zh}才对应，${day} 不对应`,
    };
  });
}

/** That what was written back had no say: it picks among what the first code allows, and never goes beyond it. */
function notTaken([first, ...writtenBack]: readonly Read[]): Text[] {
  if (!first || first.matters.length === 0) return [];
  return writtenBack.flatMap(({ sent, matters }): Text[] => {
    if (matters.length === 0 || matters.some(matter => first.matters.includes(matter))) return [];
    const codes = matters.map(({ code }) => code);
    return [
      {
        en: `${sent.field} is not taken: ${codes.join(', ')} is none of the matters that ${first.sent.field} stands for`,
        zh: `${inChinese(sent)} 未采用：其对应的 ${codes.join('、')} 不在“${inChinese(first.sent)}”对应的事项之内`,
      },
    ];
  });
}

function decided({ spine }: Explained): Text {
  const { matter, source, candidates } = spine.matter;
  if (matter && source === spine.origin)
    return {
      en: `${matter.code}: the only matter that the code stands for`,
      zh: `${matter.code}：该编码只对应这一事项`,
    };
  if (matter)
    return {
      en: `${matter.code}: the item of ${source} that was written back picks it among those of the first code`,
      zh: `${matter.code}：由${PLATFORMS[nameOf(source!)].name.zh}回写的事项编码在上述候选中选定`,
    };
  if (candidates.length === 0) return { en: 'no matter', zh: '无法归入事项' };
  const codes = candidates.map(({ code }) => code);
  return {
    en: `not decided: ${codes.join(', ')} are candidates, and nothing that was written back picks one of them`,
    zh: `尚未确定：候选为 ${codes.join('、')}，没有可据以选定的回写编码`,
  };
}
