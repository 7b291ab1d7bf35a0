/**
 * Readers ask a gateway while its platforms fail in every way that a scenario of the mocks plays, one after the other, and
 * are judged from outside: no answer of 5xx but those that are shed, none later than the deadline, none that says what is
 * not so, no more calls to the platforms than the same load costs without faults, and the memory back at its level.
 * Exits with 1 where one of that does not hold.
 *
 *   npm run soak [-- SECONDS [SCENARIO …]]      of load for all together, ten minutes where not said; after each scenario
 *                                               the platforms take their time to be back, up to a minute
 */
import { setTimeout as passed } from 'node:timers/promises';
import { DEFAULT_LIMITS } from '../src/gateway/limits.ts';
import { type Ended, readersOf } from './soak/load.ts';
import { allSituations, page, type Question, questions } from './soak/questions.ts';
import { type Phase, report } from './soak/report.ts';
import { startSystem } from './soak/system.ts';
import { idsIn, type Truth, truthFrom, wrongIn } from './soak/truth.ts';

const PER_SECOND = 20;
const LATE_MS = DEFAULT_LIMITS.deadlineMs + 100;
/** The longest pause that a scenario announces, and some more. */
const LONGEST_RECOVERY_MS = 90_000;
/** Twice the longest pause of a breaker. */
const LONGEST_TRIAL_MS = 20_000;

const [seconds = 600, names] = [Number(process.argv[2] ?? 600), process.argv.slice(3)];
if (!(seconds > 0)) {
  console.error(`expected SECONDS as a number, got "${process.argv[2]}"`);
  process.exit(1);
}

await using system = await startSystem();
await using readers = readersOf(system.url);
const known = await system.scenarios();
const unknown = names.filter(name => !known.includes(name));
if (unknown.length > 0)
  throw new Error(`no such scenario: ${unknown.join(', ')}; there are ${known.join(', ')}`);
const scenarios = names.length > 0 ? names : known;
const each = seconds / (scenarios.length + 1);

const truth = await theTruth();
const ids = idsIn(truth);
console.error(`${ids.length} events; ${PER_SECOND} questions a second; ${each.toFixed(0)} s a scenario`);
// Warm, so that what is measured first is no worse off than what follows.
await readers.load(questions(0, ids), PER_SECOND, Math.min(5, each));

const phases = [await phase('(no faults)', async () => {})];
const level = await system.memory();
for (const name of scenarios) {
  phases.push(await phase(name, () => system.play(name)));
  console.error(`${name}: done`);
}
const memory = { level, after: await system.memory() };
const { table, failures } = report(phases, memory);
console.log(table);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function phase(name: string, begin: () => Promise<void>): Promise<Phase> {
  await system.calls();
  await begin();
  const ended = await readers.load(questions(1, ids), PER_SECOND, each);
  const calls = await system.calls();
  await system.off();
  const recoveryMs = await recovered();
  // A scenario may change records: who asked meanwhile may have been told either.
  const truths = { before: truth, after: await theTruth() };
  await system.reset();
  const late = ended.filter(({ ms }) => ms > LATE_MS).length;
  const wrong = ended.flatMap(({ question, data }) => [...wrongIn(question, data, truths)]);
  return { name, ended, calls, late, wrong, recoveryMs };
}

/** How long it takes until answers are whole again, ms. */
async function recovered(): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < LONGEST_RECOVERY_MS) {
    const answers = await Promise.all([page(null), ...allSituations()].map(askAnew));
    if (answers.every(({ kind }) => kind === 'fresh')) break;
    await passed(500);
  }
  return performance.now() - began;
}

async function theTruth(): Promise<Truth> {
  return await truthFrom(async question => {
    // What a walk is the first to ask again is asked on trial once, and refused meanwhile: a breaker is not closed yet.
    for (const until = performance.now() + LONGEST_TRIAL_MS; ; await passed(500)) {
      const { kind, status, data, errors } = await askAnew(question);
      if (kind === 'fresh') return data;
      if (performance.now() < until) continue;
      throw new Error(
        `expected a whole answer with no fault on, got HTTP ${status}, ${kind}: ${errors.join('; ')}`,
      );
    }
  });
}

function askAnew(question: Question): Promise<Ended> {
  return readers.ask(question, { 'cache-control': 'no-cache' });
}
