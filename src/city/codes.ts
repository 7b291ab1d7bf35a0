/** The codes of the city's contract in the schema's terms (lifecycle, sections 6.1 and 9); the compiler completes them. */
import type { components } from '../generated/city.ts';
import type {
  CaseProcedure,
  CaseStage,
  DisputeOutcome,
  DisputeState,
  DocumentKind,
  DocumentState,
  EventChannel,
  EventStatus,
  FeedbackOutcome,
  MatterKind,
  PartyKind,
  PenaltyKind,
  PlatformCode,
  TimelineAction,
  Urgency,
  VerificationOutcome,
} from '../generated/schema.ts';

type Codes = components['schemas'];

export const STATUS = {
  registered: { status: 'PENDING_DISPATCH', name: '已登记' },
  pending_dispatch: { status: 'PENDING_DISPATCH', name: '待分派' },
  dispatched: { status: 'PENDING_RECEIPT', name: '已交办' },
  processing: { status: 'IN_PROGRESS', name: '处置中' },
  returned: { status: 'RETURNED', name: '已退回' },
  in_dispute: { status: 'IN_DISPUTE', name: '争议协调中' },
  case_filed: { status: 'CASE_OPEN', name: '已立案' },
  suspended: { status: 'SUSPENDED', name: '已挂起' },
  pending_review: { status: 'PENDING_VERIFICATION', name: '待核查' },
  pending_close: { status: 'PENDING_CLOSURE', name: '待办结' },
  closed: { status: 'CLOSED', name: '已办结' },
  transferred: { status: 'TRANSFERRED', name: '已移送' },
  cancelled: { status: 'VOIDED', name: '已作废' },
  merged: { status: 'UNKNOWN', name: '已并案' },
} as const satisfies Record<Codes['CityStatusCode'], { status: EventStatus; name: string }>;

/** The platforms that a clue may name as its source; without one it began here. */
export const SOURCE = {
  grassroots: 'GRASSROOTS',
  province: 'PROVINCE',
} as const satisfies Record<Codes['CitySourcePlatformCode'], PlatformCode>;

/** The fields of a record's item. */
export const ITEM = { code: 'item_code', name: 'item_name' };

export const CHANNEL = {
  grid_report: 'GRID_REPORT',
  patrol: 'PATROL',
  hotline: 'HOTLINE',
  video: 'VIDEO',
  joint_inspection: 'JOINT_INSPECTION',
} as const satisfies Record<Codes['CityChannelCode'], EventChannel>;

export const URGENCY = {
  normal: 'NORMAL',
  urgent: 'URGENT',
  critical: 'CRITICAL',
} as const satisfies Record<Codes['CityUrgencyCode'], Urgency>;

export const ITEM_KIND = {
  supervision: 'SUPERVISION',
  enforcement: 'ENFORCEMENT',
} as const satisfies Record<Codes['CityItemKindCode'], MatterKind>;

export const DOCUMENT_KIND = {
  assignment: 'ASSIGNMENT',
  supervision: 'SUPERVISION_ORDER',
  recommendation: 'RECOMMENDATION',
  reminder: 'REMINDER',
} as const satisfies Record<Codes['CityDocumentTypeCode'], DocumentKind>;

export const DOCUMENT_STATE = {
  issued: 'ISSUED',
  signed: 'SIGNED',
  answered: 'ANSWERED',
  cancelled: 'CANCELLED',
} as const satisfies Record<Codes['CityDocumentStateCode'], DocumentState>;

export const OUTCOME = {
  rectified: 'RECTIFIED',
  persuaded: 'PERSUADED',
  penalised: 'PENALISED',
  no_violation: 'NO_VIOLATION',
  other: 'OTHER',
} as const satisfies Record<Codes['CityOutcomeCode'], FeedbackOutcome>;

export const VERIFICATION = {
  passed: 'PASSED',
  failed: 'FAILED',
} as const satisfies Record<Codes['CityVerificationOutcomeCode'], VerificationOutcome>;

export const PROCEDURE = {
  simple: 'SIMPLE',
  ordinary: 'ORDINARY',
} as const satisfies Record<Codes['CityProcedureCode'], CaseProcedure>;

export const CASE_STAGE = {
  filed: 'FILED',
  investigation: 'INVESTIGATION',
  review: 'REVIEW',
  notice: 'NOTICE',
  decision: 'DECISION',
  execution: 'EXECUTION',
  concluded: 'CONCLUDED',
  withdrawn: 'WITHDRAWN',
  transferred_out: 'TRANSFERRED_OUT',
} as const satisfies Record<Codes['CityCaseStageCode'], CaseStage>;

export const PARTY_KIND = {
  person: 'PERSON',
  organisation: 'ORGANISATION',
} as const satisfies Record<Codes['CityPartyKindCode'], PartyKind>;

export const PENALTY = {
  warning: 'WARNING',
  fine: 'FINE',
  confiscation: 'CONFISCATION',
  suspension: 'SUSPENSION',
  revocation: 'REVOCATION',
  other: 'OTHER',
} as const satisfies Record<Codes['CityPenaltyCode'], PenaltyKind>;

export const DISPUTE_STATE = {
  open: 'OPEN',
  resolved: 'RESOLVED',
} as const satisfies Record<Codes['CityDisputeStateCode'], DisputeState>;

export const DISPUTE_OUTCOME = {
  assigned: 'ASSIGNED',
  withdrawn: 'WITHDRAWN',
  not_actionable: 'NOT_ACTIONABLE',
} as const satisfies Record<Codes['CityDisputeOutcomeCode'], DisputeOutcome>;

/** `verify` of what was closed is `REOPEN`. */
export const LOG_ACTION = {
  register: 'REGISTER_CLUE',
  assign: 'DISPATCH',
  sign: 'SIGN',
  return: 'RETURN',
  feedback: 'FEEDBACK',
  verify: 'VERIFY',
  close: 'CLOSE',
  supervise: 'SUPERVISE',
  remind: 'REMIND',
  recommend: 'RECOMMEND',
  dispute: 'RAISE_DISPUTE',
  resolve_dispute: 'RESOLVE_DISPUTE',
  consult: 'CONSULT',
  transfer: 'TRANSFER',
  suspend: 'SUSPEND',
  resume: 'RESUME',
  extend: 'EXTEND',
  cancel: 'VOID',
  file_case: 'FILE_CASE',
  case_notice: 'CASE_NOTICE',
  case_decision: 'CASE_DECISION',
  case_served: 'CASE_SERVED',
  case_paid: 'CASE_PAID',
  case_concluded: 'CASE_CONCLUDED',
} as const satisfies Record<Codes['CityLogActionCode'], TimelineAction>;

/** The papers whose issue is an action of its own; an assignment's is the dispatch, the settled dispute or the transfer. */
export const DOCUMENT_ACTION = {
  supervision: 'SUPERVISE',
  recommendation: 'RECOMMEND',
  reminder: 'REMIND',
} as const satisfies Record<Exclude<Codes['CityDocumentTypeCode'], 'assignment'>, TimelineAction>;
