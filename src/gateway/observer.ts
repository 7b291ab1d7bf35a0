/** What the door tells while it works; metrics listen. Nothing here may throw or wait. */
import type { ShedReason } from './admission.ts';
import type { RequestEnd } from './request-end.ts';

export interface GatewayObserver {
  /** A request came in, whatever it asks for. */
  arrived(): void;
  /** It was answered, or its caller hung up; told once for each that arrived. */
  ended(end: RequestEnd): void;
  /** It is turned away at once; `ended` follows as for every other. */
  shed(reason: ShedReason): void;
}

/** Listens to nothing. */
export const nobody: GatewayObserver = {
  arrived() {},
  ended() {},
  shed() {},
};
