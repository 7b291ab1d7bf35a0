/** The words that labels take which are not closed by their type alone. */
import type { RefusalCode } from '../gateway/refusal.ts';
import type { UpstreamErrorCode } from '../upstream/upstream-error.ts';

/** What stands for every word that is not in a set. */
export const OTHER = 'OTHER';

/** What stands where there is nothing to name. */
export const NONE = 'NONE';

type AnswerCode =
  | RefusalCode
  | UpstreamErrorCode
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'BAD_USER_INPUT'
  | 'INVALID_CURSOR'
  | 'QUERY_TOO_EXPENSIVE';

/** Every code that an answer of ours can have; a library's own that we do not know is `OTHER`. */
const ANSWER_CODES: Readonly<Record<AnswerCode, true>> = {
  BAD_REQUEST: true,
  UNAUTHENTICATED: true,
  NOT_FOUND: true,
  METHOD_NOT_ALLOWED: true,
  NOT_ACCEPTABLE: true,
  PAYLOAD_TOO_LARGE: true,
  UNSUPPORTED_MEDIA_TYPE: true,
  HEADERS_TOO_LARGE: true,
  REQUEST_TIMEOUT: true,
  SERVICE_UNAVAILABLE: true,
  OVERLOADED: true,
  INTERNAL_SERVER_ERROR: true,
  UPSTREAM_UNAVAILABLE: true,
  UPSTREAM_TIMEOUT: true,
  UPSTREAM_OVERLOADED: true,
  UPSTREAM_INVALID_DATA: true,
  GRAPHQL_PARSE_FAILED: true,
  GRAPHQL_VALIDATION_FAILED: true,
  OPERATION_RESOLUTION_FAILURE: true,
  BAD_USER_INPUT: true,
  INVALID_CURSOR: true,
  QUERY_TOO_EXPENSIVE: true,
};

export const KNOWN_CODES: readonly string[] = Object.keys(ANSWER_CODES);

export const answerCode = (code: string): string => (Object.hasOwn(ANSWER_CODES, code) ? code : OTHER);

/** `2xx`; `NONE` where there was none. */
export const statusClass = (status: number | null): string =>
  status === null ? NONE : `${Math.floor(status / 100)}xx`;
