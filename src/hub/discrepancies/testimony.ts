/**
 * What one platform's record states of the facts that platforms are compared on (lifecycle, section 5), in unified
 * terms. Null, everywhere, is no statement: what was not said or cannot be read disagrees with nobody.
 */
import type { CaseStage, EventStatus, FeedbackOutcome, VerificationOutcome } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Matter, Region } from '../catalogue/catalogue.ts';

export interface Testimony {
  platform: PlatformCode;
  /** Of the record that speaks for the event, as the section has it. */
  number: string;
  updatedAt: string | null;
  /** Every record that stands for the event by itself, this one too: more than one is one too many. */
  live: readonly RecordMark[];
  /** Every number under which it has the event, those of records that go on under another too. */
  numbers: readonly string[];
  /**
   * Whether the platform is the system of record for what is done about an event, once it knows it: clue, feedback
   * and case.
   */
  leads: boolean;

  status: EventStatus;
  statusRaw: { code: string; name: string | null };
  /** The one before, as its own log has it; null where that does not tell. */
  statusBefore: EventStatus | null;
  /** The statuses of the event under which this record may have its own (section 6.3); null where it has none to judge. */
  agreesWith: readonly EventStatus[] | null;

  /** The matters that its own code allows, which is the event's bound where the event began here. */
  bound: Coded<readonly Matter[]> | null;
  /** The matters that the item on its record stands for: its own item, or the one that was written back to it. */
  item: Coded<readonly Matter[]> | null;
  /** Whether an item is to be written back to the record, and nothing was. */
  awaitsItem: boolean;

  region: Coded<Region> | null;
  coordinates: { lng: number; lat: number } | null;
  reportedAt: string | null;
  dueAt: string | null;

  /** Of each final feedback, in order of time. */
  finalOutcomes: readonly Coded<FeedbackOutcome | null>[];
  /** Whether the platform keeps the verification of what began there. */
  verifies: boolean;
  verification: Coded<VerificationOutcome> | null;

  case: CaseStatement | null;
  filing: FilingStatement | null;
  /** The case of each filing that the platform holds of the event; null of one that cannot be read. */
  filedCases: readonly (string | null)[];

  /** The numbers of clue and case that it names. */
  names: readonly Named[];
}

/** A testimony without a statement, for a platform whose records hold few of the facts to fill in what they hold. */
export const SAYS_NOTHING: Omit<
  Testimony,
  'platform' | 'number' | 'live' | 'numbers' | 'status' | 'statusRaw'
> = {
  updatedAt: null,
  leads: false,
  statusBefore: null,
  agreesWith: null,
  bound: null,
  item: null,
  awaitsItem: false,
  region: null,
  coordinates: null,
  reportedAt: null,
  dueAt: null,
  finalOutcomes: [],
  verifies: false,
  verification: null,
  case: null,
  filing: null,
  filedCases: [],
  names: [],
};

export interface RecordMark {
  number: string;
  updatedAt: string | null;
}

/** A value that was read from a code. */
export interface Coded<Value> {
  value: Value;
  /** The code as sent. */
  raw: string | null;
}

/** A penalty case, as the platform that keeps cases has it. */
export interface CaseStatement extends DecisionStatement {
  number: string;
  stage: Coded<CaseStage> | null;
  filedAt: string | null;
  /** What happened in it, in the order that the law gives. */
  course: readonly Moment[];
}

/** A case as it was filed with the province: a copy. */
export interface FilingStatement extends DecisionStatement {
  caseNo: string | null;
}

export interface DecisionStatement {
  decisionNo: string | null;
  decidedAt: string | null;
  fine: string | null;
}

export interface Moment {
  /** The field of the schema, below the case or the event. */
  field: string;
  at: string | null;
}

/** A number of another platform's that a record holds. */
export interface Named {
  what: 'CLUE' | 'CASE';
  number: string;
  /** The field of the section that shows it. */
  field: string;
}
