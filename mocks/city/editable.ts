import type { Editable } from '../editable.ts';
import { formatRfc3339 } from '../local-time.ts';
import type { CityClues } from './clues.ts';
import type { CityClue } from './record.ts';

export const cityEditable = (clues: CityClues): Editable<CityClue> => ({
  records: clues,
  marked: ({ title }, mark) => ({ title: `${title}${mark}` }),
  announced: ({ etag }, seconds) => ({
    etag: etag.replace(/"$/, '+1"'),
    updated_at: formatRfc3339(seconds),
  }),
});
