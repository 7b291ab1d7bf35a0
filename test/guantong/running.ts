/**
 * A running gateway over running mocks, for tests of the whole: real HTTP on both sides, calls counted at the mocks.
 */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, print } from 'graphql';
import { pino } from 'pino';
import { type Clock, systemClock } from '../../src/clock.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/gateway/limits.ts';
import { listen } from '../../src/gateway/listen.ts';
import { openGuantong } from '../../src/guantong.ts';
import { loadCatalogue } from '../../src/hub/catalogue/load-catalogue.ts';
import type { Diagnostic, Source } from '../../src/upstream/source-log.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import type { World } from '../../mocks/world/world.ts';

export const DEMO_CREDENTIALS = {
  province: { appKey: 'lsgt-province-demo', appSecret: 'app-secret-demo' },
  city: { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' },
  grassroots: { accessKey: 'lsgt-grassroots-demo', secretKey: 'grassroots-secret-demo' },
};

export const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));

/** The default world; who changes a world makes one of its own. */
export const defaultWorld: World = createWorld();

export interface Answer<Data> {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test of an untyped query reads where it likes
  data: Data extends never ? any : Data;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  extensions: {
    sources?: Record<string, Source>;
    diagnostics?: Diagnostic[];
    trace?: unknown[];
  };
}

export interface Running extends AsyncDisposable {
  url: string;
  mocks: Mocks;
  query<Data, Variables>(
    document: TypedDocumentNode<Data, Variables> | string,
    variables?: NoInfer<Variables> | Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /** The data calls that the last `query` caused, by platform: `{ city: ['POST /clues:by-reference'], … }`. */
  calls(): Partial<Record<'province' | 'city' | 'grassroots', string[]>>;
}

export interface RunningOptions {
  world?: World;
  clock?: Clock;
  limits?: Partial<Limits>;
}

export async function running({ world = defaultWorld, clock = systemClock, limits }: RunningOptions = {}): Promise<Running> {
  await using starting = new AsyncDisposableStack();
  const mocks = starting.use(await startMocks({ world }));
  const guantong = starting.use(
    await openGuantong({
      addresses: mocks.urls,
      credentials: DEMO_CREDENTIALS,
      catalogue,
      clock,
      log: pino({ level: 'silent' }),
      limits: { ...DEFAULT_LIMITS, ...limits },
      corsOrigins: [],
      graphiql: false,
    }),
  );
  const { url } = starting.use(await listen(guantong, { host: '127.0.0.1', port: 0 }));
  const open = starting.move();
  return {
    url,
    mocks,
    async query<Data, Variables>(
      document: TypedDocumentNode<Data, Variables> | string,
      variables = {},
      headers: Record<string, string> = {},
    ) {
      mocks.forget();
      const query = typeof document === 'string' ? document : print(document as DocumentNode);
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors = [], extensions = {} } = (await response.json()) as Answer<Data>;
      return { status: response.status, headers: response.headers, data, errors, extensions } as Answer<Data>;
    },
    calls() {
      const made: Partial<Record<'province' | 'city' | 'grassroots', string[]>> = {};
      for (const { platform, kind, call } of mocks.calls) {
        if (kind === 'data') made[platform] = [...(made[platform] ?? []), call];
      }
      return made;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}
