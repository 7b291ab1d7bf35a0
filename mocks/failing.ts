/** How a platform says no in its own words: what a fault needs to know of it beside its calls. */

export interface Failing {
  /** What the platform itself may answer with: the province's `code`, the city's problem type, the grassroots `fhm`. */
  readonly codes: readonly string[];
  /** Of `codes`, a fault of its own. */
  readonly systemError: string;
  /** Of `codes`, that too much is asked. */
  readonly throttled: string;
  /** An answer with one of `codes`. */
  code(code: string, more: More): Response;
  /** An answer with that HTTP status, in the words of whoever gives it on that platform. */
  status(status: number, more: More): Response;
  /** What a caller hears whose key was taken away. */
  revoked(): Response;
  /** Ends the credentials issued so far, with `all` also those to renew them by; null where none are issued. */
  readonly expire: ((all: boolean) => void) | null;
  /** The rows of an answer, for the fault to change; null where it has none. */
  rowsOf(body: unknown): unknown[] | null;
}

export interface More {
  /** After how many seconds it may be asked again; null where the platform does not say. */
  retryAfter: number | null;
  /** The path that was asked. */
  path: string;
}

/** `Retry-After`, where there is one to say. */
export const retryAfterHeader = (seconds: number | null): Record<string, string> =>
  seconds === null ? {} : { 'retry-after': `${seconds}` };

/** What stands in front of a platform (a proxy, a load balancer) has a page for a status, and no JSON. */
export function pageOfProxy(status: number, headers: Record<string, string> = {}): Response {
  const title = `${status} ${STATUS_TEXTS[status] ?? 'Error'}`;
  const html = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(html, { status, headers: { 'content-type': 'text/html', ...headers } });
}

const STATUS_TEXTS: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
