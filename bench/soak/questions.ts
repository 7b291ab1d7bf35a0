/** What the readers of a soak ask, drawn from a seed: the same seed, the same load. */
import { randomOf } from '../../mocks/world/random.ts';

export interface Question {
  query: string;
  variables: Record<string, unknown>;
}

const EVENT = 'id origin title status grassroots { number } city { number } province { number }';

const QUERIES = {
  event: `query ($id: ID!) { event(id: $id) { ${EVENT} } }`,
  page: `query ($filter: EventFilter, $after: String) {
    events(first: 20, filter: $filter, after: $after) {
      totalCount incomplete pageInfo { hasNextPage endCursor } nodes { ${EVENT} }
    }
  }`,
  situation: `query ($region: RegionCode) {
    situation(region: $region, partial: true) { figures { total closed missing } }
  }`,
};

const REGIONS = [
  '331100',
  '331102',
  '331121',
  '331122',
  '331123',
  '331124',
  '331125',
  '331126',
  '331127',
  '331181',
];
const STATUSES = ['CLOSED', 'IN_PROGRESS', 'PENDING_RECEIPT', 'CASE_OPEN'];

export const page = (after: string | null): Question => ({
  query: QUERIES.page,
  variables: { filter: null, after },
});

export const situationOf = (region: string): Question => ({
  query: QUERIES.situation,
  variables: { region },
});

export const allSituations = (): Question[] => REGIONS.map(situationOf);

/** An endless row of questions: six in ten ask for an event, three for a page, one for the situation. */
export function* questions(seed: number, ids: readonly string[]): Generator<Question> {
  const random = randomOf(seed, 'soak');
  const drawn = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  for (;;) {
    const kind = random();
    if (kind < 0.6) yield { query: QUERIES.event, variables: { id: drawn(ids) } };
    else if (kind < 0.9) {
      const filter = { region: drawn(REGIONS), ...(random() < 0.5 && { statuses: [drawn(STATUSES)] }) };
      yield { query: QUERIES.page, variables: { filter, after: null } };
    } else yield situationOf(drawn(REGIONS));
  }
}
