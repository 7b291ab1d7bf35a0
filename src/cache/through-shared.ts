/**
 * How an answer comes where gateways share what they remember: it is found there, or waited for while another gateway
 * asks, or asked for and stored there. Where the shared layer does not answer, the platform is asked as if there were
 * none.
 */
import { aborted, type Clock } from '../clock.ts';
import type { Question, Said } from './entry.ts';
import { asError, GivenUp, type Landed, type Landing } from './flight.ts';
import { type Claim, type Found, type Shared, SharedUnavailable } from './shared.ts';

/** How often one looks again for what another gateway is asking, ms. */
const STEP_MS = 25;

export interface Passage<Asked extends Question> {
  /** Null where every gateway is alone. */
  shared: Shared | null;
  clock: Clock;
  signal: AbortSignal;
  /** Whether what was found will do. */
  serves(said: Said): boolean;
  /** Asks the platform. It rejects only as a whole. */
  ask(questions: readonly Asked[]): Promise<Landed>;
  /** For how long what was said is of use to anybody, ms. */
  lifeMs(said: Said): number;
  /**
   * Is told of all that is found and holds, also of what will not do, and of what the platform said, once it is certain
   * that nobody invalidated it meanwhile.
   */
  keep(question: Asked, said: Said, checkedAt?: number): void;
}

/** @throws {GivenUp} when the signal aborts; what the asking threw stands in the places of what was asked */
export async function throughShared<Asked extends Question>(
  questions: readonly Asked[],
  passage: Passage<Asked>,
): Promise<Landed> {
  const { shared, clock, signal, serves } = passage;
  if (!shared) return await underClaim(questions, null, passage);
  const landed = new Map<string, Landing | Error>();
  const seen = new Map<string, string>();
  const asking: Promise<void>[] = [];
  let waiting = questions;

  function sight(found: ReadonlyMap<string, Found>): void {
    for (const question of waiting) {
      const lies = found.get(question.key);
      if (!lies) continue;
      seen.set(question.key, lies.id);
      if (!lies.said) continue;
      passage.keep(question, lies.said, lies.checkedAt);
      if (serves(lies.said)) landed.set(question.key, { said: lies.said, direct: false });
    }
    waiting = waiting.filter(({ key }) => !landed.has(key));
  }

  async function asked(own: readonly Asked[], claim: Claim | null): Promise<void> {
    for (const [key, landing] of await underClaim(own, claim, passage)) landed.set(key, landing);
  }

  try {
    sight(await shared.look(waiting, signal));
    while (waiting.length > 0) {
      signal.throwIfAborted();
      const claim = await shared.claim(waiting, seen, signal);
      const own = waiting.filter(({ key }) => claim.own.has(key));
      if (own.length > 0) asking.push(asked(own, claim));
      const others = waiting.filter(({ key }) => !claim.own.has(key));
      waiting = others;
      sight(claim.found);
      if (others.length > claim.found.size) await aborted(clock.timeout(STEP_MS), signal);
    }
  } catch (error) {
    if (signal.aborted) throw new GivenUp(signal);
    if (!(error instanceof SharedUnavailable)) throw error;
    asking.push(asked(waiting, null));
  } finally {
    await Promise.all(asking);
  }
  return landed;
}

/** Asks the platform, stores what it said behind the answer to the reader, and lets go of the claim however it ended. It never rejects. */
async function underClaim<Asked extends Question>(
  questions: readonly Asked[],
  claim: Claim | null,
  { clock, ask, lifeMs, keep }: Passage<Asked>,
): Promise<Landed> {
  using _renewing = claim && clock.every(claim.leaseMs / 3, () => claim.renew());
  const answers = await ask(questions).catch(
    error => new Map(questions.map(({ key }) => [key, asError(error)])),
  );
  const said = questions.flatMap(question => {
    const landing = answers.get(question.key)!;
    return landing instanceof Error ? [] : [{ question, said: landing.said }];
  });
  const toStore = said.map(({ question, said }) => [question.key, { said, lifeMs: lifeMs(said) }] as const);
  const refused = claim?.end(new Map(toStore)) ?? Promise.resolve(new Set());
  void refused.then(keys => {
    for (const { question, said: what } of said) if (!keys.has(question.key)) keep(question, what);
  });
  return answers;
}
