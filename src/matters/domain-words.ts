/** The values of the domain as people say them (the glossary's words); the compiler completes each table. */
import type { EventStatus } from '../generated/schema.ts';
import type { Procedure, RegionLevel } from '../hub/catalogue/catalogue.ts';
import type { Text } from './text.ts';

export const PROCEDURE: Readonly<Record<Procedure, Text>> = {
  SIMPLE: { en: 'simple procedure', zh: '简易程序' },
  ORDINARY: { en: 'ordinary procedure', zh: '普通程序' },
};

export const REGION_LEVEL: Readonly<Record<RegionLevel, Text>> = {
  CITY: { en: 'city', zh: '市' },
  COUNTY: { en: 'county', zh: '县（市、区）' },
  FUNCTIONAL_ZONE: { en: 'functional zone', zh: '开发区' },
  SUBDISTRICT: { en: 'subdistrict', zh: '街道' },
  TOWN: { en: 'town', zh: '镇' },
  TOWNSHIP: { en: 'township', zh: '乡' },
};

/** In Chinese alone: who reads English reads the value that the API gives. */
export const STATUS: Readonly<Record<EventStatus, string>> = {
  PENDING_ACCEPTANCE: '待受理',
  PENDING_DISPATCH: '待分派',
  PENDING_RECEIPT: '待签收',
  RETURNED: '已退回',
  IN_DISPUTE: '争议协调中',
  IN_PROGRESS: '处置中',
  CASE_OPEN: '查处中（已立案）',
  SUSPENDED: '已挂起',
  PENDING_VERIFICATION: '待核查',
  PENDING_CLOSURE: '待办结',
  CLOSED: '已办结',
  TRANSFERRED: '已移送',
  VOIDED: '已作废',
  UNKNOWN: '未知',
};
