/**
 * The city's lists of what it coordinates (协调): documents and disputes, paged as it pages them, and forums.
 */
import type { Catalogue } from '../hub/catalogue/catalogue.ts';
import { type Counted, connection, type Paging } from '../hub/paging/connection.ts';
import { cursorTooOld, fingerprint } from '../hub/paging/cursor.ts';
import { noted } from '../hub/records/mapped.ts';
import type { Request } from '../request.ts';
import type { CityClient, Parameters } from './client.ts';
import { type Dispute, listedDispute } from './dispute.ts';
import { type EnforcementDocument, listedDocument } from './documents.ts';
import { type Forum, forum } from './forums.ts';

const PLATFORM = 'CITY';

/** The schema's name of a page of each list. */
const CONNECTION = { documents: 'DocumentConnection', disputes: 'DisputeConnection' } as const;

/** The most that a page of the city holds. */
const LONGEST_PAGE = 200;

/** Each page is one call, whatever its size: a page of the city begins at its cursor and is as long as is asked. */
export interface CityLists {
  /**
   * @param query null where nothing can match.
   * @throws `BAD_USER_INPUT` for a page size out of bounds, `INVALID_CURSOR`, also for one past its 24 hours.
   */
  documents(query: Parameters | null, paging: Paging): Promise<Counted<EnforcementDocument>>;
  /** The same. */
  disputes(query: Parameters, paging: Paging): Promise<Counted<Dispute>>;
  forums(year: number | null): Promise<Forum[]>;
}

export function cityLists(client: CityClient, catalogue: Catalogue, request: Request): CityLists {
  const { sources } = request;

  async function list<Node>(
    name: keyof typeof CONNECTION,
    query: Parameters | null,
    paging: Paging,
    read: (record: unknown) => Node,
  ): Promise<Counted<Node>> {
    const counts = request.selects(CONNECTION[name]).has('totalCount');
    let total: number | null = null;
    const page = await connection(paging, fingerprint({ list: name, ...query }), async (cursor, enough) => {
      if (!query) return { items: [], next: null };
      const limit = Math.min(enough, LONGEST_PAGE);
      const asked = { ...query, cursor, limit, include_total: counts ? 'true' : null };
      const native = await client[name](asked, request);
      if (!native) throw cursorTooOld();
      const { records, nextCursor } = native;
      total ??= native.total;
      // A cursor that leads to nothing is the end.
      return { items: records.map(read), next: records.length > 0 ? nextCursor : null };
    });
    return { ...page, totalCount: total ?? 0 }; // Where nobody reads it, it was not asked for.
  }

  return {
    documents: (query, paging) =>
      list('documents', query, paging, record => {
        const mapped = listedDocument(record, catalogue);
        return noted(mapped, sources, PLATFORM, mapped.value.number);
      }),
    disputes: (query, paging) =>
      list('disputes', query, paging, record => {
        const mapped = listedDispute(record, catalogue);
        const { disputeNo, clueNo, unmapped } = mapped.value;
        const number = clueNo ?? disputeNo;
        if (unmapped && number) sources.shownRaw(PLATFORM, 'UNMAPPED_CODE', unmapped.code, number);
        return noted(mapped, sources, PLATFORM, disputeNo);
      }),
    async forums(year) {
      const records = await client.forums({ year }, request);
      return records.map(record => {
        const mapped = forum(record, catalogue);
        return noted(mapped, sources, PLATFORM, mapped.value.forumNo);
      });
    },
  };
}
