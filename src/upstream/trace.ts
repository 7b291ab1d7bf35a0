import { randomBytes } from 'node:crypto';
import type { CallName } from './observer.ts';
import { type TraceContext, traceHeaders } from './trace-context.ts';
import type { UpstreamErrorCode } from './upstream-error.ts';

/** The trace that a request belongs to, as far as its calls to the platforms are concerned. */
export interface Trace {
  /** 32 hexadecimal digits: under which the other systems know the request too. */
  readonly traceId: string;
  /** Begins a part of it: one call over the wire. */
  call(name: CallName): TracedCall;
}

export interface TracedCall {
  /** What tells the platform which part of which trace it works for. */
  headers: Record<string, string>;
  ended(outcome: 'OK' | UpstreamErrorCode): void;
}

/** A trace that is passed on and recorded nowhere; without a context it begins here. */
export function passedOn(context: TraceContext | null): Trace {
  const traceId = context?.traceId ?? randomHex(16);
  const { sampled, state } = context ?? { sampled: false, state: null };
  return {
    traceId,
    call: () => ({
      headers: traceHeaders({ traceId, spanId: randomHex(8), sampled, state }),
      ended() {},
    }),
  };
}

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
