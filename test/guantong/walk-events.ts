import { expect } from '@jest/globals';
import type { EventFilter } from '../../client/index.js';
import type { Diagnostic } from '../../src/upstream/notes.ts';
import type { AnyAnswer, Running } from './running.ts';

export interface WalkOptions {
  filter?: EventFilter;
  /** Page size; 50 by default. */
  first?: number;
  /** Called between two pages. */
  between?: () => void;
}

export interface Walked {
  // biome-ignore lint/suspicious/noExplicitAny: each walk selects what it needs
  nodes: any[];
  /** Every `totalCount` that a page gave. */
  totals: Set<number>;
  diagnostics: Diagnostic[];
}

/** Reads a list of events page by page to its end; no page may have an error. */
export async function walkEvents(
  hub: Running,
  selection: string,
  { filter = {}, first = 50, between = () => {} }: WalkOptions = {},
): Promise<Walked> {
  const walked: Walked = { nodes: [], totals: new Set(), diagnostics: [] };
  const page = `query ($filter: EventFilter, $first: Int, $after: String) {
    events(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id ${selection} }
    }
  }`;
  for (let after: string | null = null; ; between()) {
    const { data, errors, extensions }: AnyAnswer = await hub.query(page, { filter, first, after });
    expect(errors).toEqual([]);
    walked.nodes.push(...data.events.nodes);
    walked.totals.add(data.events.totalCount);
    walked.diagnostics.push(...(extensions.diagnostics ?? []));
    if (!data.events.pageInfo.hasNextPage) return walked;
    after = data.events.pageInfo.endCursor;
  }
}
