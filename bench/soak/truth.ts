/** What the platforms hold, asked for while all is well; and whether an answer says anything else. */
import { allSituations, page, type Question } from './questions.ts';

// biome-ignore lint/suspicious/noExplicitAny: an answer to any question of the soak
export type Data = any;
export type AskOnce = (question: Question) => Promise<Data>;

/** Every statement by its subject: an event by its id, figures by their region. */
export type Truth = ReadonlyMap<string, string>;

/** @param ask asks past all that is remembered, and throws for an answer that is not whole */
export async function truthFrom(ask: AskOnce): Promise<Truth> {
  const truth = new Map<string, string>();
  const add = (question: Question, data: Data) => {
    for (const [subject, says] of statements(question, data)) truth.set(subject, says);
  };
  for (let after: string | null = null; ; ) {
    const { events } = await ask(page(after));
    add(page(after), { events });
    if (!events.pageInfo.hasNextPage) break;
    after = events.pageInfo.endCursor;
  }
  for (const question of allSituations()) add(question, await ask(question));
  return truth;
}

export const idsIn = (truth: Truth): string[] =>
  [...truth.keys()].filter(subject => /^\w+:\w+$/.test(subject));

/**
 * What of the answer was never so. What is missing is not wrong: it has an error, or is named as missing. A scenario changes
 * a record by a mark behind its title, perhaps several times: what it said in between begins with what it said before, and
 * what it says after begins with that.
 */
export function* wrongIn(
  question: Question,
  data: Data,
  { before, after }: { before: Truth; after: Truth },
): Generator<string> {
  for (const [subject, says] of statements(question, data)) {
    const [first, last] = [before.get(subject), after.get(subject)];
    const between = first !== undefined && last?.startsWith(says) && says.startsWith(first);
    if (says !== first && says !== last && !between)
      yield `${subject} was ${first ?? 'not there'} and is ${last ?? 'not there'}, the answer says ${says}`;
  }
}

function* statements(
  { variables }: Question,
  { event, events, situation }: Data,
): Generator<[string, string]> {
  for (const each of [event, ...(events?.nodes ?? [])]) {
    if (!each) continue;
    const { id, title, status, ...sections } = each;
    yield [id, `${status} ${title}`];
    for (const platform of ['grassroots', 'city', 'province']) {
      if (sections[platform]) yield [`${id} ${platform}`, sections[platform].number];
    }
  }
  const figures = situation?.figures;
  if (figures && figures.missing.length === 0) {
    yield [`figures of ${variables.region}`, `${figures.total} ${figures.closed}`];
  }
}
