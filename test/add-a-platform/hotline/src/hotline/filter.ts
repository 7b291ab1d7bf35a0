/** A filter of events in the words of the hotline's list, exactly. */
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import type { EventFilter } from '../hub/events/event-filter.ts';
import { decideMatter, shared } from '../hub/events/matter-decision.ts';
import { dateTime } from '../hub/records/time.ts';
import type { Parameters } from './client.ts';
import { STATUS } from './mapping.ts';

/** The platforms whose codes decide the matter of what began here. */
export const DECIDED_BY = ['HOTLINE'] as const;

/**
 * The one query that lists every match once; none where nothing can match.
 *
 * @param day by which classes are looked up; the filter's days are all of its era.
 */
export function compile(filter: EventFilter, catalogue: Catalogue, day: string | null): Parameters[] {
  const { region, statuses, urgency, from, to, overdue, text } = filter;
  const status = statuses && codesOf(statuses);
  const classes = classesOf(filter, catalogue, day);
  const none = status?.length === 0 || classes?.length === 0 || (urgency !== null && urgency !== 'NORMAL');
  if (none) return [];
  return [
    {
      region: region?.code ?? null,
      status: status?.join(',') ?? null,
      classes: classes?.join(',') ?? null,
      from: from === null ? null : dateTime(from * 1000),
      to: to === null ? null : dateTime(to * 1000),
      overdue: overdue ? 'true' : null,
      keyword: text,
    },
  ];
}

const codesOf = (statuses: NonNullable<EventFilter['statuses']>): string[] =>
  Object.entries(STATUS).flatMap(([code, { status }]) => (statuses.includes(status) ? code : []));

/** The classes whose tickets all fit; null for any. */
function classesOf(
  { matter, category, kind }: EventFilter,
  catalogue: Catalogue,
  day: string | null,
): string[] | null {
  if (!matter && !category && !kind) return null;
  const codes = new Set(catalogue.matters.flatMap(one => one.codes.HOTLINE.map(({ code }) => code)));
  return [...codes].filter(code => {
    const decided = decideMatter('HOTLINE', catalogue.mattersByCode('HOTLINE', code, day), []);
    return shared(
      decided,
      one =>
        (!matter || one === matter) &&
        (!category || one.category === category) &&
        (!kind || one.kind === kind),
    );
  });
}
