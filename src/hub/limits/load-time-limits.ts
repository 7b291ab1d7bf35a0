import { type Finding, FindingsError } from '../files/finding.ts';
import { SchemaFiles } from '../files/schema-files.ts';
import { buildCalendar } from './calendar.ts';
import { checkCalendar } from './check-calendar.ts';
import type { CalendarFile, LimitsFile } from './limit-files.ts';
import type { TimeLimits } from './time-limits.ts';

/**
 * Reads and checks the table of limits and the holiday calendar.
 *
 * @param directory the folder that holds `limits/`, such as `schema`.
 * @throws FindingsError with every finding of both files.
 */
export async function loadTimeLimits(directory: string | URL): Promise<TimeLimits> {
  const { timeLimits, findings } = await checkTimeLimits(directory);
  if (!timeLimits) throw new FindingsError({ en: "the time limits'", zh: '时限和日历' }, findings);
  return timeLimits;
}

/** The same without throwing. */
export async function checkTimeLimits(
  directory: string | URL,
  called?: string,
): Promise<{ timeLimits: TimeLimits | null; findings: readonly Finding[] }> {
  const files = new SchemaFiles(directory, called);
  const limits = files.read<LimitsFile>('limits/limits.yaml', 'limits/limits');
  const calendar = files.read<CalendarFile>('limits/calendar.yaml', 'limits/calendar');
  if (calendar.value) files.add(checkCalendar(calendar.name, calendar.value));
  const findings = await files.findings();
  if (files.broken) return { timeLimits: null, findings };
  // No error means no hole: what was checked is what the types say.
  const [{ limits: table }, days] = [limits.value as LimitsFile, calendar.value as CalendarFile];
  return { timeLimits: { limits: table, calendar: buildCalendar(days) }, findings };
}
