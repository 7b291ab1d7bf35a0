import type { Running } from '../guantong/running.ts';
import type { KnownValues } from './random-input.ts';

/** Ids, codes and cursors of the mocked world, as the gateway of one process tells them. */
export async function knownValues(gateway: Running): Promise<KnownValues> {
  const { data, errors } = await gateway.query(/* GraphQL */ `
    {
      newest: events(first: 20) { nodes { id } }
      ofGrassroots: events(first: 10, filter: { origin: GRASSROOTS, stage: CLOSURE }) { nodes { id } }
      ofCity: events(first: 20, filter: { origin: CITY }) { nodes { id } }
      ofProvince: events(first: 20, filter: { origin: PROVINCE }) { nodes { id } }
      penalised: events(first: 20, filter: { statuses: [CASE_OPEN] }) { nodes { id } }
      discrepancies(first: 20) { nodes { event { id } } }
      matters(first: 50) { nodes { code } }
      enforced: matters(first: 50, filter: { kind: ENFORCEMENT }) { nodes { code } }
      categories { code }
      departments { code }
      regions { code }
      inspectionPlans(first: 10) { nodes { planNo } }
      indicators { code }
    }
  `);
  if (errors.length > 0) throw new Error(`expected the values, got ${errors[0]!.message}`);
  const lists = [data.newest, data.ofGrassroots, data.ofCity, data.ofProvince, data.penalised];
  return {
    events: [
      ...lists.flatMap(({ nodes }) => nodes.map(({ id }: { id: string }) => id)),
      ...data.discrepancies.nodes.flatMap((node: { event: { id: string } | null }) => node.event?.id ?? []),
    ],
    matters: codes([...data.matters.nodes, ...data.enforced.nodes]),
    categories: codes(data.categories),
    departments: codes(data.departments),
    regions: codes(data.regions),
    plans: data.inspectionPlans.nodes.map(({ planNo }: { planNo: string }) => planNo),
    indicators: codes(data.indicators),
    words: ['道', '街', '垃圾', '占道', '施工', '路'],
    cursors: await cursors(gateway),
  };
}

const codes = (items: { code: string }[]): string[] => items.map(({ code }) => code);

const LISTS = [
  'events',
  'matters',
  'discrepancies',
  'documents',
  'disputes',
  'inspectionPlans',
  'inspectionTasks',
  'delegations',
  'delegationChanges',
  'integratedScenarios',
];

async function cursors(gateway: Running): Promise<Record<string, string>> {
  const asked = LISTS.map(name => `${name}(first: 3) { pageInfo { endCursor } }`).join('\n');
  const { data } = await gateway.query(`{ ${asked} eventChanges(first: 3) { pageInfo { endCursor } } }`);
  const found = [...LISTS, 'eventChanges'].map(name => [name, data[name].pageInfo.endCursor]);
  return Object.fromEntries(found.filter(([, cursor]) => cursor !== null));
}
