import { isDeepStrictEqual } from 'node:util';
import type { Matter, MatterCode } from '../../hub/catalogue/catalogue.ts';
import { PLATFORMS } from '../../platform-modules.ts';
import { nameOf, PLATFORM_CODES } from '../../upstream/platform-code.ts';
import type { Text } from '../text.ts';

/** What is different in the codes that stand for a matter, a sentence each. */
export function codesInWords(before: Matter['codes'], after: Matter['codes']): Text[] {
  return PLATFORM_CODES.flatMap(platform => {
    const { en, zh } = PLATFORMS[nameOf(platform)].codes.item;
    const [former, latter] = [byCode(before[platform]), byCode(after[platform])];
    return [...new Set([...former.keys(), ...latter.keys()])].flatMap(code => {
      const [was, is] = [former.get(code), latter.get(code)];
      if (isDeepStrictEqual(was, is)) return [];
      const item = { en: `${en} ${code}`, zh: `${zh} ${code}` };
      if (!is) return { en: `${item.en} no longer stands for it`, zh: `${item.zh} 不再对应该事项` };
      const [then, now] = [was && timesInWords(was), timesInWords(is)];
      if (!then && is.every(isAlways)) return { en: `${item.en} stands for it`, zh: `${item.zh} 对应该事项` };
      if (!then) return { en: `${item.en} stands for it ${now.en}`, zh: `${item.zh} ${now.zh}对应该事项` };
      return {
        en: `${item.en} stands for it ${now.en}, formerly ${then.en}`,
        zh: `${item.zh} ${now.zh}对应该事项（原为${then.zh}）`,
      };
    });
  });
}

const isAlways = ({ from, to }: MatterCode) => from === null && to === null;

const byCode = (codes: readonly MatterCode[]) => Map.groupBy(codes, ({ code }) => code);

/** `until before 2024-07-01` */
export function timesInWords(codes: readonly MatterCode[]): Text {
  const times = codes.map(timeInWords);
  return { en: times.map(({ en }) => en).join(' and '), zh: times.map(({ zh }) => zh).join('和') };
}

function timeInWords({ from, to }: MatterCode): Text {
  if (from && to) return { en: `from ${from} until before ${to}`, zh: `自 ${from} 起至 ${to} 前` };
  if (from) return { en: `from ${from} on`, zh: `自 ${from} 起` };
  if (to) return { en: `until before ${to}`, zh: `在 ${to} 前` };
  return { en: 'on every day', zh: '始终' };
}
