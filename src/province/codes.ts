/** The codes of the province's contract in the schema's terms (lifecycle, sections 6.1 and 8); the compiler completes them. */
import type { components } from '../generated/province.ts';
import type {
  CaseProcedure,
  CaseStage,
  DelegationChangeKind,
  DelegationState,
  EventStatus,
  MatterKind,
  TimelineAction,
  Urgency,
} from '../generated/schema.ts';

type Codes = components['schemas'];

export const STATUS = {
  '11': { status: 'PENDING_DISPATCH', name: '待交办' },
  '20': { status: 'PENDING_RECEIPT', name: '待签收' },
  '21': { status: 'IN_PROGRESS', name: '办理中' },
  '22': { status: 'IN_PROGRESS', name: '延期办理' },
  '23': { status: 'RETURNED', name: '已退回' },
  '29': { status: 'SUSPENDED', name: '中止办理' },
  '30': { status: 'CASE_OPEN', name: '立案办理' },
  '31': { status: 'CASE_OPEN', name: '已作出决定' },
  '40': { status: 'PENDING_VERIFICATION', name: '待复核' },
  '90': { status: 'CLOSED', name: '已办结' },
  '91': { status: 'TRANSFERRED', name: '移送其他机关' },
  '98': { status: 'UNKNOWN', name: '历史数据归档' },
  '99': { status: 'VOIDED', name: '撤销' },
} as const satisfies Record<Codes['ProvinceEventStatusCode'], { status: EventStatus; name: string }>;

/** The fields of a record's item. */
export const ITEM = { code: 'itemCode', name: 'itemName' };

export const URGENCY = {
  '1': 'NORMAL',
  '2': 'URGENT',
  '3': 'CRITICAL',
} as const satisfies Record<Codes['ProvinceUrgencyCode'], Urgency>;

export const ITEM_KIND = {
  '1': 'SUPERVISION',
  '2': 'ENFORCEMENT',
} as const satisfies Record<Codes['ProvinceItemKindCode'], MatterKind>;

export const CASE_STAGE = {
  '1': 'FILED',
  '2': 'INVESTIGATION',
  '3': 'REVIEW',
  '4': 'NOTICE',
  '5': 'DECISION',
  '6': 'EXECUTION',
  '7': 'CONCLUDED',
  '8': 'WITHDRAWN',
  '9': 'TRANSFERRED_OUT',
} as const satisfies Record<Codes['ProvinceCaseStageCode'], CaseStage>;

export const PROCEDURE = {
  '1': 'SIMPLE',
  '2': 'ORDINARY',
} as const satisfies Record<Codes['ProvinceProcedureCode'], CaseProcedure>;

export const LOG_ACTION = {
  report: 'REPORT',
  dispatch: 'DISPATCH',
  sign: 'SIGN',
  return: 'RETURN',
  feedback: 'FEEDBACK',
  review: 'VERIFY',
  close: 'CLOSE',
  reopen: 'REOPEN',
  oversight: 'OVERSIGHT',
  transfer: 'TRANSFER',
  suspend: 'SUSPEND',
  resume: 'RESUME',
  extend: 'EXTEND',
  revoke: 'VOID',
  filing: 'FILING',
  decision: 'FILING_DECISION',
  conclude: 'FILING_CONCLUDED',
} as const satisfies Record<Codes['ProvinceLogActionCode'], TimelineAction>;

export const DELEGATION_STATE = {
  '1': 'IN_FORCE',
  '2': 'WITHDRAWN',
  '3': 'ENDED',
} as const satisfies Record<Codes['ProvinceDelegationStateCode'], DelegationState>;

export const DELEGATION_CHANGE = {
  '1': 'ADDED',
  '2': 'REMOVED',
} as const satisfies Record<Codes['ProvinceDelegationChangeCode'], DelegationChangeKind>;
