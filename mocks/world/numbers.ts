/** Numbers of records and documents. All are made of a date and the event's own digits, so that none occurs twice. */

import type { Department } from './catalogue.ts';
import { placeOf } from './catalogue.ts';
import type { Course, Step } from './course.ts';
import { stepOf } from './course.ts';
import type { Plan } from './plan.ts';
import { packedDate, yearOf } from './times.ts';

/** With a prefix, the day and the event's digits. */
export const numbered = (prefix: string, at: number, { digits }: Plan): string =>
  `${prefix}${packedDate(at)}${digits}`;

/** The city's number of the clue; an event that began there has it from the start. */
export function clueNo(plan: Plan, course: Course): string | null {
  if (plan.origin === 'city') return plan.no;
  const registered = stepOf(course, 'registerClue');
  return registered ? numbered('XS', registered.at, plan) : null;
}

/** The grassroots system's number: its own, or one of an apart range for an event that was sent down when dispatched. */
export function grassrootsNo(plan: Plan, course: Course): string | null {
  if (plan.origin === 'grassroots') return plan.no;
  if (plan.sentDownDigits === null || !stepOf(course, 'dispatch')) return null;
  return `SJ${packedDate(plan.reportedAt)}${plan.sentDownDigits}`;
}

export function caseNo(plan: Plan, course: Course): string | null {
  const filed = stepOf(course, 'fileCase');
  return filed ? numbered('AJ', filed.at, plan) : null;
}

/** The province's own number: the task's for an event that began there, else that of the filing. */
export function provinceNo(plan: Plan, course: Course): string | null {
  if (plan.origin === 'province') return plan.no;
  const filed = stepOf(course, 'fileCase');
  return filed ? numbered('ZF', filed.at, plan) : null;
}

/** Of the inspection task that an event of the province's own was born of: it has the event's day and digits. */
export const taskNo = (eventNo: string): string => `JC${eventNo.slice(2)}`;

export const planNo = (reportedAt: number, county: string, category: string): string =>
  `JH${yearOf(reportedAt)}${county}${category}`;

/** The command that all platforms note with a step; null for what a platform does on its own. */
export const commandNo = (plan: Plan, { command }: Step): string | null =>
  command === null ? null : `c-${plan.serial}-${String(command).padStart(2, '0')}`;

export const filingNo = (plan: Plan, filedAt: number): string =>
  `BA${plan.place.county}${packedDate(filedAt)}${plan.serial}`;

const COUNTY_MARKS: Record<string, string> = { 331100: '市', 331171: '开', 331102: '莲' };
const KIND_MARKS: Record<string, string> = {
  ZFJ: '综执',
  ZFD: '综执',
  JSJ: '建',
  ZRJ: '自然资规',
  HBJ: '环',
  SLJ: '水',
  LYJ: '林',
  NYJ: '农',
  JTJ: '交',
  GAJ: '公',
  SJJ: '市监',
  SWJ: '商',
  YJJ: '应急',
  XFD: '消',
  MZJ: '民',
  RSJ: '人社',
  JYJ: '教',
  WLJ: '文旅',
  WJW: '卫健',
  FGW: '发改',
  QXJ: '气',
  GDB: '国动',
};

/** `丽莲综执交〔2024〕312号`: county, department, kind of document, year and number. */
export function documentNo(department: Department, mark: string, at: number, number: number): string {
  const county = department.region.slice(0, 6);
  const where = COUNTY_MARKS[county] ?? placeOf(county).name.slice(0, 1);
  return `丽${where}${KIND_MARKS[department.kind] ?? '综执'}${mark}〔${yearOf(at)}〕${number}号`;
}

export const decisionNo = (department: Department, at: number, plan: Plan): string =>
  documentNo(department, '罚决', at, plan.serial);
