import type { Call } from './call.ts';
import { UpstreamError, type UpstreamErrorCode } from './upstream-error.ts';

/** That a call gave nothing usable; the message is safe to show and begins with the call's name. */
export function failure({ platform, name }: Call, code: UpstreamErrorCode, message: string): UpstreamError {
  return new UpstreamError(code, platform, `${name}: ${message}`);
}

/** That an answer is not of the form of the contract. */
export function invalid(call: Call, message: string): UpstreamError {
  return failure(call, 'UPSTREAM_INVALID_DATA', message);
}

/** That the platform was asked more than it takes. */
export function overloaded(call: Call): UpstreamError {
  return failure(call, 'UPSTREAM_OVERLOADED', 'it is asked too much; try again in some seconds');
}
