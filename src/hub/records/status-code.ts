import type { EventStatus } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Spine } from '../events/spine.ts';
import type { Fields } from './fields.ts';

export type Status = Pick<Spine, 'status' | 'statusRaw'>;

/**
 * A platform's status code in unified terms, and as sent. A code that the contract does not list is `UNKNOWN`, and
 * reported (lifecycle, section 6.1).
 *
 * @param refine for codes of which another field says which status it is.
 */
export function statusCode<Code extends string>(
  read: Fields,
  platform: PlatformCode,
  field: string,
  table: Readonly<Record<Code, { status: EventStatus; name: string }>>,
  refine: (code: Code, status: EventStatus) => EventStatus = (_, status) => status,
): Status {
  const code = read.text(field) ?? '';
  if (!isListed(code, table)) {
    const listed = Object.keys(table).length;
    read.gap(field, `expected one of the contract's ${listed} codes; the status is UNKNOWN`, code);
    return { status: 'UNKNOWN', statusRaw: { platform, code, name: null } };
  }
  const { status, name } = table[code];
  return { status: refine(code, status), statusRaw: { platform, code, name } };
}

/**
 * A status that a log names, before or after: null where nothing was sent, `UNKNOWN` where the contract does not list
 * what was.
 */
export function statusIn<Code extends string>(
  read: Fields,
  field: string,
  table: Readonly<Record<Code, { status: EventStatus }>>,
): EventStatus | null {
  return read.code(field, table)?.status ?? (read.says(field) ? 'UNKNOWN' : null);
}

function isListed<Code extends string>(code: string, table: Readonly<Record<Code, unknown>>): code is Code {
  return Object.hasOwn(table, code);
}
