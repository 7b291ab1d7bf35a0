/** A frontend with Apollo Client 4: `node apollo.ts SCENARIO GATEWAY` prints what its pages would show. */
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  type ObservableQuery,
  type OperationVariables,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import * as guantong from '@guantong/client';
import {
  type EventCityFragment,
  EventCityFragmentDoc,
  EventDocument,
  type EventSummaryFragment,
  EventSummaryFragmentDoc,
  EventsDocument,
  MatterDocument,
} from '@guantong/client';
import { endlessList, typePolicies } from '@guantong/client/apollo';

import { filter, firstValueFrom, map, tap } from 'rxjs';

const [scenario, gateway] = process.argv.slice(2);

let asked = 0;
const http = new HttpLink({
  uri: `${gateway}/graphql`,
  fetch: (input, init) => {
    asked += 1;
    return fetch(input, init);
  },
});

/** Who answered when, as the last answer said: Apollo shows an answer's extensions to links only. */
let sources: unknown;
const link = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap(({ extensions }) => {
      sources = extensions?.sources;
    }),
  ),
).concat(http);

const event = 'grassroots:SJ20240513000123';
const matter = 'E-01-005';

/** What a page would show now. */
const shown = <Data, Variables extends OperationVariables>(
  list: ObservableQuery<Data, Variables>,
): Promise<Data> =>
  firstValueFrom(
    list.pipe(
      filter(({ loading }) => !loading),
      map(({ data, dataState, error }) => {
        if (dataState !== 'complete') throw error ?? new Error(`the list is ${dataState}`);
        return data as Data;
      }),
    ),
  );

const scenarios: Record<string, () => Promise<unknown>> = {
  /** An endless list of one matter's events, page after page through the cache. */
  async scrolls() {
    const cache = new InMemoryCache({
      typePolicies: { ...typePolicies, Query: { fields: { events: endlessList() } } },
    });
    const client = new ApolloClient({ cache, link });
    const list = client.watchQuery({
      query: EventsDocument,
      variables: { filter: { matter, region: '331102' }, first: 10 },
      errorPolicy: 'all',
    });
    let data = await shown(list);
    const lengths = [data.events.nodes.length];
    while (data.events.pageInfo.hasNextPage) {
      // A page without a platform is a page: left to its own default, fetchMore would throw it away.
      await list.fetchMore({ variables: { after: data.events.pageInfo.endCursor }, errorPolicy: 'all' });
      data = await shown(list);
      lengths.push(data.events.nodes.length);
    }
    const pages = asked;
    await list.refetch();
    return { shown: data, lengths, asked: pages, afterRefetch: await shown(list) };
  },

  /** The same list by its edges, with Apollo's own policy for Relay's connections. */
  async scrollsAsRelay() {
    const cache = new InMemoryCache({
      typePolicies: { ...typePolicies, Query: { fields: { events: relayStylePagination(['filter']) } } },
    });
    const client = new ApolloClient({ cache, link });
    const query: TypedDocumentNode<
      {
        events: {
          edges: { cursor: string; node: EventSummaryFragment }[];
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      },
      { after?: string | null }
    > = gql`
      query EventEdges($after: String) {
        events(first: 10, after: $after, filter: { matter: "E-01-005", region: "331102" }) {
          edges { cursor node { ...EventSummary } }
          pageInfo { hasNextPage endCursor }
        }
      }
      ${EventSummaryFragmentDoc}
    `;
    const list = client.watchQuery({ query });
    let data = await shown(list);
    while (data.events.pageInfo.hasNextPage) {
      await list.fetchMore({ variables: { after: data.events.pageInfo.endCursor } });
      data = await shown(list);
    }
    return { ids: data.events.edges.map(({ node }) => node.id) };
  },

  /** A page of a frontend's own, put together from fragments; what was read once is not asked for again. */
  async composes() {
    const client = new ApolloClient({ cache: new InMemoryCache({ typePolicies }), link });
    const query: TypedDocumentNode<
      { event: (EventSummaryFragment & EventCityFragment) | null },
      { id: string }
    > = gql`
      query EventCard($id: ID!) {
        event(id: $id) { ...EventSummary ...EventCity }
      }
      ${EventSummaryFragmentDoc}
      ${EventCityFragmentDoc}
    `;
    const variables = { id: event };
    const { data } = await client.query({ query, variables });
    const fromCache = await client.query({ query, variables });
    // Another page reads less of the same section and case, and then the card is shown again.
    const fine = gql`
      query Fine($id: ID!) {
        event(id: $id) { id city { number enforcementCase { caseNo decision { fine } } } }
      }
    `;
    await client.query({ query: fine, variables, fetchPolicy: 'network-only' });
    // A row of a list reads its own part of the cache.
    const row = client.cache.readFragment({
      from: { __typename: 'Event', id: event },
      fragment: EventSummaryFragmentDoc,
    });
    const afterwards = await client.query({ query, variables, fetchPolicy: 'cache-only' });
    return {
      card: data,
      same: JSON.stringify(fromCache.data) === JSON.stringify(data),
      kept: JSON.stringify(afterwards.data) === JSON.stringify(data),
      asked,
      row: row?.title,
    };
  },

  /** A list names its matters; a matter's page read later fills the list's in, since each is kept once. */
  async keepsOnce() {
    const client = new ApolloClient({ cache: new InMemoryCache({ typePolicies }), link });
    await client.query({ query: EventsDocument, variables: { filter: { matter }, first: 2 } });
    await client.query({ query: MatterDocument, variables: { code: matter } });
    const store = client.cache.extract() as Record<string, Record<string, unknown>>;
    const matters = Object.values(store).filter(({ __typename }) => __typename === 'Matter');
    return { matters: matters.map(({ code, nameEn }) => ({ code, nameEn })) };
  },

  /** All ready operations on one cache: each is still whole after all the others were read. */
  async readsAll() {
    const client = new ApolloClient({ cache: new InMemoryCache({ typePolicies }), link });
    const variables = { id: event, ids: [event], code: matter };
    // First reads a region without its code, as nobody should whose cache is to know it again.
    const documents = Object.entries(guantong)
      .filter(([name]) => name.endsWith('Document') && name !== 'FirstDocument')
      .map(([name, query]) => ({ name, query: query as TypedDocumentNode<object> }));
    for (const { query } of documents) await client.query({ query, variables });
    const lost: string[] = [];
    for (const { name, query } of documents) {
      const { data } = await client.query({ query, variables, fetchPolicy: 'cache-only' });
      if (!data) lost.push(name);
    }
    return { read: documents.length, lost };
  },

  /** One event while a platform is away: what there is, and why something is not. */
  async showsAPart() {
    const client = new ApolloClient({ cache: new InMemoryCache({ typePolicies }), link });
    const { data, error } = await client.query({
      query: EventDocument,
      variables: { id: event },
      // Data and errors both reach the page; left to itself, Apollo drops the data.
      errorPolicy: 'all',
    });
    return {
      title: data?.event?.title,
      city: data?.event?.city,
      missing: CombinedGraphQLErrors.is(error)
        ? error.errors.map(({ path, extensions }) => [path, extensions?.code, extensions?.platform])
        : error,
      sources,
    };
  },
};

console.log(JSON.stringify(await scenarios[scenario ?? '']?.()));
