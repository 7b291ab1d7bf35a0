import type { EventStatus, VoidReason } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { type Status, statusCode } from '../hub/records/status-code.ts';
import { STATUS, VOID_REASON } from './codes.ts';

/** `DHC` needs a second field. */
export function statusOf(read: Fields): Status {
  return statusCode(read, 'GRASSROOTS', 'sjzt', STATUS, (code, status) =>
    code === 'DHC' ? verified(read) : status,
  );
}

/**
 * The two filters ask for an empty `hcjg` and for `1`; anything else there has no equal, and to guess one would let
 * the list, its filter and the event disagree.
 */
function verified(read: Fields): EventStatus {
  const status = read.code<EventStatus>(
    'hcjg',
    { '1': 'PENDING_CLOSURE' },
    { none: 'PENDING_VERIFICATION', expected: 'nothing or 1 beside DHC; the status is UNKNOWN' },
  );
  return status ?? 'UNKNOWN';
}

/** Why an event of this status code was voided; null where it was not, or does not say. */
export function voidReasonOf(read: Fields, code: string): VoidReason | null {
  switch (code) {
    case 'BYSL':
      return 'NOT_ACCEPTED';
    case 'YZF':
      return read.code('zflx', VOID_REASON);
    default:
      return null;
  }
}
