import type { Fields } from '../hub/records/fields.ts';
import { type Status, statusCode } from '../hub/records/status-code.ts';
import { STATUS } from './codes.ts';

/** Each code is a status of its own. */
export function statusOf(read: Fields): Status {
  return statusCode(read, 'CITY', 'status', STATUS);
}
