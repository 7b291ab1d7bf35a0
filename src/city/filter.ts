/**
 * A filter of events in the words of the city's list of clues (`GET /clues`), exactly.
 */
import type { components } from '../generated/city.ts';
import type { EventStatus, MatterKind, Urgency } from '../generated/schema.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { EventFilter } from '../hub/events/event-filter.ts';
import { decideMatter, shared } from '../hub/events/matter-decision.ts';
import { dateTime } from '../hub/records/time.ts';
import type { Parameters } from './client.ts';

type StatusCode = components['schemas']['CityStatusCode'];

/** Which codes are a status (lifecycle, section 6.2); the city has none for what only the grid knows. */
const STATUS_CODES = {
  PENDING_ACCEPTANCE: [],
  PENDING_DISPATCH: ['registered', 'pending_dispatch'],
  PENDING_RECEIPT: ['dispatched'],
  RETURNED: ['returned'],
  IN_DISPUTE: ['in_dispute'],
  IN_PROGRESS: ['processing'],
  CASE_OPEN: ['case_filed'],
  SUSPENDED: ['suspended'],
  PENDING_VERIFICATION: ['pending_review'],
  PENDING_CLOSURE: ['pending_close'],
  CLOSED: ['closed'],
  TRANSFERRED: ['transferred'],
  VOIDED: ['cancelled'],
} as const satisfies Record<Exclude<EventStatus, 'UNKNOWN'>, readonly StatusCode[]>;

const URGENCY = {
  NORMAL: 'normal',
  URGENT: 'urgent',
  CRITICAL: 'critical',
} as const satisfies Record<Urgency, components['schemas']['CityUrgencyCode']>;

const ITEM_KIND = {
  SUPERVISION: 'supervision',
  ENFORCEMENT: 'enforcement',
} as const satisfies Record<MatterKind, components['schemas']['CityItemKindCode']>;

/** The platforms whose codes decide the matter of what began here. */
export const DECIDED_BY = ['CITY'] as const;

/**
 * The one query that lists every match, since each unified value is one field here; none where nothing can match.
 *
 * @param day by which item codes are looked up; the filter's days are all of its era.
 */
export function compile(filter: EventFilter, catalogue: Catalogue, day: string | null): Parameters[] {
  const statuses = filter.statuses?.flatMap(status => STATUS_CODES[status]) ?? null;
  const items = itemCodes(filter, catalogue, day);
  // An empty list would be left out of the query, and ask for everything.
  if (statuses?.length === 0 || items?.length === 0) return [];
  return [
    {
      origin: 'city',
      status: statuses,
      item_code: items,
      item_kind: filter.kind && ITEM_KIND[filter.kind],
      region_code: filter.region?.code ?? null,
      urgency: filter.urgency && URGENCY[filter.urgency],
      reported_from: filter.from === null ? null : dateTime(filter.from * 1000),
      reported_to: filter.to === null ? null : dateTime(filter.to * 1000),
      overdue: filter.overdue && 'true',
      q: filter.text,
    },
  ];
}

/**
 * The item codes that decide for the matter, or whose matters all share the category: never `category_code`, since
 * the city files an item elsewhere than the catalogue does (lifecycle, section 13). The kind is the record's own.
 */
function itemCodes(
  { matter, category }: EventFilter,
  catalogue: Catalogue,
  day: string | null,
): string[] | null {
  if (!matter && !category) return null;
  const codes = new Set(catalogue.matters.flatMap(({ codes }) => codes.CITY.map(({ code }) => code)));
  return [...codes].filter(code => {
    const decision = decideMatter('CITY', catalogue.mattersByCode('CITY', code, day), []);
    return (
      (!matter || decision.matter === matter) &&
      (!category || shared(decision, one => one.category) === category)
    );
  });
}
