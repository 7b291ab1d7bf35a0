/** The four documents of all clues (`GET /documents`), read off the clues. */
import { parseRfc3339 } from '../local-time.ts';
import { assertListed, type Parameters } from '../parameters.ts';
import { inRegion, regionPrefix } from '../region.ts';
import { type Ordered, orderedRows } from '../table/ordered.ts';
import { Question } from '../table/question.ts';
import type { Filter } from '../table/table.ts';
import type { CityClues } from './clues.ts';
import type { CityListedDocument } from './record.ts';

const TYPES = ['assignment', 'supervision', 'recommendation', 'reminder'];
const STATES = ['issued', 'signed', 'answered', 'cancelled'];

/** Those that match, newest issue first, then by their own number and their clue's. */
export function documentsOf(clues: CityClues, filter: Filter): Ordered<number> {
  const { documents } = clues.parts;
  return orderedRows(documents.select(filter), documents.at, row => clues.partNo('documents', row));
}

export function listedDocument(clues: CityClues, row: number): CityListedDocument {
  const { ref, nth } = clues.parts.documents;
  const { clue_no, source, region_code, documents } = clues.record(ref[row]!);
  return { clue_no, ...(source && { source }), region_code, document: documents![nth[row]!]! };
}

/** Reads every filter; throws `BadParameter` for a wrong value. */
export function documentFilter({ parts }: CityClues, query: Parameters): Filter {
  const { type, state, to, region } = parts.documents.columns;
  const asked = new Question();
  const types = query.all('type');
  assertListed('type', types ?? [], TYPES);
  const states = query.all('state');
  assertListed('state', states ?? [], STATES);
  asked.where('type', types, type, (wanted, code) => wanted.includes(code));
  asked.where('state', states, state, (wanted, code) => wanted.includes(code));
  asked.where('to_department', query.one('to_department'), to, (wanted, code) => code === wanted);
  const prefix = query.parsed('region_code', regionPrefix, 'a code of 6, 9 or 12 digits');
  asked.where('region_code', prefix, region, (wanted, code) => inRegion(code, wanted));
  asked.from = query.parsed('issued_from', parseRfc3339, 'RFC 3339 with an offset') ?? asked.from;
  asked.to = query.parsed('issued_to', parseRfc3339, 'RFC 3339 with an offset') ?? asked.to;
  return asked;
}
