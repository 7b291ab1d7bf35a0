/** What to write about a drift that the platform and the catalogue have to agree on, and where. */
import type { Matter } from '../../hub/catalogue/catalogue.ts';
import type { Attribute, Drift } from '../../hub/catalogue/drift/drift.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import type { Text } from '../text.ts';

/** The keys of a matter that say what a directory says; its kind and category are said by its code and file. */
const KEY: Readonly<Record<Attribute | 'name', string | null>> = {
  name: 'zh',
  kind: null,
  category: null,
  department: 'department',
  delegable: 'delegable',
  legalBasis: 'basis',
  end: null, // Its code says it.
};

/** Where a matter says what the platform says otherwise: the very key, or its code there; of a class’s name the list of classes. */
export function placeOf({ difference, platform, code }: Drift, matter: Matter, texts: SchemaTexts): string {
  const listed = difference?.of === 'name' ? texts.placeOfClass(code) : null;
  if (listed) return listed;
  const key = difference && KEY[difference.of];
  return key ? texts.placeOfValue(matter, [key]) : texts.placeOf(matter, platform);
}

/** Null where the rows that it leaves without a matter are what there is to do. */
export function remedyOf({ kind, code, row, difference }: Drift): Text | null {
  switch (kind) {
    case 'NEW':
    case 'RECODED':
    case 'SPLIT':
      return null;
    case 'RETIRED': {
      const day = row?.changedAt ? endOf(row.changedAt) : null;
      return {
        en: `write { code: ${code}, to: ${day ?? 'DAY'} } in the list of its codes: former events keep the matter`,
        zh: `在编码列表中写 { code: ${code}, to: ${day ?? '停用之日'} }，以往的事件仍归入该事项`,
      };
    }
    case 'MISSING':
      return {
        en: `correct a mistyped code; where the platform is yet to have it, write { code: ${code}, from: DAY } in the list; else take it out`,
        zh: `写错的，请更正；平台尚未启用的，在编码列表中写 { code: ${code}, from: 启用之日 }；平台没有该事项的，删去该编码`,
      };
    case 'RENAMED':
      return {
        en: `write ${difference!.there} where the platform is right`,
        zh: `如以平台为准，将 zh 改为“${difference!.there}”`,
      };
    case 'ATTRIBUTE': {
      const { of, here, there } = difference!;
      if (of === 'end')
        return {
          en: `write { code: ${code}, to: ${there} } in the list of its codes, in place of to: ${here}`,
          zh: `在编码列表中写 { code: ${code}, to: ${there} }，原为 to: ${here}`,
        };
      const key = KEY[of];
      if (key === null)
        return {
          en: 'look the code up, it may be of another matter; where the platform is wrong, have it corrected there',
          zh: '请核对该编码是否属于另一事项；平台有误的，请平台更正',
        };
      const value = of === 'department' ? there.slice(-3) : there;
      return {
        en: `write ${key}: ${value} where the platform is right`,
        zh: `如以平台为准，写 ${key}: ${value}`,
      };
    }
    default:
      return kind satisfies never;
  }
}

/** The first day without events of a code: the day on which it ended, or the next where that began with it. */
export function endOf(changedAt: string): string {
  const day = changedAt.slice(0, 10);
  if (changedAt.slice(11, 19) === '00:00:00') return day;
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
