/** Apollo Server as this gateway uses it: the pipeline of one GraphQL request, and nothing that reports to anyone. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Request } from '../request.ts';
import { answerExtensions } from './answer-extensions.ts';
import { answerStatus } from './answer-status.ts';
import { codedErrors } from './errors.ts';
import { exchangeOf } from './exchange.ts';
import type { Limits } from './limits.ts';
import { readsOnly } from './reads-only.ts';
import { selectsOf } from './selects.ts';
import { withinLimits } from './within-limits.ts';

export interface ApolloOptions {
  schema: GraphQLSchema;
  limits: Limits;
  introspection: boolean;
  log: Logger;
}

/** A started server; its caller stops it. */
export async function startApollo<Context extends { request: Request }>({
  schema,
  limits,
  introspection,
  log,
}: ApolloOptions): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    logger: log,
    // Not the environment's: what a client sees is the same everywhere, and never a stack.
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // A POST must be JSON here (body.ts) and a GET cannot change anything, so a foreign page's form can do no harm;
    // Apollo's own check refuses clients that GraphQL over HTTP allows.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.tokens },
    // Our own rule counts these (`limits.fields`) and says how many; being set, this makes it run after the others,
    // on valid documents only.
    maxRecursiveSelections: Number.POSITIVE_INFINITY,
    validationRules: [readsOnly, withinLimits(limits)],
    plugins: [
      exchangePlugin<Context>(limits, log),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}

/** Joins Apollo's pipeline to the exchange: what is asked goes in, what is answered is dressed. */
const exchangePlugin = <Context extends { request: Request }>(
  limits: Limits,
  log: Logger,
): ApolloServerPlugin<Context> => ({
  async requestDidStart({ contextValue }) {
    const exchange = exchangeOf(contextValue);
    return {
      async didResolveOperation({ schema, document, operation }) {
        if (!operation) return;
        exchange.operation = { name: operation.name?.value ?? null, type: operation.operation };
        exchange.selects = selectsOf(schema, document, operation);
      },
      async willSendResponse({ errors, response }) {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (errors && result.errors) result.errors = codedErrors(errors, exchange, limits, log);
        const extensions = { ...result.extensions, ...answerExtensions(exchange) };
        if (Object.keys(extensions).length > 0) result.extensions = extensions;
        const codes = result.errors?.map(error => error.extensions?.code) ?? [];
        const executed = result.data !== undefined;
        if (executed) exchange.result = result.data === null ? 'NULL' : 'DATA';
        const status = answerStatus(response.http.status, codes, exchange.answerType, executed);
        if (status !== undefined) response.http.status = status;
      },
    };
  },
});
