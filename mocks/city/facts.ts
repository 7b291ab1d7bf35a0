/** What can be asked of a clue, its documents and its dispute: by filters, statistics and batches (section 9). */
import { parseRfc3339 } from '../local-time.ts';
import type { Facts } from '../table/columns.ts';
import type { CityClue, CityDispute, CityDocument } from './record.ts';
import { phaseOf } from './statuses.ts';

export const COLUMNS = {
  origin: 'code',
  region: 'code',
  /** `''` for none, here and below. */
  item: 'code',
  kind: 'code',
  category: 'code',
  status: 'code',
  urgency: 'code',
  department: 'code',
  dueAt: 'time',
  /** Of a closed clue only: the city has no closing time but that of the status. */
  closedAt: 'time',
  title: 'title',
} as const;

export type CityFacts = Facts<typeof COLUMNS>;

export function factsOf(clue: CityClue): CityFacts {
  const status = clue.status.trim();
  return {
    origin: clue.source?.platform ?? 'city',
    region: clue.region_code,
    item: clue.item_code ?? '',
    kind: clue.item_kind ?? '',
    category: clue.category_code ?? '',
    status,
    urgency: clue.urgency,
    department: clue.department?.code ?? '',
    dueAt: parseRfc3339(clue.due_at) ?? Number.NaN,
    closedAt: (phaseOf(status) === 'closed' ? parseRfc3339(clue.status_changed_at) : null) ?? Number.NaN,
    title: clue.title,
  };
}

/** By which a clue is found in a batch: its number, and the platform and number of its source. */
export const keysOf = ({ clue_no, source }: CityClue): string[] =>
  source ? [clue_no, `${source.platform} ${source.no}`] : [clue_no];

export const DOCUMENT_COLUMNS = { type: 'code', state: 'code', to: 'code', region: 'code' } as const;
export type DocumentFacts = Facts<typeof DOCUMENT_COLUMNS>;

export const documentFacts = (document: CityDocument, { region_code }: CityClue): DocumentFacts => ({
  type: document.type,
  state: document.state,
  to: document.to_department,
  region: region_code,
});

export const DISPUTE_COLUMNS = {
  state: 'code',
  outcome: 'code',
  /** Codes of the departments, with blanks between. */
  parties: 'code',
  region: 'code',
  resolvedAt: 'time',
} as const;
export type DisputeFacts = Facts<typeof DISPUTE_COLUMNS>;

export const disputeFacts = (dispute: CityDispute, region: string): DisputeFacts => ({
  state: dispute.state,
  outcome: dispute.outcome ?? '',
  parties: dispute.parties.join(' '),
  region,
  resolvedAt: parseRfc3339(dispute.resolved_at) ?? Number.NaN,
});
