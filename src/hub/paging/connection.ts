import { decodePositionCursor, encodePositionCursor } from './cursor.ts';
import { pageSize } from './page-size.ts';
import { BEGINNING, type NativePage, readOn } from './position.ts';

export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** With how many match in all, where the platform counts. */
export interface Counted<Node> extends Connection<Node> {
  totalCount: number;
}

export interface Paging {
  first?: number | null;
  after?: string | null;
}

/**
 * A page of a list that one platform pages in its own way: at most one call more than a page of it holds.
 *
 * @param asked the fingerprint of the list and its filter.
 * @throws `BAD_USER_INPUT` for a page size out of bounds, `INVALID_CURSOR`, or as the platform's call does.
 */
export async function connection<Node>(
  { first, after }: Paging,
  asked: string,
  ask: (page: string | null, enough: number) => Promise<NativePage<Node>>,
): Promise<Connection<Node>> {
  const size = pageSize(first);
  const from = after == null ? BEGINNING : decodePositionCursor(after, asked);
  const { items, next } = await readOn(from, size, ask);
  const edges = items.map(({ item, behind }) => ({
    cursor: encodePositionCursor(behind, asked),
    node: item,
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: next !== null,
      hasPreviousPage: after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
