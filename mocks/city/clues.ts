/** The city's clues, with their documents and disputes. */
import { parseRfc3339 } from '../local-time.ts';
import { Register } from '../world/register.ts';
import type { Kind, Source, Stored } from '../world/stored.ts';
import {
  COLUMNS,
  DISPUTE_COLUMNS,
  DOCUMENT_COLUMNS,
  disputeFacts,
  documentFacts,
  factsOf,
  keysOf,
} from './facts.ts';
import type { CityClue } from './record.ts';

type Parts = { documents: typeof DOCUMENT_COLUMNS; disputes: typeof DISPUTE_COLUMNS };

const KIND: Kind<CityClue, typeof COLUMNS, Parts> = {
  columns: COLUMNS,
  factsOf,
  keysOf,
  parts: {
    documents: {
      columns: DOCUMENT_COLUMNS,
      of: clue =>
        (clue.documents ?? []).map(document => ({
          at: parseRfc3339(document.issued_at) ?? 0,
          no: `${document.id} ${clue.clue_no}`,
          facts: documentFacts(document, clue),
        })),
    },
    disputes: {
      columns: DISPUTE_COLUMNS,
      of: ({ dispute, clue_no, region_code }) =>
        dispute
          ? [
              {
                at: parseRfc3339(dispute.raised_at) ?? 0,
                no: `${dispute.dispute_no} ${clue_no}`,
                facts: disputeFacts(dispute, region_code),
              },
            ]
          : [],
    },
  },
};

export type CityClues = Register<CityClue, typeof COLUMNS, Parts>;

export const cityClues = (source: Source<CityClue>, capacity: number): CityClues =>
  new Register(KIND, source, capacity);

/** Of clues made by hand, in any order. */
export const cityCluesOf = (rows: readonly Stored<CityClue>[]): CityClues => Register.of(KIND, rows);
