import type { Request } from '../request.ts';
import type { Question } from './entry.ts';
import type { Landed, Landing } from './flight.ts';

/**
 * Asks the platform, and gives an answer for each question in its place: null where there is none, an error where that
 * cannot be told. It is given the request on whose behalf it asks, which is not that of the reader. What it notes there
 * as unreadable is told to every reader of the answers: of the one that it is said to be about, else of all.
 */
export type Ask<Asked extends Question, Value> = (
  questions: readonly Asked[],
  request: Request,
) => Promise<readonly (Value | null | Error)[]>;

/**
 * What the platform says, by key.
 *
 * @param random draws each answer's part of the jitter, 0 to 1
 * @throws as the asking does
 */
export async function asking<Asked extends Question, Value>(
  questions: readonly Asked[],
  ask: Ask<Asked, Value>,
  request: Request,
  random: () => number,
): Promise<Landed> {
  const askedAt = request.clock.now();
  const sources = request.sources.part();
  try {
    const answers = await ask(questions, { ...request, sources });
    return new Map(
      questions.map(({ key, kind }, place): [string, Landing | Error] => {
        const value = answers[place] ?? null;
        if (value instanceof Error) return [key, value];
        const said = {
          value,
          kind: value === null ? 'absence' : kind,
          askedAt,
          draw: random(),
          notes: sources.notesAbout(key),
        } as const;
        return [key, { said, direct: true }];
      }),
    );
  } finally {
    request.sources.join(sources);
  }
}
