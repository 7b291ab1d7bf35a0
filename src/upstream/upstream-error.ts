import type { PlatformCode } from './platform-code.ts';

/** Why a platform gave no answer that can be used; readers of the API can switch on it. */
export type UpstreamErrorCode =
  | 'UPSTREAM_UNAVAILABLE'
  | 'UPSTREAM_TIMEOUT'
  | 'UPSTREAM_OVERLOADED'
  | 'UPSTREAM_INVALID_DATA';

/** What a platform that is not available has to be asked about by who runs this; readers of the API need not know. */
export type UpstreamReason = 'NO_CONNECTION' | 'CREDENTIALS' | 'MAINTENANCE';

export interface UpstreamErrorOptions extends ErrorOptions {
  /** @see UpstreamError.reason */
  reason?: UpstreamReason | null;
  /** @see UpstreamError.repeatAfterMs */
  repeatAfterMs?: number | null;
}

/**
 * A platform did not answer, or not in the form of its contract. The message is safe to show: it says what was
 * expected and what came, and names no address, secret or person. `cause` is for the log only.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly code: UpstreamErrorCode;
  readonly platform: PlatformCode;
  /** Null where the code says all that is known. */
  readonly reason: UpstreamReason | null;
  /**
   * How long to wait before the same call may be sent again, ms: 0 where the platform said nothing of that, more where
   * it asked for a pause. Null where the same call would end in the same way.
   */
  readonly repeatAfterMs: number | null;

  constructor(
    code: UpstreamErrorCode,
    platform: PlatformCode,
    message: string,
    { repeatAfterMs = null, reason = null, ...options }: UpstreamErrorOptions = {},
  ) {
    super(message, options);
    this.code = code;
    this.platform = platform;
    this.reason = reason;
    this.repeatAfterMs = repeatAfterMs;
  }

  /** graphql-js copies these into the error of the answer. */
  get extensions(): { code: UpstreamErrorCode; platform: PlatformCode } {
    return { code: this.code, platform: this.platform };
  }
}
