interface Words {
  zh: string;
  en: string;
}

/** `schema/limits/limits.yaml`. */
export interface LimitsFile {
  limits: Record<LimitId, Limit>;
}

/** The limits by their number in the table (lifecycle, section 4). */
export type LimitId =
  | 'L1'
  | 'L2'
  | 'L3'
  | 'L4'
  | 'L5'
  | 'L6'
  | 'L7'
  | 'L8'
  | 'L9'
  | 'L10'
  | 'L11'
  | 'L12'
  | 'L13'
  | 'L14';

export interface Limit extends Words {
  starts: Words;
  limit: Period;
  /** For urgent and critical events; the same where absent. */
  urgent?: Period;
  source: string;
  note?: string;
}

export type Unit = 'minutes' | 'hours' | 'working_days' | 'days';

/** One unit and how many of it. */
export type Period = Partial<Record<Unit, number>>;

/** `schema/limits/calendar.yaml`. Keys are years, days are written 2025-10-01. */
export interface CalendarFile {
  years: Record<string, Year>;
}

export interface Year {
  notice: string;
  holidays: Holiday[];
}

export interface Holiday extends Words {
  /** The first and the last day off. */
  from: string;
  to: string;
  /** Saturdays and Sundays worked instead. */
  workdays: string[];
}
