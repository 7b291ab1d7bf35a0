/** How single records are spoilt for what is planted. */
import type { CityClue } from '../city/record.ts';
import { type Item, itemsByClass, placeOf, townshipsByCounty } from './catalogue.ts';
import { offsetTime } from './times.ts';

/** Takes a closed clue back to before its final feedback, as if the city had not heard of it. */
export function rewind(clue: CityClue, status: 'processing' | 'case_filed'): void {
  const logs = clue.logs ?? [];
  const kept = logs.slice(
    0,
    logs.findIndex(log => log.to === 'pending_review'),
  );
  const entered = kept.findLast(log => log.to === status && log.from !== status);
  clue.logs = kept;
  clue.status = status;
  clue.feedbacks = (clue.feedbacks ?? []).filter(feedback => !feedback.final);
  for (const document of clue.documents ?? []) {
    if (document.state !== 'answered') continue;
    document.state = document.signed_at ? 'signed' : 'issued';
    delete document.answered_at;
  }
  clue.etag = `"${kept.length}"`;
  clue.status_changed_at = entered?.at ?? clue.received_at;
  clue.updated_at = kept.at(-1)?.at ?? clue.received_at;
}

/** Another township of the same county. */
export function neighbourTownship(code: string): string {
  const towns = townshipsByCounty.get(placeOf(code).county) ?? [];
  const at = towns.findIndex(town => town.code === code);
  return towns[(at + 1) % towns.length]!.code;
}

/** An item of another class than this one. */
export function anotherItem(gridClass: string, nth: number): Item {
  const classes = ['G10101', 'G30101', 'G20302', 'G40102', 'G10401'].filter(code => code !== gridClass);
  return itemsByClass.get(classes[nth % classes.length]!)![0]!;
}

/** The same clue registered a second time: an own number, own documents, and last touched a moment earlier. */
export function duplicated(clue: CityClue, no: string): CityClue {
  const again = structuredClone(clue);
  again.clue_no = no;
  for (const document of again.documents ?? []) {
    document.id = `${document.id}9`;
    document.document_no = document.document_no.replace(/号$/, '9号');
  }
  const earlier = offsetTime(Date.parse(clue.updated_at) / 1000 - 40);
  const last = again.logs?.at(-1);
  if (last) last.at = earlier;
  if (again.status_changed_at === clue.updated_at) again.status_changed_at = earlier;
  again.updated_at = earlier;
  return again;
}
