import { allOf, fieldOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';
import type { Moment, Testimony } from '../testimony.ts';

/**
 * Times of one platform in an order that cannot be: closed before it was reported, or a case decided before it was
 * filed. Of the event by its origin, of the case by who keeps it (section 13), of each the first that is wrong.
 */
export const timeOrder: Rule = comparison => {
  const { own, event } = comparison;
  const lives: { record: Testimony; moments: readonly Moment[]; below: (field: string) => string }[] = [
    {
      record: own,
      moments: [
        { field: 'reportedAt', at: own.reportedAt },
        { field: 'closedAt', at: event.closedAt },
      ],
      below: field => field,
    },
    ...allOf(comparison).map(record => ({
      record,
      moments: record.case?.course ?? [],
      below: (field: string) => fieldOf(record.platform, `enforcementCase.${field}`),
    })),
  ];
  return lives.flatMap(({ record, moments, below }) => {
    const wrong = firstWrong(moments);
    if (!wrong) return [];
    const values = wrong.map(({ field, at }) => said(record, `${field} ${at}`));
    return [{ kind: 'TIME_ORDER' as const, field: below(wrong[1].field), values, chosen: record.platform }];
  });
};

/** The first moment that is before one which comes before it, behind that one. */
function firstWrong(moments: readonly Moment[]): [before: Moment, after: Moment] | null {
  for (const [index, after] of moments.entries()) {
    const before = moments.slice(0, index).find(one => isLater(one, after));
    if (before) return [before, after];
  }
  return null;
}

function isLater(a: Moment, b: Moment): boolean {
  return a.at !== null && b.at !== null && Date.parse(a.at) > Date.parse(b.at);
}
