import { expect } from '@jest/globals';
import type { EventFilter } from '../../client/index.js';
import type { DiscrepancyKind } from '../../src/generated/schema.ts';
import type { AnyAnswer, Running } from './running.ts';

export interface Said {
  platform: string;
  record: string | null;
  value: string | null;
  rawCode: string | null;
  asOf: string | null;
}

export interface Found {
  event: string | null;
  kind: string;
  field: string;
  chosen: string | null;
  detectedAt: string | null;
  values: Said[];
}

export const DISCREPANCY = 'kind field chosen detectedAt values { platform record value rawCode asOf }';

export interface WalkOptions {
  filter?: { kinds?: DiscrepancyKind[]; events?: EventFilter };
  /** Page size; 50 by default. */
  first?: number;
}

export interface WalkedDiscrepancies {
  found: Found[];
  /** Each page as it came. */
  pages: Pick<Page, 'edges' | 'examined' | 'incomplete'>[];
}

interface Page {
  edges: { cursor: string }[];
  nodes: { event: { id: string } | null; discrepancy: Omit<Found, 'event'> }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  examined: number;
  incomplete: string[];
}

/** Reads the list of discrepancies page by page to its end; no page may have an error. */
export async function walkDiscrepancies(
  hub: Running,
  { filter, first = 50 }: WalkOptions = {},
): Promise<WalkedDiscrepancies> {
  const walked: WalkedDiscrepancies = { found: [], pages: [] };
  const page = `query ($filter: DiscrepancyFilter, $first: Int, $after: String) {
    discrepancies(filter: $filter, first: $first, after: $after) {
      examined incomplete
      pageInfo { hasNextPage endCursor }
      edges { cursor }
      nodes { event { id } discrepancy { ${DISCREPANCY} } }
    }
  }`;
  for (let after: string | null = null; ; ) {
    const { data, errors }: AnyAnswer = await hub.query(page, { filter, first, after });
    expect(errors).toEqual([]);
    const { nodes, pageInfo, ...rest }: Page = data.discrepancies;
    for (const { event, discrepancy } of nodes)
      walked.found.push({ event: event?.id ?? null, ...discrepancy });
    walked.pages.push(rest);
    if (!pageInfo.hasNextPage) return walked;
    // Where to go on is said on an empty page too.
    expect(pageInfo.endCursor).toEqual(expect.any(String));
    after = pageInfo.endCursor;
  }
}
