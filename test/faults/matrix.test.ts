/**
 * Every fault, on every platform, for every shape of question. Whatever a platform does, the answer comes by the deadline;
 * what the others say is in it, and right; what is missing says so by the right code; nothing is wrong; the platform is
 * called no more often than its budget allows; and when the fault is gone, so is all that it did.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULT_NAMES } from '../../mocks/faults/table.ts';
import { PLATFORM_NAMES } from '../../mocks/platform.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/limits.ts';
import { CASES, type Case, ONLY_ON, type Outcome, outcomeOf } from './cases.ts';
import { type Asked, begin, openMocks } from './course.ts';
import { ASKED_PLATFORMS, type AskedPlatform, FOR_THE_TRUTH, partsOf, SHAPES, type Shape } from './shapes.ts';

const ALL_SHAPES = Object.keys(SHAPES) as Shape[];

type Parts = ReturnType<typeof partsOf>;
interface Healthy {
  truth: Parts;
  calls: Asked['calls'];
}

let world: Awaited<ReturnType<typeof openMocks>>;
const healthy = {} as Record<Shape, Healthy>;

beforeAll(async () => {
  world = await openMocks();
  await using course = await begin(world);
  for (const shape of ALL_SHAPES) {
    const { answer } = await course.ask(FOR_THE_TRUTH[shape]);
    const { calls } = await course.ask(SHAPES[shape]);
    healthy[shape] = { truth: partsOf(shape, answer.data), calls };
  }
});
afterAll(async () => {
  await world.mocks[Symbol.asyncDispose]();
});

/** That what is there is as the platforms have it; of the one with the fault, only if it may be. */
function expectRight(said: Parts, { truth }: Healthy, platform: AskedPlatform, outcome: Outcome): void {
  for (const each of PLATFORM_NAMES) {
    for (const [name, part] of said[each]) {
      const missing = part === null && truth[each].get(name) !== null;
      const excused = each === platform && (outcome === 'UNNOTICED' || (outcome !== 'SERVED' && missing));
      if (!excused) expect({ [name]: part }).toEqual({ [name]: truth[each].get(name) });
    }
  }
}

/** That what is missing is missing for the platform's sake, and is said to be, by the code. */
function expectSaid(
  { answer: { data, errors, extensions } }: Asked,
  platform: AskedPlatform,
  outcome: Outcome,
) {
  const code = platform.toUpperCase();
  if (outcome === 'SERVED' || outcome === 'UNNOTICED') {
    expect(errors).toEqual([]);
    if (outcome === 'SERVED') expect(extensions.sources?.[code]?.status).toBe('FRESH');
    return;
  }
  expect(extensions.sources?.[code]).toMatchObject({ status: 'UNAVAILABLE', code: outcome });
  for (const error of errors) expect(error.extensions).toEqual({ code: outcome, platform: code });
  if (data.events) expect(data.events).toMatchObject({ totalCount: null, incomplete: [code] });
}

/** That a part which is not there is the platform's, or belongs to an event whose origin it is. */
function expectRest(said: Parts, shape: Shape, { truth }: Healthy, platform: AskedPlatform): void {
  const others = PLATFORM_NAMES.filter(each => each !== platform);
  if (shape === 'page') {
    const events = others.reduce(
      (sum, each) => sum + [...said[each].keys()].filter(name => !name.includes(' ')).length,
      0,
    );
    const own = [...said[platform].keys()].filter(name => !name.includes(' ')).length;
    expect(events + own).toBe(10);
    return;
  }
  // An event is what its origin says that it is: without that there is none.
  if (shape === 'event' && platform === 'grassroots' && said.grassroots.size === 0) return;
  for (const each of others) expect([...said[each].keys()]).toEqual([...truth[each].keys()]);
}

const named = ({ how }: Case) =>
  Object.entries(how)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || 'as it is by itself';

describe.each(FAULT_NAMES.map(fault => ({ fault, cases: CASES[fault] })))('$fault', ({ fault, cases }) => {
  const platforms = ONLY_ON[fault] ?? ASKED_PLATFORMS;
  const rows = cases.flatMap(one => platforms.map(platform => ({ one, platform, how: named(one) })));

  it.each(rows)('of the $platform system, $how', async ({ one, platform }) => {
    await using course = await begin(world);
    // What is asked for once, such as a token, was there before the fault.
    await course.ask(SHAPES.event);
    for (const shape of ALL_SHAPES) {
      const outcome = outcomeOf(one, platform, shape);
      const on = course.fault(platform, fault, one.how);
      const asked = await course.ask(SHAPES[shape], one.heavy);
      await on[Symbol.asyncDispose]();
      const said = partsOf(shape, asked.answer.data);

      expect(asked.answer.status).toBe(200);
      expect(asked.tookMs).toBeLessThanOrEqual(DEFAULT_LIMITS.deadlineMs);
      expectSaid(asked, platform, outcome);
      expectRight(said, healthy[shape], platform, outcome);
      if (outcome !== 'UNNOTICED') expectRest(said, shape, healthy[shape], platform);
      for (const each of PLATFORM_NAMES) {
        const more = each === platform ? (one.moreCalls ?? 1) : 0;
        expect(asked.calls[each]).toBeLessThanOrEqual(healthy[shape].calls[each] + more);
      }

      course.recover();
      const after = await course.ask(SHAPES[shape]);
      expectSaid(after, platform, 'SERVED');
      expectRight(partsOf(shape, after.answer.data), healthy[shape], platform, 'SERVED');
    }
  });
});
