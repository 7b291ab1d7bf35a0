/** The statistics measures, which mean the same on all three platforms (lifecycle.md section 7). */
import { localDay } from './local-time.ts';
import type { CodeColumn, TimeColumn } from './table/columns.ts';
import type { Rows } from './table/rows.ts';

/** `open`: may become overdue. `other`: suspended, or a code without an equal, listed or not. */
export type Phase = 'open' | 'other' | 'voided' | 'closed' | 'transferred';

/** What the measures need to know of events. */
export interface Standings {
  at: Float64Array;
  columns: { status: CodeColumn; dueAt: TimeColumn; closedAt: TimeColumn };
}

export interface Measures {
  total: number;
  voided: number;
  closed: number;
  transferred: number;
  /** Closed, with closing time ≤ due time. */
  closedOnTime: number;
  openOverdue: number;
  /** For closed: whole hours from report to closing, rounded up → count; sparse, ascending. */
  hoursHistogram: Map<number, number>;
}

/** What rows are grouped by: each has a code below `count`, which stands for a text. */
export interface Key {
  name: string;
  count: number;
  of(row: number): number;
  text(code: number): string;
}

/** By what is made of the text in a column. */
export function keyOf(name: string, { data, values }: CodeColumn, textOf: (text: string) => string): Key {
  const { codes, texts } = coded(values.map(textOf));
  return { name, count: texts.length, of: row => codes[data[row]!]!, text: code => texts[code]! };
}

/** By what is made of the texts in two columns. */
export function keyOfBoth(
  name: string,
  first: CodeColumn,
  second: CodeColumn,
  textOf: (first: string, second: string) => string,
): Key {
  const width = second.values.length;
  const { codes, texts } = coded(first.values.flatMap(one => second.values.map(other => textOf(one, other))));
  const [firsts, seconds] = [first.data, second.data];
  return {
    name,
    count: texts.length,
    of: row => codes[firsts[row]! * width + seconds[row]!]!,
    text: code => texts[code]!,
  };
}

/** By what is made of the texts of two keys. */
export function joined(
  name: string,
  one: Key,
  other: Key,
  textOf: (one: string, other: string) => string,
): Key {
  const width = other.count;
  const pairs = Array.from({ length: one.count * width }, (_, at) =>
    textOf(one.text(Math.floor(at / width)), other.text(at % width)),
  );
  const { codes, texts } = coded(pairs);
  return {
    name,
    count: texts.length,
    of: row => codes[one.of(row) * width + other.of(row)]!,
    text: code => texts[code]!,
  };
}

/** By the local day of the time by which a list is ordered. */
export function keyOfDay(name: string, at: Float64Array, length: number, textOf = (day: string) => day): Key {
  const dayAt = (row: number) => Math.floor((at[row]! + 8 * 3600) / 86_400);
  const first = length === 0 ? 0 : dayAt(length - 1);
  const count = length === 0 ? 0 : dayAt(0) - first + 1;
  return {
    name,
    count,
    of: row => dayAt(row) - first,
    text: code => textOf(localDay((first + code) * 86_400)),
  };
}

/** A code for each different text, in the order of texts. */
function coded(all: readonly string[]): { codes: number[]; texts: string[] } {
  const known = new Map<string, number>();
  const codes = all.map(text => {
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
  return { codes, texts: [...known.keys()] };
}

/** A test for rows that are overdue. */
export function overdue(
  { columns: { status, dueAt } }: Standings,
  phaseOf: (status: string) => Phase,
  nowSeconds: number,
): (row: number) => boolean {
  const open = Uint8Array.from(status.values, code => (phaseOf(code) === 'open' ? 1 : 0));
  const [statuses, due] = [status.data, dueAt.data];
  return row => open[statuses[row]!] === 1 && due[row]! < nowSeconds;
}

/**
 * One row per combination of keys that occurs, in the order of first occurrence; with no keys, one row for all, if
 * there is anything. At most two keys.
 */
export function measureGroups(
  rows: Rows,
  standings: Standings,
  phaseOf: (status: string) => Phase,
  keys: readonly Key[],
  nowSeconds: number,
): { keys: [name: string, text: string][]; measures: Measures }[] {
  const { at, columns } = standings;
  const [statuses, due, closed] = [columns.status.data, columns.dueAt.data, columns.closedAt.data];
  const phases = columns.status.values.map(phaseOf);
  const [first, second] = keys;
  const width = second?.count ?? 1;
  const groupAt = new Int32Array((first?.count ?? 1) * width);
  const groups: { code: number; measures: Measures; timed: number }[] = [];
  // Of each closed event that counts, the hours that it took and its group.
  const hours = new Uint32Array(rows.length);
  const ofGroup = new Uint32Array(rows.length);
  let timed = 0;
  for (let place = 0; place < rows.length; place++) {
    const row = rows.at(place);
    const code = (first ? first.of(row) : 0) * width + (second ? second.of(row) : 0);
    if (groupAt[code] === 0) groupAt[code] = groups.push({ code, measures: nothing(), timed: 0 });
    const group = groups[groupAt[code]! - 1]!;
    const { measures } = group;
    measures.total++;
    const phase = phases[statuses[row]!]!;
    if (phase === 'closed') {
      measures.closed++;
      if (closed[row]! <= due[row]!) measures.closedOnTime++;
      // A closing before the report (the planted TIME_ORDER) is left out of the histogram (section 12).
      if (closed[row]! >= at[row]!) {
        hours[timed] = Math.ceil((closed[row]! - at[row]!) / 3600);
        ofGroup[timed++] = groupAt[code]! - 1;
        group.timed++;
      }
    } else if (phase === 'open') {
      if (due[row]! < nowSeconds) measures.openOverdue++;
    } else if (phase === 'voided') measures.voided++;
    else if (phase === 'transferred') measures.transferred++;
  }
  const histograms = histogramsOf(
    groups.map(group => group.timed),
    ofGroup.subarray(0, timed),
    hours,
  );
  return groups.map(({ code, measures }, nth) => ({
    keys: keys.map((key, at) => [key.name, key.text(at === 0 ? Math.floor(code / width) : code % width)]),
    measures: { ...measures, hoursHistogram: histograms[nth]! },
  }));
}

/** How often each number of hours occurs in each group, ascending. */
function histogramsOf(counts: number[], ofGroup: Uint32Array, hours: Uint32Array): Map<number, number>[] {
  const begins = new Uint32Array(counts.length);
  for (let group = 1; group < counts.length; group++) begins[group] = begins[group - 1]! + counts[group - 1]!;
  const grouped = new Uint32Array(ofGroup.length);
  const next = begins.slice();
  let most = 0;
  for (let nth = 0; nth < ofGroup.length; nth++) {
    grouped[next[ofGroup[nth]!]!++] = hours[nth]!;
    most = Math.max(most, hours[nth]!);
  }
  const times = new Uint32Array(most + 1);
  return counts.map((count, group) => {
    const own = grouped.subarray(begins[group], begins[group]! + count);
    return count < FEW ? sortedOut(own) : countedOut(own, times);
  });
}

/** So few are sorted sooner than the array is looked through in which they would be counted. */
const FEW = 512;

function sortedOut(hours: Uint32Array): Map<number, number> {
  const histogram = new Map<number, number>();
  for (const hour of hours.sort()) histogram.set(hour, (histogram.get(hour) ?? 0) + 1);
  return histogram;
}

/** `times` is all zeros, before and after. */
function countedOut(hours: Uint32Array, times: Uint32Array): Map<number, number> {
  let longest = -1;
  for (const hour of hours) {
    times[hour]!++;
    if (hour > longest) longest = hour;
  }
  const histogram = new Map<number, number>();
  for (let hour = 0; hour <= longest; hour++) {
    if (times[hour] === 0) continue;
    histogram.set(hour, times[hour]!);
    times[hour] = 0;
  }
  return histogram;
}

const nothing = (): Measures => ({
  total: 0,
  voided: 0,
  closed: 0,
  transferred: 0,
  closedOnTime: 0,
  openOverdue: 0,
  hoursHistogram: new Map(),
});
