/** A code that another matter has already: events that carry it would be of neither for certain. */
import type { Catalogue } from '../../hub/catalogue/catalogue.ts';
import type { Decision, Unmapped } from '../drift/proposal.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import { WrongUse } from '../run.ts';

/** @throws WrongUse where an item's code would be of two matters on the same days; a class is shared as a matter of course */
export function refuseTaken(
  decision: Decision,
  { platform, lists, row: { code } }: Unmapped,
  catalogue: Catalogue,
  texts: Pick<SchemaTexts, 'placeOf'>,
): void {
  if (lists === 'CLASSES') return;
  const target = 'to' in decision ? decision : null;
  const begin = target && typeof target.place === 'object' ? target.place.from : '';
  const holders = catalogue.matters
    .filter(matter => matter !== target?.to)
    .flatMap(matter => matter.codes[platform].map(written => ({ ...written, matter })))
    .filter(written => written.code === code && (written.to === null || begin < written.to));
  const [holder] = holders;
  if (!holder) return;
  const { matter, to } = holder;
  const place = texts.placeOf(matter, platform);
  // A new matter has its code for all days.
  if (to !== null && target)
    throw new WrongUse({
      en: `${matter.code} has ${code} until ${to} (${place}): say --from ${to}, or --shared where both are meant`,
      zh: `${matter.code} 对应 ${code} 至 ${to}（${place}）：请指定 --from ${to}；确需两个事项共用，请加 --shared`,
    });
  throw new WrongUse({
    en: `${matter.code} ${matter.nameZh} has ${code} already (${place}): correct it there, or say --shared where both are meant`,
    zh: `${matter.code} ${matter.nameZh} 已对应 ${code}（${place}）：如有误，请在该处更正；确需两个事项共用，请加 --shared`,
  });
}
