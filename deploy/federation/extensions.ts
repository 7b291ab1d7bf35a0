/**
 * What the subgraphs said about their parts of one answer, as the gateway of one process says it of the whole: which
 * platform took part and how fresh it is, what could not be read and, on request, the calls.
 */

interface Source {
  status: 'FRESH' | 'STALE' | 'UNAVAILABLE';
  asOf: string | null;
  code?: string;
  message?: string;
}

type Diagnostic = { record: string | null } & Record<string, unknown>;

export interface Extensions {
  sources?: Record<string, Source>;
  diagnostics?: Diagnostic[];
  diagnosticsOmitted?: number;
  trace?: { calls: unknown[] };
}

const WORSE = ['FRESH', 'STALE', 'UNAVAILABLE'];
const MAX_DIAGNOSTICS = 50;

/** Of a platform the worst that happened and the age of the oldest that was given; a field of a record that two subgraphs read once. */
export function merged(parts: readonly Extensions[]): Extensions {
  const sources: Record<string, Source> = {};
  for (const [platform, source] of parts.flatMap(part => Object.entries(part.sources ?? {}))) {
    sources[platform] = sources[platform] ? worse(sources[platform], source) : source;
  }
  const told = parts.flatMap(part => part.diagnostics ?? []);
  const diagnostics = [...new Map(told.map((one, at) => [identity(one, at), one])).values()];
  const omitted = parts.reduce((sum, part) => sum + (part.diagnosticsOmitted ?? 0), 0);
  const beyond = omitted + Math.max(0, diagnostics.length - MAX_DIAGNOSTICS);
  const traces = parts.flatMap(part => part.trace ?? []);
  return {
    ...(Object.keys(sources).length > 0 && { sources }),
    ...(diagnostics.length > 0 && { diagnostics: diagnostics.slice(0, MAX_DIAGNOSTICS) }),
    ...(beyond > 0 && { diagnosticsOmitted: beyond }),
    ...(traces.length > 0 && { trace: { calls: traces.flatMap(trace => trace.calls) } }),
  };
}

function worse(one: Source, other: Source): Source {
  const asOf =
    [one.asOf, other.asOf]
      .filter(at => at !== null)
      .toSorted()
      .at(0) ?? null;
  const worst = WORSE.indexOf(other.status) > WORSE.indexOf(one.status) ? other : one;
  return { ...worst, asOf };
}

/** A diagnostic of no record is told as often as it was. */
const identity = ({ code, platform, record, field }: Diagnostic, at: number): string =>
  JSON.stringify(record === null ? at : [code, platform, record, field]);
