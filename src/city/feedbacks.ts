import type { Feedback } from '../generated/schema.ts';
import type { Fields } from '../hub/records/fields.ts';
import { inTime } from '../hub/records/in-time.ts';
import { OUTCOME } from './codes.ts';
import { time } from './instant.ts';

/** What was reported done, in order of time; null where it could not be read. */
export function feedbacks(clue: Fields): Feedback[] | null {
  const list = clue.list('feedbacks')?.map(feedback => ({
    number: feedback.text('id'),
    at: time(feedback, 'at'),
    by: feedback.text('by'),
    final: feedback.flag('final'),
    outcome: feedback.code('outcome', OUTCOME),
    text: feedback.text('text'),
    attachments: feedback.texts('attachments'),
  }));
  return list?.toSorted((a, b) => inTime(a.at, b.at)) ?? null;
}
