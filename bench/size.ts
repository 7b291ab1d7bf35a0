/**
 * Whether the gateway's own time and memory depend on how many events the platforms hold. For each size a gateway and
 * its mocks run in processes of their own, and what the mocks work on calls is subtracted. One request at a time, in
 * rounds over all questions and sizes, so that whatever else the machine does meets all of them alike.
 *
 *   npm run bench:size [-- ROUNDS [SIZE …]]
 */
import { readFile } from 'node:fs/promises';
import { type Asked, gatewayOver, type Operation, type SizedGateway } from './size/gateway.ts';
import { report, type Sample } from './size/report.ts';

const WARM_UP_ROUNDS = 30;
const DEEP_PAGE = 100;
const EVENT = 'grassroots:SJ20240513000123';

const [rounds = 60, ...given] = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [1_659, 10_000, 100_000, 1_000_000];
if (![rounds, ...sizes].every(number => Number.isInteger(number) && number > 0)) {
  console.error(`expected ROUNDS and SIZEs as whole numbers, got "${process.argv.slice(2).join(' ')}"`);
  process.exit(1);
}

/** A list as a screen shows it; `totalCount` is a question of its own. */
const PAGE = (await ready('events')).replace('totalCount', '');

await using running = new AsyncDisposableStack();
const asking: { gateway: SizedGateway; questions: Record<string, Operation> }[] = [];
for (const size of sizes) {
  const gateway = running.use(await gatewayOver(size));
  asking.push({ gateway, questions: await questionsFor(gateway) });
  console.error(`${size} events: ready`);
}

for (let round = 0; round < WARM_UP_ROUNDS; round++) await askAll(round, () => {});
const samples = new Map<string, Sample[][]>();
for (let round = 0; round < rounds; round++) {
  await askAll(round, (question, at, { data: _, ...sample }) => {
    const columns = samples.get(question) ?? sizes.map(() => []);
    columns[at]!.push(sample);
    samples.set(question, columns);
  });
}
const held = await Promise.all(asking.map(({ gateway }) => gateway.held()));
console.log(report({ sizes, samples, held }));

/** The questions of the issue; a deep page is walked to once. */
async function questionsFor(gateway: SizedGateway): Promise<Record<string, Operation>> {
  let after: string | null = null;
  for (let page = 1; page < DEEP_PAGE; page++) {
    const { data } = await gateway.ask({ query: PAGE, variables: { after } });
    after = data.events.pageInfo.endCursor;
  }
  return {
    'page 1': { query: PAGE, variables: {} },
    [`page ${DEEP_PAGE}`]: { query: PAGE, variables: { after } },
    totalCount: { query: '{ events { totalCount } }', variables: {} },
    situation: { query: await ready('situation'), variables: {} },
    'event(id)': { query: await ready('event'), variables: { id: EVENT } },
  };
}

/** Every question of every size once; there and back, so that no size always follows the same one. */
async function askAll(round: number, told: (question: string, at: number, asked: Asked) => void) {
  const there = [...asking.entries()];
  const order = round % 2 === 0 ? there : there.reverse();
  for (const question of Object.keys(asking[0]!.questions)) {
    for (const [at, { gateway, questions }] of order) {
      told(question, at, await gateway.ask(questions[question]!));
    }
  }
}

async function ready(operation: string): Promise<string> {
  return readFile(new URL(`../schema/operations/${operation}.graphql`, import.meta.url), 'utf8');
}
