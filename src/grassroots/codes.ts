/** The codes of the grassroots system's contract in the schema's terms (lifecycle, sections 6.1 and 10); the compiler completes them. */
import type { components } from '../generated/grassroots.ts';
import type {
  EventStatus,
  FeedbackOutcome,
  TimelineAction,
  Urgency,
  VerificationOutcome,
  VoidReason,
} from '../generated/schema.ts';

type Codes = components['schemas'];

export const STATUS = {
  DSL: { status: 'PENDING_ACCEPTANCE', name: '待受理' },
  BYSL: { status: 'VOIDED', name: '不予受理' },
  DFP: { status: 'PENDING_DISPATCH', name: '待分派' },
  DQS: { status: 'PENDING_RECEIPT', name: '待签收' },
  YTH: { status: 'RETURNED', name: '已退回' },
  ZYZ: { status: 'IN_DISPUTE', name: '争议中' },
  CLZ: { status: 'IN_PROGRESS', name: '处理中' },
  YLA: { status: 'CASE_OPEN', name: '已立案' },
  YGQ: { status: 'SUSPENDED', name: '已挂起' },
  DHC: { status: 'PENDING_VERIFICATION', name: '待核查' },
  YBJ: { status: 'CLOSED', name: '已办结' },
  YYS: { status: 'TRANSFERRED', name: '已移送' },
  YZF: { status: 'VOIDED', name: '已作废' },
  QTZT: { status: 'UNKNOWN', name: '其他状态' },
} as const satisfies Record<Codes['GrassrootsStatusCode'], { status: EventStatus; name: string }>;

export const URGENCY = {
  '1': 'NORMAL',
  '2': 'URGENT',
  '3': 'CRITICAL',
} as const satisfies Record<Codes['GrassrootsUrgencyCode'], Urgency>;

export const VOID_REASON = {
  '1': 'NOT_ACCEPTED',
  '2': 'DUPLICATE',
  '3': 'FALSE_REPORT',
  '4': 'WITHDRAWN',
  '5': 'NOT_ACTIONABLE',
} as const satisfies Record<Codes['GrassrootsVoidTypeCode'], VoidReason>;

export const OUTCOME = {
  '1': 'RECTIFIED',
  '2': 'PERSUADED',
  '3': 'PENALISED',
  '4': 'NO_VIOLATION',
  '9': 'OTHER',
} as const satisfies Record<Codes['GrassrootsOutcomeCode'], FeedbackOutcome>;

export const VERIFICATION = {
  '1': 'PASSED',
  '2': 'FAILED',
} as const satisfies Record<Codes['GrassrootsVerificationOutcomeCode'], VerificationOutcome>;

/** `HC` of what was closed is `REOPEN`. */
export const LOG_ACTION = {
  SB: 'REPORT',
  SL: 'ACCEPT',
  FP: 'DISPATCH',
  QS: 'SIGN',
  TH: 'RETURN',
  FK: 'FEEDBACK',
  LA: 'FILE_CASE',
  HC: 'VERIFY',
  BJ: 'CLOSE',
  ZY: 'RAISE_DISPUTE',
  ZJ: 'RESOLVE_DISPUTE',
  YS: 'TRANSFER',
  GQ: 'SUSPEND',
  HF: 'RESUME',
  YQ: 'EXTEND',
  ZF: 'VOID',
} as const satisfies Record<Codes['GrassrootsLogActionCode'], TimelineAction>;
