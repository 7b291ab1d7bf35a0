/**
 * A filter of events in the words of the province's list (`GET /event/list`), exactly.
 */
import type { components } from '../generated/province.ts';
import type { EventStatus, MatterKind, Urgency } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { EventFilter } from '../hub/events/event-filter.ts';
import { decideMatter } from '../hub/events/matter-decision.ts';
import { localTime } from '../hub/records/time.ts';

type Schemas = components['schemas'];

export type Query = Record<string, string | number | null>;

interface StatusQuery {
  codes: readonly Schemas['ProvinceEventStatusCode'][];
  /** What a second field must say of them. */
  coordinating?: '0' | '1';
  reviewResult?: '1' | 'empty';
}

/** Which codes are a status (lifecycle, section 6.2); the province has none for what only the grid knows. */
const STATUS_QUERY = {
  PENDING_ACCEPTANCE: { codes: [] },
  PENDING_DISPATCH: { codes: ['11'] },
  PENDING_RECEIPT: { codes: ['20'], coordinating: '0' },
  RETURNED: { codes: ['23'], coordinating: '0' },
  IN_DISPUTE: { codes: ['20', '21', '22', '23'], coordinating: '1' },
  IN_PROGRESS: { codes: ['21', '22'], coordinating: '0' },
  CASE_OPEN: { codes: ['30', '31'] },
  SUSPENDED: { codes: ['29'] },
  PENDING_VERIFICATION: { codes: ['40'], reviewResult: 'empty' },
  PENDING_CLOSURE: { codes: ['40'], reviewResult: '1' },
  CLOSED: { codes: ['90'] },
  TRANSFERRED: { codes: ['91'] },
  VOIDED: { codes: ['99'] },
} as const satisfies Record<Exclude<EventStatus, 'UNKNOWN'>, StatusQuery>;

const URGENCY = {
  NORMAL: '1',
  URGENT: '2',
  CRITICAL: '3',
} as const satisfies Record<Urgency, Schemas['ProvinceUrgencyCode']>;

const ITEM_KIND = {
  SUPERVISION: '1',
  ENFORCEMENT: '2',
} as const satisfies Record<MatterKind, Schemas['ProvinceItemKindCode']>;

/** The platforms whose codes decide the matter of what began here. */
export const DECIDED_BY = ['PROVINCE'] as const;

/**
 * The disjoint queries that together list every match once; none where nothing can match.
 *
 * @param day by which item codes are looked up; the filter's days are all of its era.
 */
export function compile(filter: EventFilter, catalogue: Catalogue, day: string | null): Query[] {
  const common: Query = {
    eventSource: 'self',
    regionCode: filter.region?.code ?? null,
    // Of an event that began here the category and the kind are the record's own, and so is their filter.
    categoryCode: filter.category?.code ?? null,
    itemKind: filter.kind && ITEM_KIND[filter.kind],
    urgency: filter.urgency && URGENCY[filter.urgency],
    reportTimeStart: filter.from === null ? null : localTime(filter.from * 1000),
    reportTimeEnd: filter.to === null ? null : localTime(filter.to * 1000),
    overdue: filter.overdue ? '1' : null,
    keyword: filter.text,
  };
  return byStatus(filter).flatMap(status =>
    byMatter(filter, catalogue, day).map(matter => ({ ...common, ...status, ...matter })),
  );
}

/** Statuses whose codes need the same of a second field go in one query. */
function byStatus({ statuses }: EventFilter): Query[] {
  if (statuses === null) return [{}];
  const asked = statuses
    .map((status): StatusQuery => STATUS_QUERY[status])
    .filter(({ codes }) => codes.length > 0);
  const groups = Map.groupBy(asked, ({ coordinating, reviewResult }) => `${coordinating} ${reviewResult}`);
  return [...groups.values()].map(group => {
    const { codes: _codes, ...second } = group[0]!;
    return { eventStatus: group.flatMap(({ codes }) => codes).join(','), ...second };
  });
}

/** The item's codes, one a query, but those that several matters share: they decide for none. */
function byMatter({ matter }: EventFilter, catalogue: Catalogue, day: string | null): Query[] {
  if (!matter) return [{}];
  const codes = new Set(matter.codes.PROVINCE.map(({ code }) => code));
  return [...codes]
    .filter(code => {
      const decided = decideMatter('PROVINCE', catalogue.mattersByCode('PROVINCE', code, day), []);
      return decided.matter === matter;
    })
    .map(itemCode => ({ itemCode }));
}
