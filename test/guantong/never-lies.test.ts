/**
 * Whatever happens in whatever order, no answer is older than it may be. The world's own history is the judge: of each
 * thing that an answer says, the last moment at which it was so must not lie before
 *
 *   what its policy, or its reader, allows      (`fresh` where the answer says FRESH)
 *   the `asOf` that the answer states
 *   the last change that was told to the gateway and acknowledged
 *   how long a gateway that hears nothing of the others trusts what it holds
 *
 * From the third follows that an answer never holds an event's status and a count, or a list, from before and from
 * after a change that was told: all of it is from after.
 */
import { it } from '@jest/globals';
import fc from 'fast-check';
import { describeWithRedis } from '../cache/redis-server.ts';
import { Course, type CourseOptions } from './never-lies/course.ts';
import { OF_ONE, OF_TWO } from './never-lies/examples.ts';
import { ALONE, SHARED, type Step } from './never-lies/steps.ts';

/** More of them for a longer look. */
const RUNS = Number(process.env.NEVER_LIES_RUNS ?? 8);
/** What is found late is not made shorter for ever, and a slow machine looks at less. */
const LONGEST_MS = RUNS * 4_000;

async function neverLies(
  gateways: CourseOptions['gateways'],
  step: fc.Arbitrary<Step>,
  examples: readonly Step[][],
): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step, { minLength: 20, maxLength: 40 }),
      async (follows, steps) => {
        if (performance.now() > end) return;
        await using course = new Course({ gateways, follows });
        await course.begin();
        for (const one of steps) await course.take(one);
      },
    ),
    { numRuns: examples.length + RUNS, examples: examples.map(steps => [false, steps]) },
  );
}

it(
  'gives nothing older than its policy, its reader, its asOf or what was told allows, whatever happens',
  () => neverLies(1, ALONE, OF_ONE),
  LONGEST_MS + 60_000,
);

describeWithRedis('two gateways over one Redis', () => {
  it(
    'give nothing older either, nor than they may trust, whatever happens to the Redis too',
    () => neverLies(2, SHARED, OF_TWO),
    LONGEST_MS + 60_000,
  );
});
