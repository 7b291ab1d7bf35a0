/**
 * A filter of events in the words of the grassroots system's list (`GET /sj/lb`), exactly.
 */
import type { EventStatus, Urgency } from '../generated/schema.ts';
import type { Catalogue, Matter } from '../hub/catalogue/catalogue.ts';
import type { EventFilter } from '../hub/events/event-filter.ts';
import { decideMatter, shared } from '../hub/events/matter-decision.ts';
import { localTime } from '../hub/records/time.ts';

export type Query = Record<string, string | number | null>;

/** Which codes are a status, and what a second field must say of them (lifecycle, section 6.2). */
const STATUS_QUERY = {
  PENDING_ACCEPTANCE: { sjzt: 'DSL' },
  PENDING_DISPATCH: { sjzt: 'DFP' },
  PENDING_RECEIPT: { sjzt: 'DQS' },
  RETURNED: { sjzt: 'YTH' },
  IN_DISPUTE: { sjzt: 'ZYZ' },
  IN_PROGRESS: { sjzt: 'CLZ' },
  CASE_OPEN: { sjzt: 'YLA' },
  SUSPENDED: { sjzt: 'YGQ' },
  PENDING_VERIFICATION: { sjzt: 'DHC', hcjg: 'wu' },
  PENDING_CLOSURE: { sjzt: 'DHC', hcjg: '1' },
  CLOSED: { sjzt: 'YBJ' },
  TRANSFERRED: { sjzt: 'YYS' },
  VOIDED: { sjzt: 'YZF,BYSL' },
} as const satisfies Record<Exclude<EventStatus, 'UNKNOWN'>, { sjzt: string; hcjg?: string }>;

const URGENCY = { NORMAL: '1', URGENT: '2', CRITICAL: '3' } as const satisfies Record<Urgency, string>;

/** The most pairs that one `lbsx` takes. */
const PAIR_LIMIT = 100;

/** The platforms whose codes decide the matter of what began here. */
export const DECIDED_BY = ['GRASSROOTS', 'CITY'] as const;

/**
 * The disjoint queries that together list every match once; none where nothing can match.
 *
 * @param day by which codes are looked up; the filter's days are all of its era.
 */
export function compile(filter: EventFilter, catalogue: Catalogue, day: string | null): Query[] {
  const common: Query = {
    sjly: 'WG',
    xzqh: filter.region?.code ?? null,
    jjcd: filter.urgency && URGENCY[filter.urgency],
    kssj: filter.from === null ? null : localTime(filter.from * 1000),
    jssj: filter.to === null ? null : localTime(filter.to * 1000),
    sfcq: filter.overdue ? '1' : null,
    gjc: filter.text,
  };
  return byStatus(filter).flatMap(status =>
    byMatter(filter, catalogue, day).map(matter => ({ ...common, ...status, ...matter })),
  );
}

/** Statuses of one field go in one query; those of two fields in one each. */
function byStatus({ statuses }: EventFilter): Query[] {
  if (statuses === null) return [{}];
  const queries = statuses.map(status => STATUS_QUERY[status]);
  const plain = queries.filter(query => !('hcjg' in query)).map(query => query.sjzt);
  return [
    ...(plain.length > 0 ? [{ sjzt: plain.join(',') }] : []),
    ...queries.filter(query => 'hcjg' in query),
  ];
}

/**
 * Matter, category and kind as pairs of grid class and written-back item (lifecycle, section 13): a class whose
 * matters all fit is taken whole, of another only the items that decide for a matter that fits.
 */
function byMatter(
  { matter, category, kind }: EventFilter,
  catalogue: Catalogue,
  day: string | null,
): Query[] {
  if (!matter && !category && !kind) return [{}];
  const fits = (candidate: Matter) =>
    (!matter || candidate === matter) &&
    (!category || candidate.category === category) &&
    (!kind || candidate.kind === kind);

  const classes = new Set(catalogue.matters.flatMap(({ codes }) => codes.GRASSROOTS.map(({ code }) => code)));
  const pairs = [...classes].flatMap(gridClass => {
    const bound = catalogue.mattersByCode('GRASSROOTS', gridClass, day);
    const undecided = decideMatter('GRASSROOTS', bound, []);
    if (shared(undecided, fits) === true) return [`${gridClass}:*`];
    const items = new Set(bound.flatMap(({ codes }) => codes.CITY.map(({ code }) => code)));
    return [...items]
      .filter(item => {
        const decided = decideMatter(
          'GRASSROOTS',
          bound,
          catalogue.mattersByLaterCode('CITY', item, day),
        ).matter;
        return decided !== null && fits(decided);
      })
      .map(item => `${gridClass}:${item}`);
  });
  return Array.from({ length: Math.ceil(pairs.length / PAIR_LIMIT) }, (_, index) => ({
    lbsx: pairs.slice(index * PAIR_LIMIT, (index + 1) * PAIR_LIMIT).join(','),
  }));
}
