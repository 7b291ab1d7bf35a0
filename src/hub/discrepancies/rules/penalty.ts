import { areApart } from '../apart.ts';
import { allOf, type Finding, fieldOf, type Rule } from '../comparison.ts';
import { said } from '../said.ts';
import type { CaseStatement, DecisionStatement, FilingStatement, Testimony } from '../testimony.ts';

/** What a case's filing copies of it, and how the two are compared. */
const COPIED: readonly {
  kind: Finding['kind'];
  field: string;
  read(of: DecisionStatement): string | null;
  differ(a: string, b: string): boolean;
}[] = [
  { kind: 'FINE_CONFLICT', field: 'decision.fine', read: ({ fine }) => fine, differ: (a, b) => a !== b },
  {
    kind: 'COPY_CONFLICT',
    field: 'decision.decisionNo',
    read: ({ decisionNo }) => decisionNo,
    differ: (a, b) => a !== b,
  },
  {
    kind: 'COPY_CONFLICT',
    field: 'decision.decidedAt',
    read: ({ decidedAt }) => decidedAt,
    differ: areApart,
  },
];

/** A case by who keeps it, and the same by who was told of it (section 5). A filing of another case is not compared. */
export const filedCase: Rule = (comparison, settled) => {
  const holder = allOf(comparison).find(record => record.case !== null);
  if (!holder?.case) return [];
  const own = holder.case;
  return allOf(comparison).flatMap(record =>
    record.filing && isOf(record.filing, own) && settled(holder, record)
      ? differences(holder, own, record, record.filing)
      : [],
  );
};

function isOf({ caseNo }: FilingStatement, { number }: CaseStatement): boolean {
  return caseNo === null || caseNo === number;
}

function differences(
  holder: Testimony,
  own: CaseStatement,
  teller: Testimony,
  copy: FilingStatement,
): Finding[] {
  return COPIED.flatMap(({ kind, field, read, differ }) => {
    const [kept, told] = [read(own), read(copy)];
    if (kept === null || told === null || !differ(kept, told)) return [];
    const values = [said(holder, kept), said(teller, told)];
    const named = fieldOf(holder.platform, `enforcementCase.${field}`);
    return [{ kind, field: named, values, chosen: holder.platform }];
  });
}
