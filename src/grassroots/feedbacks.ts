import type { Feedback } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import { OUTCOME } from './codes.ts';
import { fileNames } from './file-names.ts';
import { time } from './instant.ts';

/** What was reported done, in order of time; null where it could not be read. */
export function feedbacks(event: Fields): Feedback[] | null {
  const list = event.list('fklb')?.map(feedback => ({
    number: feedback.text('fkid'),
    at: time(feedback, 'fksj'),
    by: feedback.text('fkr'),
    final: feedback.flag('sfzj'),
    outcome: feedback.code('cljg', OUTCOME),
    text: feedback.text('clqk'),
    attachments: fileNames(feedback, 'fj'),
  }));
  return list?.toSorted((a, b) => inTime(a.at, b.at)) ?? null;
}
