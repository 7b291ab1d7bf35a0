/** The four documents of all clues (`GET /documents`): read off the clues at each call, so that they always agree. */
import { parseRfc3339 } from '../local-time.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { byListOrder, type Stored, type World } from '../world/world.ts';
import { period } from './period.ts';
import type { CityListedDocument } from './record.ts';

type Test = (listed: CityListedDocument) => boolean;

const TYPES = ['assignment', 'supervision', 'recommendation', 'reminder'];
const STATES = ['issued', 'signed', 'answered', 'cancelled'];

/** Those that match, newest issue first, then by their own number and their clue's. */
export function documentsOf({ city }: World, matches: Test): Stored<CityListedDocument>[] {
  return city.clues
    .flatMap(({ record: { clue_no, source, region_code, documents = [] } }) =>
      documents.map(document => ({ clue_no, ...(source && { source }), region_code, document })),
    )
    .filter(matches)
    .map(record => ({
      reportedAt: parseRfc3339(record.document.issued_at) ?? 0,
      no: `${record.document.id} ${record.clue_no}`,
      record,
    }))
    .sort(byListOrder);
}

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function documentFilter(query: Parameters): Test {
  const types = query.all('type');
  assertListed('type', types ?? [], TYPES);
  const states = query.all('state');
  assertListed('state', states ?? [], STATES);
  const to = query.one('to_department');
  const prefix = query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits');
  const issued = period(query, 'issued');
  return ({ region_code, document }) =>
    (types?.includes(document.type) ?? true) &&
    (states?.includes(document.state) ?? true) &&
    (to === undefined || document.to_department === to) &&
    (prefix === undefined || inRegion(region_code, prefix)) &&
    issued(document.issued_at);
}
