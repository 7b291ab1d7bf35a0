/** Joins the router's pipeline to what an answer says of itself: its errors in this API's words, its extensions. */
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError } from 'graphql';
import { UNKNOWN_EVENT } from './error-paths.ts';
import { type Extensions, merged } from './extensions.ts';
import { isOfTheCall, PLATFORM_OF, unanswered } from './subgraph-errors.ts';

export function withAnswersDressed(): GatewayPlugin {
  const heard = new WeakMap<Request, Extensions[]>();

  return {
    onSubgraphExecute({ subgraphName, executionRequest }) {
      const { request, log } = executionRequest.context ?? {};
      return ({ result, setResult }) => {
        if (Symbol.asyncIterator in result) return;
        const failures = result.errors?.filter(isOfTheCall) ?? [];
        for (const { message, extensions } of failures) {
          log?.warn({ subgraph: subgraphName, code: extensions.code, message }, 'a subgraph gave no answer');
        }
        if (request) {
          const part = failures.length > 0 ? missing(subgraphName, failures) : (result.extensions ?? {});
          heard.set(request, [...(heard.get(request) ?? []), part]);
        }
        if (failures.length > 0) {
          const errors = result.errors!.map(error =>
            isOfTheCall(error) ? unanswered(subgraphName, error) : error,
          );
          setResult({ ...result, errors });
        }
      };
    },

    onExecutionResult({ request, result, setResult }) {
      if (!result || Array.isArray(result) || Symbol.asyncIterator in result) return;
      const extensions = merged(heard.get(request) ?? []);
      const { errors, ...rest } = result;
      const told = errors?.filter(({ extensions }) => extensions.code !== UNKNOWN_EVENT).map(coded) ?? [];
      setResult({
        ...rest,
        ...(told.length > 0 && { errors: told }),
        ...(Object.keys(extensions).length > 0 && { extensions: { ...result.extensions, ...extensions } }),
      });
    },
  };
}

/** A platform whose subgraph is away is as good as away. */
function missing(subgraph: string, [failure]: readonly GraphQLError[]): Extensions {
  const platform = PLATFORM_OF[subgraph];
  if (!platform) return {};
  const { message, extensions } = unanswered(subgraph, failure!);
  return {
    sources: { [platform]: { status: 'UNAVAILABLE', asOf: null, code: String(extensions.code), message } },
  };
}

/** Variables that do not fit are found before there is a place to name, and the router gives them no code. */
function coded(error: GraphQLError): GraphQLError {
  if (error.path !== undefined || error.extensions.code !== undefined) return error;
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { ...extensions, code: 'BAD_USER_INPUT' },
  });
}
