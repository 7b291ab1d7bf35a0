import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import * as filters from '../../src/province/list-filters.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const item = catalogue.matter('E-01-005')!.codes.PROVINCE[0]!.code;

/** What is asked, without the parameters that are left out. */
const given = (query: object | null) =>
  query && Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));

describe('a filter in the words of the province', () => {
  it('is nothing where nothing is asked', () => {
    for (const query of [
      filters.planQuery(null, catalogue),
      filters.taskQuery(undefined, catalogue),
      filters.delegationQuery({}, catalogue),
      filters.delegationChangeQuery({ region: null }, catalogue),
      filters.scenarioQuery(null, catalogue),
      filters.indexQuery({}, catalogue),
    ])
      expect(given(query)).toEqual({});
  });

  it('of plans', () => {
    const filter = {
      year: 2024,
      region: '331102',
      department: '331100ZFJ',
      matter: 'E-01-005',
      merged: false,
    };
    expect(filters.planQuery(filter, catalogue)).toEqual({
      planYear: '2024',
      regionCode: '331102',
      deptCode: '331100ZFJ',
      itemCode: item,
      merged: '0',
    });
  });

  it('of tasks, whose last day is the one before the bound', () => {
    const filter = {
      region: '331102001',
      department: '331102SJJ',
      matter: 'E-01-005',
      plan: 'JH202433110201',
      jointVisit: true,
      randomised: false,
      crossDepartment: true,
      inspectedFrom: '2024-01-01',
      inspectedTo: '2024-03-01',
    };
    expect(filters.taskQuery(filter, catalogue)).toEqual({
      regionCode: '331102001',
      deptCode: '331102SJJ',
      itemCode: item,
      planNo: 'JH202433110201',
      jointVisit: '1',
      randomised: '0',
      multiDept: '1',
      inspectDateStart: '2024-01-01',
      inspectDateEnd: '2024-02-29',
    });
  });

  it.each([
    ['IN_FORCE', '1'],
    ['WITHDRAWN', '2'],
    ['ENDED', '3'],
  ] as const)('of delegations in state %s', (state, delegateState) => {
    expect(given(filters.delegationQuery({ state }, catalogue))).toEqual({ delegateState });
  });

  it.each([
    ['ADDED', '1'],
    ['REMOVED', '2'],
  ] as const)('of changes of kind %s', (kind, changeKind) => {
    const filter = { kind, changedFrom: '2024-01-01', changedTo: '2024-01-01' };
    expect(given(filters.delegationChangeQuery(filter, catalogue))).toEqual({
      changeKind,
      changeDateStart: '2024-01-01',
      changeDateEnd: '2023-12-31',
    });
  });

  it('of scenarios', () => {
    expect(given(filters.scenarioQuery({ selected: true, region: '331181' }, catalogue))).toEqual({
      selected: '1',
      regionCode: '331181',
    });
  });

  it.each([
    ['2024-Q1', '2024Q1'],
    ['2024-06', '2024-06'],
  ])('of indices of %s', (period, native) => {
    expect(given(filters.indexQuery({ region: '331100', period }, catalogue))).toEqual({
      regionCode: '331100',
      period: native,
    });
  });

  it('matches nothing where the province has no item for the matter', () => {
    const known = catalogue.matter('E-01-005')!;
    const matter = { ...known, codes: { ...known.codes, PROVINCE: [] } };
    const without = { ...catalogue, matter: () => matter };
    expect(filters.planQuery({ matter: 'E-01-005' }, without)).toBeNull();
    expect(filters.delegationQuery({ matter: 'E-01-005' }, without)).toBeNull();
  });

  it('refuses a matter that has had several items there, of which a list takes one', () => {
    const [to, from] = ['2024-07-01', '2024-07-01'];
    const codes = [
      { code: item, from: null, to },
      { code: '3302012719905', from, to: null },
    ];
    const known = catalogue.matter('E-01-005')!;
    const matter = { ...known, codes: { ...known.codes, PROVINCE: codes } };
    const several = { ...catalogue, matter: () => matter };
    expect(() => filters.planQuery({ matter: 'E-01-005' }, several)).toThrow(
      "filter.matter: the province's list takes one item, and E-01-005 has 2 there; ask without it",
    );
  });
});
