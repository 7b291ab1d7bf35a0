import { allOf, fieldOf, leaderOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';

/** How the handling ended: by who leads, and by who was told (section 5). The last final feedback that both know. */
export const finalOutcome: Rule = (comparison, settled) => {
  const leader = leaderOf(comparison);
  if (!leader) return [];
  return allOf(comparison)
    .filter(record => record !== leader && settled(leader, record))
    .flatMap(record => {
      const both = Math.min(leader.finalOutcomes.length, record.finalOutcomes.length);
      const [kept, told] = [leader.finalOutcomes[both - 1], record.finalOutcomes[both - 1]];
      if (!kept?.value || !told?.value || kept.value === told.value) return [];
      return [
        {
          kind: 'COPY_CONFLICT' as const,
          field: fieldOf(record.platform, 'feedbacks.outcome'),
          values: [said(leader, kept.value, kept.raw), said(record, told.value, told.raw)],
          chosen: leader.platform,
        },
      ];
    });
};

/** How it was verified: by the origin where that verifies, else by who leads (section 5). */
export const verification: Rule = (comparison, settled) => {
  const { own } = comparison;
  const owner = own.verifies ? own : leaderOf(comparison);
  const kept = owner?.verification;
  if (!owner || !kept) return [];
  return allOf(comparison).flatMap(record => {
    const told = record.verification;
    if (!told || told.value === kept.value || !settled(owner, record)) return [];
    return [
      {
        kind: 'COPY_CONFLICT' as const,
        field: fieldOf(record.platform, 'verification.outcome'),
        values: [said(owner, kept.value, kept.raw), said(record, told.value, told.raw)],
        chosen: owner.platform,
      },
    ];
  });
};
