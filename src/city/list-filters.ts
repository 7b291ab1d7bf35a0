/** Filters of documents and disputes in the words of the city's lists (`GET /documents`, `GET /disputes`), exactly. */
import type { components } from '../generated/city.ts';
import type {
  DisputeFilter,
  DisputeOutcome,
  DisputeState,
  DocumentFilter,
  DocumentKind,
} from '../generated/schema.ts';
import { badInput } from '../hub/bad-input.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { departmentOf, regionOf } from '../hub/catalogue/known-code.ts';
import { dateTime } from '../hub/records/time.ts';
import type { Parameters } from './client.ts';

type Codes = components['schemas'];

const TYPE = {
  ASSIGNMENT: 'assignment',
  SUPERVISION_ORDER: 'supervision',
  RECOMMENDATION: 'recommendation',
  REMINDER: 'reminder',
} as const satisfies Record<DocumentKind, Codes['CityDocumentTypeCode']>;

/** Neither answered nor cancelled. */
const OPEN = ['issued', 'signed'] as const satisfies readonly Codes['CityDocumentStateCode'][];

const STATE = {
  OPEN: 'open',
  RESOLVED: 'resolved',
} as const satisfies Record<DisputeState, Codes['CityDisputeStateCode']>;

const OUTCOME = {
  ASSIGNED: 'assigned',
  WITHDRAWN: 'withdrawn',
  NOT_ACTIONABLE: 'not_actionable',
} as const satisfies Record<DisputeOutcome, Codes['CityDisputeOutcomeCode']>;

/**
 * Null where nothing can match: an empty list would be left out of the query, and ask for everything.
 *
 * @throws `BAD_USER_INPUT` for a code that the catalogue does not know, and for `open: false`.
 */
export function documentQuery(
  filter: DocumentFilter | null | undefined,
  catalogue: Catalogue,
): Parameters | null {
  const { kinds, open, issuedFrom, issuedTo } = filter ?? {};
  if (open === false)
    throw badInput('filter.open: expected true or null, got false; leave it out for all documents');
  const types = kinds && [...new Set(kinds)].map(kind => TYPE[kind]).sort();
  const query = {
    type: types ?? null,
    state: open ? OPEN : null,
    to_department: departmentOf(filter, catalogue),
    region_code: regionOf(filter, catalogue),
    issued_from: from(issuedFrom),
    issued_to: before(issuedTo),
  };
  return types?.length === 0 ? null : query;
}

/** @throws `BAD_USER_INPUT` for a code that the catalogue does not know. */
export function disputeQuery(filter: DisputeFilter | null | undefined, catalogue: Catalogue): Parameters {
  const { state, outcome } = filter ?? {};
  return {
    state: state ? STATE[state] : null,
    outcome: outcome ? OUTCOME[outcome] : null,
    department_code: departmentOf(filter, catalogue),
    region_code: regionOf(filter, catalogue),
    raised_from: from(filter?.raisedFrom),
    raised_to: before(filter?.raisedTo),
    resolved_from: from(filter?.resolvedFrom),
    resolved_to: before(filter?.resolvedTo),
  };
}

/** The city's times have a resolution of one second, and both its bounds are inclusive. */
const from = (ms: number | null | undefined) => (ms == null ? null : dateTime(Math.ceil(ms / 1000) * 1000));
const before = (ms: number | null | undefined) =>
  ms == null ? null : dateTime((Math.ceil(ms / 1000) - 1) * 1000);
