/** What who keeps the limits and the calendar is told of each slip, word for word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FindingsError, formatFinding } from '../../../src/hub/files/finding.ts';
import { checkTimeLimits, loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';
import { writtenFiles } from '../files/written-files.ts';
import { CALENDAR_SLIPS, type Edit, LIMIT_SLIPS } from './slips.ts';

async function findings(file: string, edits: Edit[]): Promise<string[]> {
  using files = writtenFiles();
  for (const edit of edits) files.edit(`limits/${file}`, ...edit);
  return (await checkTimeLimits(files.directory)).findings.map(formatFinding);
}

describe('a slip in the table of limits', () => {
  it.each(LIMIT_SLIPS)('that is %s', async (_, edit, words) => {
    expect(await findings('limits.yaml', [edit])).toContain(words);
  });
});

describe('a slip in the calendar', () => {
  it.each(CALENDAR_SLIPS)('that is %s', async (_, edits, words) => {
    expect(await findings('calendar.yaml', edits)).toEqual(words);
  });

  it('that does not write a year to its end is refused, since its other holidays would be working days', async () => {
    using files = writtenFiles();
    const text = readFileSync(join(files.directory, 'limits/calendar.yaml'), 'utf8');
    files.write(
      'limits/calendar.yaml',
      `${text.trimEnd()}
  2027:
    notice: 国务院办公厅关于2027年部分节假日安排的通知
    holidays:
      - { zh: 元旦, en: New Year, from: 2027-01-01, to: 2027-01-03, workdays: [] }
`,
    );
    const { findings } = await checkTimeLimits(files.directory);
    expect(findings.map(formatFinding)).toEqual([
      'schema/limits/calendar.yaml:35:3 years.2027: expected all holidays of 2027, got none on 劳动节 (2027-05-01), 国庆节 (2027-10-01); write the whole notice',
    ]);
  });

  it('that leaves a year out', async () => {
    using files = writtenFiles();
    const text = readFileSync(join(files.directory, 'limits/calendar.yaml'), 'utf8');
    files.write(
      'limits/calendar.yaml',
      text.slice(0, text.indexOf('  2025:')) + text.slice(text.indexOf('  2026:')),
    );
    const { findings } = await checkTimeLimits(files.directory);
    expect(findings.map(formatFinding)).toEqual([
      'schema/limits/calendar.yaml:16:3 years.2026: 2025 is missing before it; write the holidays of 2025 too',
    ]);
  });
});

describe('limits with mistakes', () => {
  it('are refused with every finding of both files at once', async () => {
    using files = writtenFiles();
    files.edit('limits/limits.yaml', 'limit: { hours: 4 }', 'limit: { hours: 4h }');
    files.edit('limits/calendar.yaml', 'to: 2025-02-04', 'to: 2025-02-30');
    const error = await loadTimeLimits(files.directory).catch(thrown => thrown);
    expect(error).toBeInstanceOf(FindingsError);
    expect(error.message.split('\n')).toEqual([
      "The time limits' files have 2 errors:",
      '  schema/limits/calendar.yaml:20:62 years.2025.holidays[1].to "2025-02-30": there is no such day; correct it',
      '  schema/limits/limits.yaml:18:21 limits.L2.limit.hours "4h": expected a whole number; write digits only, without unit, comma or space',
    ]);
  });

  it('are refused where a file is not there', async () => {
    using files = writtenFiles();
    files.remove('limits/calendar.yaml');
    const { timeLimits, findings } = await checkTimeLimits(files.directory);
    expect(timeLimits).toBeNull();
    expect(findings.map(formatFinding)).toEqual([
      'schema/limits/calendar.yaml: there is no such file; put it back',
    ]);
  });
});
