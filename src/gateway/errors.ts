/**
 * The one place where what went wrong becomes what a client reads: a code to switch on and a message that is safe to
 * show. The rest goes to the log, under the request's id.
 */
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import type { Logger } from 'pino';
import { UpstreamError } from '../upstream/upstream-error.ts';
import type { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import { passedLimit } from './within-limits.ts';

/** The errors of an answer as the client gets them. What no client should see is logged, once for each cause. */
export function codedErrors(
  errors: readonly GraphQLError[],
  exchange: Exchange,
  limits: Limits,
  log: Logger,
): GraphQLFormattedError[] {
  const logged = new Set<unknown>();
  return errors.map(error => {
    const { code, message, ...more } = verdict(error, limits) ?? hide(error);
    exchange.failed(code);
    return { message, ...place(error), extensions: { code, ...more } };
  });

  function hide(error: GraphQLError): Verdict {
    const cause = rootOf(error);
    if (!logged.has(cause)) {
      logged.add(cause);
      log.error({ id: exchange.id, path: error.path?.join('.'), err: cause }, 'a resolver failed');
    }
    return { code: 'INTERNAL_SERVER_ERROR', message: internalMessage(exchange.id) };
  }
}

/** What a caller is told of an error that is ours. */
export const internalMessage = (id: string): string =>
  `Something went wrong on our side. Try again; if it stays, send us the request id ${id}, under which our log has the cause.`;

interface Verdict {
  code: string;
  message: string;
  [extension: string]: unknown;
}

/** How an error is shown, or null where it is ours to hide. */
function verdict(error: GraphQLError, limits: Limits): Verdict | null {
  const cause = error.originalError;
  if (cause instanceof UpstreamError) return { ...cause.extensions, message: cause.message };

  // Before execution there is no path, and the error is about what the caller sent.
  if (error.path === undefined) {
    if (cause instanceof GraphQLError && isCode(cause.extensions.code)) return shown(cause);
    const limit = passedLimit(error, limits);
    if (limit) return { code: 'QUERY_TOO_EXPENSIVE', message: limit };
    return isCode(error.extensions.code) ? shown(error) : null;
  }

  const thrown = cause ?? error;
  if (!(thrown instanceof GraphQLError)) return null;
  if (isCode(thrown.extensions.code)) return shown(thrown);
  // A variable that is null or absent where its argument may not be is only found when the field is reached.
  const aboutArgument = error.nodes?.[0]?.kind === Kind.VARIABLE && error.message.startsWith('Argument "');
  return aboutArgument ? { code: 'BAD_USER_INPUT', message: error.message } : null;
}

const isCode = (code: unknown): code is string =>
  typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';

function shown(error: GraphQLError): Verdict {
  const { http: _, stacktrace: __, ...extensions } = error.extensions;
  return { ...extensions, code: String(extensions.code), message: error.message };
}

const place = ({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> => ({
  ...(locations && { locations }),
  ...(path && { path }),
});

function rootOf(error: GraphQLError): Error {
  let root: Error = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}
