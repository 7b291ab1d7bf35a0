/**
 * Reading on in a list that a platform pages in its own way. A place in it is a page and how many of it were given: that
 * means the same in every request where pages have one size whatever a client asks for, and where a page begins at its
 * name and may be as long as is asked.
 */

export interface Position {
  /** What the platform calls the page: a number, an id, a cursor of its own; null for the first. */
  page: string | null;
  /** How many of that page were given. */
  given: number;
}

export const BEGINNING: Position = { page: null, given: 0 };

/** One page of the platform; `next` is null at the end of the list. */
export interface NativePage<Item> {
  items: readonly Item[];
  next: string | null;
}

export interface ReadOn<Item> {
  /** Each with the position behind it. */
  items: { item: Item; behind: Position }[];
  /** Where the list goes on behind the last; null where nothing follows. */
  next: Position | null;
}

/**
 * Up to `wanted` items from a position on. It asks once, and again only where a page ends before there are enough,
 * at most `most` times.
 *
 * @param ask gives a page; a page that is its own next is the end, since it would be asked for ever. It is told how
 *   long the page has to be for one call to do, for platforms that take a length.
 */
export async function readOn<Item>(
  from: Position,
  wanted: number,
  ask: (page: string | null, enough: number) => Promise<NativePage<Item>>,
  most = Number.POSITIVE_INFINITY,
): Promise<ReadOn<Item>> {
  const items: ReadOn<Item>['items'] = [];
  let position: Position | null = from;
  for (let asked = 0; position && items.length < wanted && asked < most; asked++) {
    const { page, given }: Position = position;
    const native = await ask(page, given + wanted - items.length);
    const until = Math.min(given + wanted - items.length, native.items.length);
    const next = native.next === page ? null : native.next;
    const behind = (taken: number): Position | null => {
      if (taken < native.items.length) return { page, given: taken };
      return next === null ? null : { page: next, given: 0 };
    };
    for (let index = given; index < until; index++)
      items.push({ item: native.items[index]!, behind: behind(index + 1) ?? { page, given: index + 1 } });
    position = behind(Math.max(until, Math.min(given, native.items.length)));
  }
  return { items, next: position };
}
