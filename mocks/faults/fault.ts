/** What a fault is, and where it takes hold of a call on its way through a mock. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failing } from '../failing.ts';
import type { ReceivedCall } from '../received-call.ts';
import type { Random } from '../world/random.ts';
import type { Parameters, Values } from './parameter.ts';

/** A kind of fault, as the table has it. */
export interface Fault<P extends Parameters = Parameters> {
  /** What a tester sees, in a sentence; in Chinese too. */
  readonly en: string;
  readonly zh: string;
  readonly parameters: P;
  /** Of the whole platform while it is on, not of single calls: it takes no `call`, `times` or `probability`. */
  readonly standing?: true;
  /** Which calls it strikes where nobody says; else those for data. */
  readonly call?: string;
  /** How many calls it strikes where nobody says; else all. */
  readonly times?: number;
  /** Why it cannot be put on a platform that says no so; null where it can. Without this it can on all. */
  unfit?(failing: Failing): string | null;
  put(values: Values<P>, site: Site): Hold;
}

/** Keeps the types of its parameters for `put`. */
export const fault = <P extends Parameters>(one: Fault<P>): Fault<P> => one;

/** Where a fault is put on: the platform, and what it may do there. */
export interface Site {
  readonly failing: Failing;
  /** The fault's own, from its seed. */
  readonly random: Random;
  /** Unix milliseconds, the mocks' own. */
  now(): number;
  readonly line: Line;
  /** Sets the clock of this platform off by so much, in milliseconds; 0 sets it right. */
  skew(ms: number): void;
  /** Aborts when the fault is taken off. */
  readonly off: AbortSignal;
}

/** How a platform is connected. */
export interface Line {
  /** Closes the port and every connection; `resume` opens it again. */
  stop(): Promise<void>;
  resume(): Promise<void>;
  /** With true, accepts connections without ever reading from them; with false, those are cut. */
  deaf(on: boolean): void;
}

/** What a fault does to the calls that it strikes, in the order of a call's way. */
export interface Hold {
  /** Before the platform is asked. */
  before?(exchange: Exchange): Promise<void> | void;
  /** In the place of the platform's answer; null to leave it. */
  instead?(exchange: Exchange): Response | null;
  /** The answer, made another. */
  answer?(response: Response): Response | Promise<Response>;
  /** In the place of the sending. */
  send?(encoded: Encoded, exchange: Exchange): Promise<void>;
  /** Undoes what was done when it was put on. */
  off?(): Promise<void> | void;
}

/** One call and its answer. */
export interface Exchange {
  readonly call: ReceivedCall;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Aborts when the caller hung up. */
  readonly gone: AbortSignal;
  /** Until so many milliseconds have passed, or the caller hung up. */
  wait(ms: number): Promise<void>;
}

/** An answer as it would be sent. */
export interface Encoded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
