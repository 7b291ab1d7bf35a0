/** The HTTP status of a GraphQL answer. */

/** What is found before anything is executed, and is the fault of the document or its variables. */
const REFUSED = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/**
 * 200 where the answer has data or the client reads `application/json`: such a client may only rely on the body of a
 * 200 (GraphQL over HTTP, section 6.4.1). A document beyond our limits is 400 for both, as a body beyond them is 413:
 * it is our refusal, not a finding about the document. What is found too expensive while it is executed is the error
 * of its field, and the rest is served.
 *
 * @param status what Apollo Server chose; undefined means 200
 * @param executed whether the answer has `data`, though it be null
 */
export function answerStatus(
  status: number | undefined,
  codes: readonly unknown[],
  mediaType: string,
  executed: boolean,
): number | undefined {
  if (!executed && codes.includes('QUERY_TOO_EXPENSIVE')) return 400;
  const legacy = mediaType.startsWith('application/json');
  const refused = codes.length > 0 && codes.every(code => REFUSED.includes(code as string));
  return status === 400 && legacy && refused ? 200 : status;
}
