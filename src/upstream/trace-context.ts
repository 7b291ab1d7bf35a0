/**
 * W3C Trace Context, level 1 (https://www.w3.org/TR/trace-context/): the two headers that say to which trace a request
 * belongs. Read here and not with OpenTelemetry's propagator, which costs each start more than 20 ms of loading and is
 * needed only where traces are exported.
 */

export interface TraceContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** Of whoever sent this, 16 hexadecimal digits. */
  spanId: string;
  /** Whether whoever began the trace records it. */
  sampled: boolean;
  /** What other systems passed on with it, as one `tracestate`; null for nothing. */
  state: string | null;
}

/** Section 3.2.2: version, trace, parent, flags; what a later version appends is not read. */
const TRACEPARENT =
  /^(?<version>(?!ff)[\da-f]{2})-(?<traceId>(?!0{32})[\da-f]{32})-(?<spanId>(?!0{16})[\da-f]{16})-(?<flags>[\da-f]{2})(?<more>-.*)?$/;

/**
 * Where the headers place a request; null where they do not, or not by the specification, which is to begin a trace
 * anew. A `tracestate` that cannot be read is left out, and the trace goes on (section 3.3.1).
 */
export function readTraceContext({
  traceparent,
  tracestate,
}: {
  [name: string]: string | string[] | undefined;
}): TraceContext | null {
  // Sent twice it is not one text of this form: Node joins the two.
  const parts = TRACEPARENT.exec(String(traceparent ?? ''))?.groups;
  if (!parts || (parts.version === '00' && parts.more)) return null;
  return {
    traceId: parts.traceId!,
    spanId: parts.spanId!,
    sampled: (Number.parseInt(parts.flags!, 16) & 1) === 1,
    state: readState(String(tracestate ?? '')),
  };
}

/** The headers of a call under this span. */
export function traceHeaders({ traceId, spanId, sampled, state }: TraceContext): Record<string, string> {
  const traceparent = `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;
  return state === null ? { traceparent } : { traceparent, tracestate: state };
}

/** Section 3.3.1.3: a system's key, or a tenant's at a system. */
const KEY = /^(?:[a-z][a-z\d_*/-]{0,255}|[a-z\d][a-z\d_*/-]{0,240}@[a-z][a-z\d_*/-]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MOST_MEMBERS = 32;
/** So much of it has to be passed on (section 3.3.1.5), characters; long members go first, then the oldest. */
const MOST_CHARACTERS = 512;
const LONG_MEMBER = 128;

function readState(sent: string): string | null {
  const members = sent
    .split(',')
    .map(member => member.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter(Boolean);
  const keys = members.map(member => member.slice(0, Math.max(0, member.indexOf('='))));
  const readable = members.every(
    (member, at) => KEY.test(keys[at]!) && VALUE.test(member.slice(keys[at]!.length + 1)),
  );
  if (!readable || members.length > MOST_MEMBERS || new Set(keys).size < keys.length) return null;
  return shortened(members).join(',') || null;
}

function shortened(members: readonly string[]): readonly string[] {
  const fits = (some: readonly string[]) => some.join(',').length <= MOST_CHARACTERS;
  if (fits(members)) return members;
  const short = members.filter(member => member.length <= LONG_MEMBER);
  while (!fits(short)) short.pop();
  return short;
}
