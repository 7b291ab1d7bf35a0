import type { Call } from './call.ts';
import { UpstreamError, type UpstreamErrorCode, type UpstreamErrorOptions } from './upstream-error.ts';

/** That a call gave nothing usable; the message is safe to show and begins with the call's name. */
export function failure(
  { platform, name }: Call,
  code: UpstreamErrorCode,
  message: string,
  options?: UpstreamErrorOptions,
): UpstreamError {
  return new UpstreamError(code, platform, `${name}: ${message}`, options);
}

/** That an answer is not of the form of the contract. */
export function invalid(call: Call, message: string, options?: ErrorOptions): UpstreamError {
  return failure(call, 'UPSTREAM_INVALID_DATA', message, options);
}

/**
 * That the platform, or the network in front of it, failed: the same call may end better, after the pause that it asked
 * for if it asked for one.
 */
export function failedOnce(call: Call, message: string, options?: UpstreamErrorOptions): UpstreamError {
  const repeatAfterMs = options?.repeatAfterMs ?? 0;
  return failure(call, 'UPSTREAM_UNAVAILABLE', message, { ...options, repeatAfterMs });
}

/** That the platform does not take what shows it who asks; `message` says what is to be checked. */
export function credentialsRefused(call: Call, message: string): UpstreamError {
  return failure(call, 'UPSTREAM_UNAVAILABLE', message, { reason: 'CREDENTIALS' });
}

/** How long nothing is asked of a platform that is asked too much, or under maintenance, and says no time, ms. */
const PAUSE_MS = 1_000;
const MAINTENANCE_MS = 10_000;

/** That the platform was asked more than it takes; `pauseMs` is null where it does not say for how long. */
export function overloaded(call: Call, pauseMs: number | null): UpstreamError {
  const message = 'it is asked too much; try again in some seconds';
  return failure(call, 'UPSTREAM_OVERLOADED', message, { repeatAfterMs: pauseMs ?? PAUSE_MS });
}

/** That the platform is under maintenance; `pauseMs` is null where it does not say for how long. */
export function underMaintenance(call: Call, pauseMs: number | null): UpstreamError {
  const message = 'it is under maintenance';
  return failure(call, 'UPSTREAM_UNAVAILABLE', message, {
    reason: 'MAINTENANCE',
    repeatAfterMs: pauseMs ?? MAINTENANCE_MS,
  });
}
