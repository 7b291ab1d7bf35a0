import type { Matter } from '../../catalogue/catalogue.ts';
import { allOf, isDispatched, leaderOf, presentOf, type Rule } from '../comparison.ts';
import { matterCodes, said } from '../said.ts';
import type { Coded, Testimony } from '../testimony.ts';

/**
 * An item outside the bound that the origin's code sets, or inside it and yet another than the one written back
 * (sections 5 and 13). Where the origin's code is unmapped there is no bound; an unmapped item says nothing.
 */
export const matterConflict: Rule = (comparison, settled) => {
  const { own, event } = comparison;
  const bound = own.bound?.value ?? [];
  if (bound.length === 0) return [];
  const isOutside = ({ item }: Testimony) => isMapped(item) && isApart(item.value, bound);
  const outside = allOf(comparison).filter(isOutside);
  // No write-back cures what is outside; one more may still bring what is inside together.
  const another = presentOf(comparison).filter(
    other =>
      !isOutside(own) &&
      !isOutside(other) &&
      isMapped(own.item) &&
      isMapped(other.item) &&
      isApart(own.item.value, other.item.value) &&
      settled(own, other),
  );
  if (outside.length + another.length === 0) return [];
  const items = allOf(comparison).flatMap(record =>
    isMapped(record.item) ? said(record, matterCodes(record.item.value), record.item.raw) : [],
  );
  // Where the origin's code is an item itself, it is said once.
  const isItem = own.bound?.raw === own.item?.raw;
  const values = isItem ? items : [said(own, matterCodes(bound), own.bound?.raw), ...items];
  return [{ kind: 'MATTER_CONFLICT', field: 'matter', values, chosen: event.matter.matter && own.platform }];
};

/** The leader has an item that would decide between several matters, and it was not written back. */
export const writeBackMissing: Rule = (comparison, settled) => {
  const { own } = comparison;
  const leader = leaderOf(comparison);
  const bound = own.bound?.value ?? [];
  if (!own.awaitsItem || bound.length < 2 || !isDispatched(own)) return [];
  if (!leader || !isMapped(leader.item) || isApart(leader.item.value, bound) || !settled(own, leader))
    return [];
  const values = [said(own, null), said(leader, matterCodes(leader.item.value), leader.item.raw)];
  return [{ kind: 'WRITE_BACK_MISSING', field: 'matter', values, chosen: null }];
};

function isMapped(item: Testimony['item']): item is Coded<readonly Matter[]> {
  return item !== null && item.value.length > 0;
}

function isApart(some: readonly Matter[], others: readonly Matter[]): boolean {
  return !some.some(matter => others.includes(matter));
}
