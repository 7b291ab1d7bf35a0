import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Explained } from '../../hub/records/explained.ts';
import { harmless } from '../desk.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';
import { arrow, asSent, followedBy, type Step } from './step.ts';

/** Each code with the lines of the catalogue that it hits on the day of the report, then what decided. */
export function matterSteps(found: Explained, catalogue: Catalogue, texts: SchemaTexts): Step {
  const day = found.spine.reportedAt?.slice(0, 10) ?? null;
  const lines = found.matter.flatMap(({ of, name, ...sent }, index) => {
    const code = typeof sent.value === 'string' ? sent.value.trim() : '';
    if (code === '') return [asSent(sent)];
    // What was written back, or given to another's event, was written after the day, and may have begun after it.
    const atTheReport = index === 0 && !found.about;
    const matters = atTheReport
      ? catalogue.mattersByCode(of, code, day)
      : catalogue.mattersByLaterCode(of, code, day);
    const hit = (matter: Matter) => `  ${texts.placeOf(matter, of)}  ${matter.code} ${matter.nameZh}`;
    const none: Text = {
      en: `  no line of the catalogue has it for ${of} on ${day ?? 'any day'}: npm run matters -- drift`,
      zh: `  目录中没有 ${of} 的该代码${day ? `（${day}）` : ''}：npm run matters -- drift`,
    };
    return [
      followedBy(asSent(sent), { en: harmless(name ?? ''), zh: harmless(name ?? '') }),
      ...(matters.length > 0 ? matters.map(hit) : [none]),
    ];
  });
  return { title: { en: 'Matter', zh: '事项' }, lines: [...lines, arrow(decided(found))] };
}

function decided({ spine }: Explained): Text {
  const { matter, source, candidates } = spine.matter;
  if (matter && source === spine.origin)
    return {
      en: `${matter.code}: the only matter that the code stands for`,
      zh: `${matter.code}：该代码只对应这一事项`,
    };
  if (matter)
    return {
      en: `${matter.code}: the item of ${source} that was written back picks it among those of the first code`,
      zh: `${matter.code}：由 ${source} 回写的事项代码在上述候选中选定`,
    };
  if (candidates.length === 0) return { en: 'no matter', zh: '无法归入事项' };
  const codes = candidates.map(({ code }) => code);
  return {
    en: `not decided: ${codes.join(', ')} are candidates, and nothing that was written back picks one of them`,
    zh: `尚未确定：候选为 ${codes.join('、')}，没有可据以选定的回写代码`,
  };
}
