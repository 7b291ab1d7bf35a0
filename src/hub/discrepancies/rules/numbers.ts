import { allOf, type Comparison, fieldOf, leaderOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';
import type { Named, Testimony } from '../testimony.ts';

/** A record names another clue or another case than the platform that keeps them has of this event (section 13). */
export const clueAndCaseNumbers: Rule = (comparison, settled) =>
  allOf(comparison).flatMap(record =>
    record.names.flatMap(named => {
      const kept = keptOf(comparison, named);
      if (!kept || kept.numbers.includes(named.number) || !settled(kept.by, record)) return [];
      return [
        {
          kind: 'COPY_CONFLICT' as const,
          field: fieldOf(record.platform, named.field),
          values: [said(kept.by, kept.numbers.join(', ')), said(record, named.number)],
          chosen: kept.by.platform,
        },
      ];
    }),
  );

/** Who keeps such a number, and which it has; null where it has none, which is no other one. */
function keptOf(
  comparison: Comparison,
  { what }: Named,
): { by: Testimony; numbers: readonly string[] } | null {
  const by = leaderOf(comparison);
  if (!by) return null;
  if (what === 'CLUE') return { by, numbers: by.numbers };
  return by.case && { by, numbers: [by.case.number] };
}
