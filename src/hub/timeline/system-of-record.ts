import type { TimelineAction } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';

/** The one that owns it, whatever the origin; or by the event's origin. */
type Owner = PlatformCode | ((origin: PlatformCode) => PlatformCode);

const ORIGIN: Owner = origin => origin;
/** "Verification: grassroots for grassroots origin, else city". */
const VERIFIER: Owner = origin => (origin === 'GRASSROOTS' ? origin : 'CITY');

/** The system of record of each action (lifecycle, section 5, "Owners of facts"). */
const OWNER = {
  REPORT: ORIGIN,
  ACCEPT: ORIGIN,
  REGISTER_CLUE: 'CITY',
  DISPATCH: 'CITY',
  SIGN: 'CITY',
  RETURN: 'CITY',
  FEEDBACK: 'CITY',
  VERIFY: VERIFIER,
  // It is a verification that fails after closing (T27).
  REOPEN: VERIFIER,
  CLOSE: ORIGIN,
  VOID: ORIGIN,
  SUPERVISE: 'CITY',
  REMIND: 'CITY',
  RECOMMEND: 'CITY',
  OVERSIGHT: 'PROVINCE',
  RAISE_DISPUTE: 'CITY',
  RESOLVE_DISPUTE: 'CITY',
  CONSULT: 'CITY',
  TRANSFER: 'CITY',
  SUSPEND: 'CITY',
  RESUME: 'CITY',
  EXTEND: 'CITY',
  FILE_CASE: 'CITY',
  CASE_NOTICE: 'CITY',
  CASE_DECISION: 'CITY',
  CASE_SERVED: 'CITY',
  CASE_PAID: 'CITY',
  CASE_CONCLUDED: 'CITY',
  FILING: 'PROVINCE',
  FILING_DECISION: 'PROVINCE',
  FILING_CONCLUDED: 'PROVINCE',
  // Nothing says who owns it, and it is never held by two.
  OTHER: ORIGIN,
} as const satisfies Record<TimelineAction, Owner>;

export function systemOfRecord(action: TimelineAction, origin: PlatformCode): PlatformCode {
  const owner: Owner = OWNER[action];
  return typeof owner === 'function' ? owner(origin) : owner;
}
