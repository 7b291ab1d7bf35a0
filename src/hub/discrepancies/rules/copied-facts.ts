/** Facts that the origin owns and the others copy (section 5). */
import type { DiscrepancyKind } from '../../../generated/schema.ts';
import type { Region } from '../../catalogue/catalogue.ts';
import { areApart } from '../apart.ts';
import { allOf, presentOf, type Rule } from '../comparison.ts';
import { metresBetween } from '../metres.ts';
import { regionName, said } from '../said.ts';
import type { Testimony } from '../testimony.ts';

const MOST_METRES = 500;

export const region = copied({
  kind: 'REGION_CONFLICT',
  field: 'region',
  read: ({ region }) => region,
  differ: (a, b) => !isWithin(a.value, b.value) && !isWithin(b.value, a.value),
  say: ({ value }) => regionName(value),
  raw: ({ raw }) => raw,
});

export const reportedTime = copied({
  kind: 'TIME_CONFLICT',
  field: 'reportedAt',
  read: ({ reportedAt }) => reportedAt,
  differ: areApart,
  say: time => time,
});

export const location = copied({
  kind: 'COPY_CONFLICT',
  field: 'location',
  read: ({ coordinates }) => coordinates,
  differ: (a, b) => metresBetween(a, b) > MOST_METRES,
  say: ({ lng, lat }) => `${lng},${lat}`,
});

export const dueTime = copied({
  kind: 'COPY_CONFLICT',
  field: 'finalDueAt',
  read: ({ dueAt }) => dueAt,
  differ: areApart,
  say: time => time,
  // The one of these that commands move (section 3): the others are copied once, and no write-back cures them.
  isWrittenBack: true,
});

interface Fact<Value> {
  kind: DiscrepancyKind;
  field: string;
  read(record: Testimony): Value | null;
  differ(own: Value, other: Value): boolean;
  say(value: Value): string;
  raw?(value: Value): string | null;
  isWrittenBack?: boolean;
}

function copied<Value>({ kind, field, read, differ, say, raw, isWrittenBack }: Fact<Value>): Rule {
  return (comparison, settled) => {
    const { own } = comparison;
    const fact = read(own);
    if (fact === null) return [];
    const differing = presentOf(comparison).filter(other => {
      const copy = read(other);
      return copy !== null && differ(fact, copy) && (!isWrittenBack || settled(own, other));
    });
    if (differing.length === 0) return [];
    const values = allOf(comparison).flatMap(record => {
      const value = read(record);
      return value === null ? [] : said(record, say(value), raw?.(value));
    });
    return [{ kind, field, values, chosen: own.platform }];
  };
}

function isWithin(region: Region, ancestor: Region): boolean {
  for (let one: Region | null = region; one; one = one.parent) if (one === ancestor) return true;
  return false;
}
