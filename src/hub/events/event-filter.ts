/**
 * A filter of events as the platforms are asked it: checked, with codes looked up and times as whole seconds.
 */
import type {
  EventFilter as EventFilterInput,
  EventStatus,
  MatterKind,
  Urgency,
} from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import { badInput } from '../bad-input.ts';
import type { Catalogue, Category, Matter, Region } from '../catalogue/catalogue.ts';
import { knownCode } from '../catalogue/known-code.ts';
import { STAGE } from './stage.ts';

/** `null` means unfiltered, everywhere. */
export interface EventFilter {
  region: Region | null;
  matter: Matter | null;
  category: Category | null;
  kind: MatterKind | null;
  /** Never `UNKNOWN`; empty means that nothing can match. */
  statuses: readonly Exclude<EventStatus, 'UNKNOWN'>[] | null;
  urgency: Urgency | null;
  origin: PlatformCode | null;
  /** First and last second (Unix), both inclusive, as the platforms take them. */
  from: number | null;
  to: number | null;
  overdue: true | null;
  text: string | null;
}

export const UNFILTERED: EventFilter = {
  region: null,
  matter: null,
  category: null,
  kind: null,
  statuses: null,
  urgency: null,
  origin: null,
  from: null,
  to: null,
  overdue: null,
  text: null,
};

const LONGEST_TEXT = 50;

/** @throws `BAD_USER_INPUT` for a code that the catalogue does not know, and for what no platform can be asked. */
export function eventFilter(input: EventFilterInput | null | undefined, catalogue: Catalogue): EventFilter {
  const { region, matter, category, reportedFrom, reportedTo, text, overdue } = input ?? {};
  if (overdue === false)
    throw badInput('filter.overdue: expected true or null, got false; leave it out for all events');
  return {
    region: knownCode('filter.region', region, code => catalogue.region(code)),
    matter: knownCode('filter.matter', matter, code => catalogue.matter(code)),
    category: knownCode('filter.category', category, code => catalogue.category(code)),
    kind: input?.kind ?? null,
    statuses: statuses(input),
    urgency: input?.urgency ?? null,
    origin: input?.origin ?? null,
    // The platforms' times have a resolution of one second, and both their bounds are inclusive.
    from: reportedFrom == null ? null : Math.ceil(reportedFrom / 1000),
    to: reportedTo == null ? null : Math.ceil(reportedTo / 1000) - 1,
    overdue: overdue ?? null,
    text: text == null ? null : keyword(text),
  };
}

function statuses(input: EventFilterInput | null | undefined): EventFilter['statuses'] {
  const asked = input?.statuses ?? null;
  const stage = input?.stage ?? null;
  if (asked?.includes('UNKNOWN') || stage === 'UNKNOWN') {
    throw badInput(
      'filter: UNKNOWN is no status to filter by; its events are those of codes without an equal',
    );
  }
  if (asked === null && stage === null) return null;
  const all = Object.keys(STAGE) as EventStatus[];
  return all
    .filter(status => status !== 'UNKNOWN')
    .filter(status => (asked?.includes(status) ?? true) && (stage === null || STAGE[status] === stage));
}

function keyword(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > LONGEST_TEXT) {
    throw badInput(`filter.text: expected 1 to ${LONGEST_TEXT} characters, got ${trimmed.length}`);
  }
  return trimmed;
}
