/**
 * A code that takes another's place: former events that carry the other would lose their matter, and no preview of values
 * shows that. So it is asked, as `add` does, whether both count, in turn or at once, or the other was wrong.
 */
import type { FieldChange, MatterChange } from './change.ts';
import { codesShown } from './dated-codes.ts';
import { codesIn, goneCodes } from './gone-codes.ts';
import { atCell, placeName, type SheetFinding, type Words } from './sheet-finding.ts';

/** @param others what is wrong with the sheet besides: a code that will not do is not one to ask about. */
export function replacedCodes(
  changes: readonly MatterChange[],
  others: readonly SheetFinding[],
): SheetFinding[] {
  const wrong = new Set(others.filter(({ severity }) => severity === 'ERROR').map(({ cell }) => cell));
  return changes
    .flatMap(({ fields }) => fields)
    .filter(field => field.column.type === 'CODE' && field.after !== '' && !wrong.has(placeName(field.place)))
    .flatMap(field => {
      const words = question(field);
      return words ? [atCell(field.place, words)] : [];
    });
}

function question({ before, after }: FieldChange): Words | null {
  const gone = goneCodes(before, after);
  if (gone.length === 0) return null;
  const codes = gone.map(({ code }) => code);
  const inTurn = formsInTurn(before, after);
  const atOnce = codesShown([...codesIn(before), ...goneCodes(after, before)]);
  return {
    problem: {
      en: `would take out ${codes.join(', ')}, and events that carry it would lose their matter`,
      zh: `原有的 ${codes.join('、')} 将被去掉，带有该编码的事件不再归入该事项`,
    },
    remedy: {
      en: `if one follows the other, write ${inTurn} with the day; if both count, ${atOnce}; if the former was wrong, add --replace-codes`,
      zh: `如为换码，请填 ${inTurn}，写明日期；如并用，请填 ${atOnce}；如原编码有误，请加 --replace-codes`,
    },
  };
}

/** No day that could be taken over without a thought. */
const DAY = 'YYYY-MM-DD';

/** Those that are still open end on the day on which the new ones begin; of what stays nothing changes. */
function formsInTurn(before: string, after: string): string {
  const gone = goneCodes(before, after);
  const added = new Set(goneCodes(after, before).map(({ code }) => code));
  const ending = gone.some(({ to }) => to === undefined);
  return codesShown([
    ...gone.map(each => (each.to === undefined ? { ...each, to: DAY } : each)),
    ...codesIn(after).map(each =>
      ending && added.has(each.code) && !each.from ? { ...each, from: DAY } : each,
    ),
  ]);
}
