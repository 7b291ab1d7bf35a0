/** The hotline's records: few and plain, counted back from the instant that the world is anchored to. */
import { formatRfc3339, localDay } from '../local-time.ts';

export interface Ticket {
  number: string;
  title: string;
  content: string;
  class: string;
  className: string;
  region: string;
  address: string;
  receivedAt: string;
  status: string;
  changedAt: string;
  dueAt: string;
  closedAt?: string;
  updatedAt: string;
  version: number;
  department: string;
  caller: { name: string; phone: string };
  satisfaction?: number;
  log: { id: string; action: string; at: string; from?: string; to: string; by: string; note?: string }[];
}

/** Of the first four an event may be told the matter once they are mapped; the last has no matter here. */
export const CLASSES = [
  { code: 'RX0101', name: '擅自在城市街道两侧和公共场地堆放物料、占道经营', active: true },
  { code: 'RX0102', name: '随意倾倒、抛撒、堆放生活垃圾', active: true },
  { code: 'RX0104', name: '在建筑物、设施以及树木上涂写、刻画或者张挂、张贴宣传品', active: true },
  { code: 'RX0105', name: '随意倾倒、抛撒或者堆放建筑垃圾', active: true },
  { code: 'RX9901', name: '水电煤气费咨询', active: true },
];

/** Where they come from: a county's code, or a township's. */
const REGIONS = ['331102', '331102001', '331122', '331181'];

/** How far the ticket in each place is, and by which steps it came there. */
const COURSES = [
  ['CALL'],
  ['CALL', 'ASSIGN'],
  ['CALL', 'ASSIGN', 'SIGN'],
  ['CALL', 'ASSIGN', 'SIGN', 'REPLY'],
  ['CALL', 'ASSIGN', 'SIGN', 'REPLY', 'CALLBACK', 'CLOSE'],
  ['CALL', 'CANCEL'],
];
const AFTER: Record<string, string> = {
  CALL: 'RECEIVED',
  ASSIGN: 'ASSIGNED',
  SIGN: 'HANDLING',
  REPLY: 'CALLBACK',
  CALLBACK: 'CALLBACK',
  CLOSE: 'CLOSED',
  CANCEL: 'CANCELLED',
};

const COUNT = 30;
const [HOUR, DAY] = [3_600, 86_400];

/** The newest first, of one second by number, as the contract lists them. @param now Unix seconds. */
export function ticketsUntil(now: number): Ticket[] {
  return Array.from({ length: COUNT }, (_, place) => {
    const at = now - HOUR - place * 7 * HOUR;
    const { code, name } = CLASSES[place % CLASSES.length]!;
    const course = COURSES[place % COURSES.length]!;
    const number = `RX${localDay(at).replaceAll('-', '')}${String(COUNT - place).padStart(4, '0')}`;
    const log = course.map((action, step) => ({
      id: `${step + 1}`,
      action,
      at: formatRfc3339(at + step * 10 * 60),
      ...(step > 0 && { from: AFTER[course[step - 1]!]! }),
      to: AFTER[action]!,
      by: '陈*',
    }));
    const last = log.at(-1)!;
    return {
      number,
      title: `来电反映：${name}`,
      content: `来电人反映有人${name}，希望尽快处理。`,
      class: code,
      className: name,
      region: REGIONS[place % REGIONS.length]!,
      address: `解放街${place + 1}号`,
      receivedAt: formatRfc3339(at),
      status: last.to,
      changedAt: last.at,
      dueAt: formatRfc3339(at + 3 * DAY),
      ...(last.to === 'CLOSED' && { closedAt: last.at, satisfaction: 4 }),
      updatedAt: last.at,
      version: log.length,
      department: '331102ZFJ',
      caller: { name: '李*', phone: '138****0012' },
      log,
    };
  });
}
