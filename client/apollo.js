/** What Apollo Client's cache is to know of Guantong's types; see apollo.d.ts. */
import { SECTIONS } from './sections.js';

/** What an object is known by, besides an `id`, which Apollo looks for itself. An indicator's `code` is not its own alone. */
const KEYS = {
  Category: 'code',
  Department: 'code',
  Matter: 'code',
  Platform: 'code',
  Region: 'code',
};

/** What has no key, since it is the one such part of the object that it is read from; so are an event's sections. */
const PARTS = [
  'CategoryBreakdown',
  'Decision',
  'DelegationChangeConnection',
  'DelegationConnection',
  'DiscrepancyConnection',
  'DisputeConnection',
  'DocumentConnection',
  'EventConnection',
  'Figures',
  'InspectionPlanConnection',
  'InspectionTaskConnection',
  'IntegratedScenarioConnection',
  'KindBreakdown',
  'MatterBreakdown',
  'MatterConnection',
  'PageInfo',
  'Payment',
  'PlatformHealth',
  'RegionBreakdown',
  'Report',
  'Situation',
  'Timeline',
];

/** What may give way to another of its kind, and is merged only while it has the same number. */
const NUMBERED = {
  Clue: 'clueNo',
  Dispute: 'disputeNo',
  EnforcementCase: 'caseNo',
  Filing: 'filingNo',
  InspectionTask: 'taskNo',
};

// A function, since Apollo refuses an object whose named key was not selected; such a one stays with its parent here.
const keyed = key => ({ keyFields: object => (object[key] === undefined ? false : [key]) });

const numbered = number => ({
  merge: (existing, incoming, { mergeObjects }) =>
    existing?.[number] && existing[number] === incoming?.[number]
      ? mergeObjects(existing, incoming)
      : incoming,
});

export const typePolicies = {
  ...Object.fromEntries(Object.entries(KEYS).map(([type, key]) => [type, keyed(key)])),
  ...Object.fromEntries(Object.entries(NUMBERED).map(([type, number]) => [type, numbered(number)])),
  ...Object.fromEntries([...PARTS, ...SECTIONS].map(type => [type, { merge: true }])),
};

export function endlessList() {
  return {
    keyArgs: args =>
      Object.keys(args ?? {})
        .filter(name => name !== 'after')
        .sort(),
    merge(existing, incoming, { args }) {
      // A page that could not be read (its error says so) takes nothing away from what is shown.
      if (!incoming) return existing ?? incoming;
      if (!existing || !args?.after || args.after !== existing.pageInfo?.endCursor) return incoming;
      const { hasNextPage, endCursor } = incoming.pageInfo ?? {};
      const list = { ...incoming, pageInfo: { ...existing.pageInfo, hasNextPage, endCursor } };
      for (const items of ['nodes', 'edges']) {
        if (existing[items] && incoming[items]) list[items] = [...existing[items], ...incoming[items]];
      }
      return list;
    },
  };
}
