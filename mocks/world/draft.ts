/** What the three records of an event have in common, made once from its plan. */
import { type Actors, actorsOf, FACELESS } from './actors.ts';
import { type Course, courseOf } from './course.ts';
import { locationOf } from './location.ts';
import { type Ground, type Origin, type Plan, planEvent } from './plan.ts';
import type { EventKey } from './serials.ts';
import { type Words, wordsOf } from './texts.ts';

/** What can be told of an event without a text: the rest of a world is never written out. */
export interface Sketch {
  plan: Plan;
  course: Course;
}

export const sketchOf = (ground: Ground, { origin, index }: EventKey): Sketch => {
  const plan = planEvent(ground, origin, index);
  return { plan, course: courseOf(ground, plan, FACELESS) };
};

export interface Draft extends Sketch {
  actors: Actors;
  words: Words;
  location: { lng: number; lat: number };
  /** The world's clock. */
  now: number;
}

/** With `reportedAt`, of an event beyond the world's own, reported at that moment. */
export function draftOf(ground: Ground, origin: Origin, index: number, reportedAt?: number): Draft {
  const plan = planEvent(ground, origin, index, reportedAt);
  const actors = actorsOf(plan);
  const course = courseOf(ground, plan, actors);
  return { plan, actors, course, words: wordsOf(plan), location: locationOf(plan), now: ground.now };
}
