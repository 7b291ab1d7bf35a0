/** A frontend with urql: `node urql.ts SCENARIO GATEWAY` prints what its pages would show. */
import {
  type EventCityFragment,
  EventCityFragmentDoc,
  EventDocument,
  type EventFilter,
  type EventSpineFragment,
  EventSpineFragmentDoc,
  EventsDocument,
} from '@guantong/client';
import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';

const [scenario, gateway] = process.argv.slice(2);

const event = 'grassroots:SJ20240513000123';

const client = new Client({ url: `${gateway}/graphql`, exchanges: [cacheExchange, fetchExchange] });

const scenarios: Record<string, () => Promise<unknown>> = {
  /** All pages of a list, one after another. */
  async walks() {
    const filter: EventFilter = { matter: 'E-01-005', region: '331102' };
    const ids: string[] = [];
    let after: string | null = null;
    let totalCount: number | null | undefined;
    do {
      const { data, error } = await client.query(EventsDocument, { filter, first: 10, after }).toPromise();
      if (!data) throw error;
      ids.push(...data.events.nodes.map(({ id }) => id));
      totalCount = data.events.totalCount;
      after = data.events.pageInfo.hasNextPage ? data.events.pageInfo.endCursor : null;
    } while (after);
    return { ids, totalCount };
  },

  /** A page of a frontend's own, put together from fragments. */
  async composes() {
    const query = gql<{ event: (EventSpineFragment & EventCityFragment) | null }, { id: string }>`
      query EventCard($id: ID!) {
        event(id: $id) { ...EventSpine ...EventCity }
      }
      ${EventSpineFragmentDoc}
      ${EventCityFragmentDoc}
    `;
    const { data, error } = await client.query(query, { id: event }).toPromise();
    if (error) throw error;
    return { card: data };
  },

  /** One event while a platform is away: what there is, why something is not, and who answered when. */
  async showsAPart() {
    const { data, error, extensions } = await client.query(EventDocument, { id: event }).toPromise();
    return {
      title: data?.event?.title,
      city: data?.event?.city,
      missing: error?.graphQLErrors.map(one => [one.path, one.extensions.code, one.extensions.platform]),
      sources: extensions?.sources,
    };
  },
};

console.log(JSON.stringify(await scenarios[scenario ?? '']?.()));
