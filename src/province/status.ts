import type { EventStatus } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { type Status, statusCode } from '../hub/records/status-code.ts';
import { STATUS } from './codes.ts';

/**
 * A dispute and a passed review are in a second field. The filters ask for `coordinating` 0 or 1, and for an empty
 * `reviewResult` or 1; anything else there has no equal, and to guess one would let the list, its filter and the
 * event disagree.
 */
export function statusOf(read: Fields): Status {
  return statusCode(read, 'PROVINCE', 'eventStatus', STATUS, (code, status) => {
    switch (code) {
      case '20':
      case '21':
      case '22':
      case '23':
        return disputed(read, code, status);
      case '40':
        return reviewed(read, status);
      default:
        return status;
    }
  });
}

/** These codes stay while a dispute is under way; `coordinating` then says so. */
function disputed(read: Fields, code: string, status: EventStatus): EventStatus {
  const expected = `nothing, 0 or 1 beside ${code}; the status is UNKNOWN`;
  return (
    read.code<EventStatus>('coordinating', { '0': status, '1': 'IN_DISPUTE' }, { none: status, expected }) ??
    'UNKNOWN'
  );
}

function reviewed(read: Fields, status: EventStatus): EventStatus {
  const expected = 'nothing or 1 beside 40; the status is UNKNOWN';
  return (
    read.code<EventStatus>('reviewResult', { '1': 'PENDING_CLOSURE' }, { none: status, expected }) ??
    'UNKNOWN'
  );
}
