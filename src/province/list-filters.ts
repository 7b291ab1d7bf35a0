/**
 * The filters of the province's own lists in its words, exactly. A query is null where nothing can match.
 *
 * All throw `BAD_USER_INPUT` for a code that the catalogue does not know, and for what the province cannot be asked.
 */
import type { components } from '../generated/province.ts';
import type {
  DelegationChangeFilter,
  DelegationChangeKind,
  DelegationFilter,
  DelegationState,
  InspectionPlanFilter,
  InspectionTaskFilter,
  IntegratedScenarioFilter,
} from '../generated/schema.ts';
import { badInput } from '../hub/bad-input.ts';
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { departmentOf, knownCode, regionOf } from '../hub/catalogue/known-code.ts';
import { dayBefore } from '../hub/records/time.ts';
import { nativePeriod } from './evaluation-index.ts';
import type { Query } from './filter.ts';

type Codes = components['schemas'];
type Given<Filter> = Filter | null | undefined;

const STATE = {
  IN_FORCE: '1',
  WITHDRAWN: '2',
  ENDED: '3',
} as const satisfies Record<DelegationState, Codes['ProvinceDelegationStateCode']>;

const CHANGE = {
  ADDED: '1',
  REMOVED: '2',
} as const satisfies Record<DelegationChangeKind, Codes['ProvinceDelegationChangeCode']>;

export function planQuery(filter: Given<InspectionPlanFilter>, catalogue: Catalogue): Query | null {
  const { year } = filter ?? {};
  if (year != null && !(year >= 1000 && year <= 9999))
    throw badInput(`filter.year: expected a year of four digits, got ${year}`);
  return withMatter(filter, catalogue, {
    planYear: year == null ? null : String(year),
    regionCode: regionOf(filter, catalogue),
    deptCode: departmentOf(filter, catalogue),
    merged: flag(filter?.merged),
  });
}

export function taskQuery(filter: Given<InspectionTaskFilter>, catalogue: Catalogue): Query | null {
  const { plan, inspectedFrom, inspectedTo } = filter ?? {};
  if (plan != null && !/^JH\d{12,14}$/.test(plan))
    throw badInput(
      `filter.plan: expected a plan's number such as "JH202433110201", got ${JSON.stringify(plan.slice(0, 40))}`,
    );
  return withMatter(filter, catalogue, {
    regionCode: regionOf(filter, catalogue),
    deptCode: departmentOf(filter, catalogue),
    planNo: plan ?? null,
    jointVisit: flag(filter?.jointVisit),
    randomised: flag(filter?.randomised),
    multiDept: flag(filter?.crossDepartment),
    ...days('inspectDate', inspectedFrom, inspectedTo),
  });
}

export function delegationQuery(filter: Given<DelegationFilter>, catalogue: Catalogue): Query | null {
  const state = filter?.state;
  return withMatter(filter, catalogue, {
    regionCode: regionOf(filter, catalogue),
    delegateState: state == null ? null : STATE[state],
  });
}

export function delegationChangeQuery(
  filter: Given<DelegationChangeFilter>,
  catalogue: Catalogue,
): Query | null {
  const { kind, changedFrom, changedTo } = filter ?? {};
  return withMatter(filter, catalogue, {
    regionCode: regionOf(filter, catalogue),
    changeKind: kind == null ? null : CHANGE[kind],
    ...days('changeDate', changedFrom, changedTo),
  });
}

export function scenarioQuery(filter: Given<IntegratedScenarioFilter>, catalogue: Catalogue): Query | null {
  return withMatter(filter, catalogue, {
    regionCode: regionOf(filter, catalogue),
    deptCode: departmentOf(filter, catalogue),
    selected: flag(filter?.selected),
  });
}

export type IndexQuery = Record<'regionCode' | 'period', string | null>;

export function indexQuery(
  asked: { region?: string | null; period?: string | null },
  catalogue: Catalogue,
): IndexQuery {
  const { region: code, period } = asked;
  const native = period == null ? null : nativePeriod(period);
  if (period != null && native === null)
    throw badInput(
      `period: expected a quarter or a month such as "2024-Q1" or "2024-06", got ${JSON.stringify(period.slice(0, 40))}`,
    );
  const known = knownCode('region', code, one => catalogue.region(one));
  return { regionCode: known?.code ?? null, period: native };
}

/**
 * Adds the matter's item code; null where the province has none for it.
 *
 * @throws `BAD_USER_INPUT` for a matter with several codes: these lists take one item, and pages of several lists could
 *   not be joined in their order.
 */
function withMatter(
  filter: Given<{ matter?: string | null }>,
  catalogue: Catalogue,
  query: Query,
): Query | null {
  const matter = knownCode('filter.matter', filter?.matter, code => catalogue.matter(code));
  if (!matter) return { ...query, itemCode: null };
  const codes = [...new Set(matter.codes.PROVINCE.map(({ code }) => code))];
  if (codes.length > 1)
    throw badInput(
      `filter.matter: the province's list takes one item, and ${matter.code} has ${codes.length} there; ask without it`,
    );
  return codes.length === 0 ? null : { ...query, itemCode: codes[0]! };
}

/** The province's bounds are both inclusive. */
function days(name: string, from: string | null | undefined, to: string | null | undefined): Query {
  return { [`${name}Start`]: from ?? null, [`${name}End`]: to == null ? null : dayBefore(to) };
}

function flag(value: boolean | null | undefined): '1' | '0' | null {
  return value == null ? null : value ? '1' : '0';
}
