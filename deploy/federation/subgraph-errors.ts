/** What a client is told where a subgraph gave no answer: the codes of a platform that gave none. */
import { GraphQLError } from 'graphql';
import { codeOf, PLATFORM_NAMES, type PlatformCode } from '../../src/upstream/platform-code.ts';

/** How the router's own errors of a call to a subgraph are coded. They show addresses and queries. */
const OF_THE_CALL = new Set(['SUBREQUEST_HTTP_ERROR', 'RESPONSE_VALIDATION_FAILED', 'TIMEOUT_ERROR']);

/** The platform whose part of the answer a subgraph has; the hub has a part of each. */
export const PLATFORM_OF: Partial<Record<string, PlatformCode>> = Object.fromEntries(
  PLATFORM_NAMES.map(name => [name, codeOf(name)]),
);

/** Whether the call failed, so that the subgraph itself has said nothing. */
export const isOfTheCall = (error: GraphQLError): boolean => OF_THE_CALL.has(String(error.extensions.code));

/** The same failure in this API's words. */
export function unanswered(subgraph: string, { extensions, originalError }: GraphQLError): GraphQLError {
  const late = extensions.code === 'TIMEOUT_ERROR' || originalError?.name === 'TimeoutError';
  const platform = PLATFORM_OF[subgraph];
  return new GraphQLError(
    late
      ? `the ${subgraph} subgraph: no answer in time; try again later`
      : `the ${subgraph} subgraph: no answer that can be used; try again later`,
    {
      extensions: {
        code: late ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE',
        ...(platform && { platform }),
        subgraph,
      },
    },
  );
}
