/** What may happen, in whatever order. Gateways, subjects and webhooks are counted around: the third of two is the first. */
import fc from 'fast-check';
import { type Name, PLATFORMS, SUBJECTS } from '../changing-world.ts';
import { ALL_PARTS } from './said.ts';

export type Step =
  | { do: 'read'; at: number; parts: number; maxAgeS: number | null }
  /** Told at once to a gateway, where the platform tells of it; null for later, or never. */
  | { do: 'change'; subject: number; closes: boolean; tells: number | null }
  /** The same while an answer is on its way. */
  | { do: 'overtake'; at: number; subject: number; closes: boolean; tells: number | null }
  | { do: 'send'; webhook: number; to: number }
  | { do: 'lose'; webhook: number }
  /** The time: beat by beat, or all of it at once. */
  | { do: 'pass' | 'leap'; ms: number }
  /** For this gateway, whether the platform is down or out of its reach. */
  | { do: 'stop' | 'resume'; platform: Name; at: number }
  | { do: 'poll' | 'restart'; at: number }
  | { do: 'redis'; what: RedisStep };

/**
 * `kill` ends it with all that was not saved, and with `crash` it is back at once; `cut` takes one of its connections,
 * `evict` several of its keys.
 */
export type RedisStep =
  | { what: 'save' | 'kill' | 'crash' | 'pause' | 'resume' }
  | { what: 'start'; waits: boolean }
  | { what: 'cut' | 'evict'; which: number };

const ofWeight = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const is = <Kind extends string>(...kinds: Kind[]) => fc.constantFrom(...kinds);
const gateway = fc.nat(1);
const webhook = fc.nat(20);
const change = {
  subject: fc.nat(SUBJECTS - 1),
  closes: fc.boolean(),
  tells: fc.oneof(fc.constant(null), gateway),
};

const STEPS = [
  ofWeight(
    7,
    fc.record({
      do: is('read'),
      at: gateway,
      parts: fc.oneof(fc.constant(ALL_PARTS), fc.integer({ min: 1, max: ALL_PARTS })),
      maxAgeS: fc.oneof(ofWeight(4, fc.constant(null)), ofWeight(1, fc.constantFrom(0, 3, 60))),
    }),
  ),
  ofWeight(6, fc.record({ do: is('change'), ...change })),
  ofWeight(1, fc.record({ do: is('overtake'), at: gateway, ...change })),
  ofWeight(3, fc.record({ do: is('pass'), ms: fc.constantFrom(1_000, 4_000, 11_000) })),
  ofWeight(2, fc.record({ do: is('leap'), ms: fc.constantFrom(11_000, 25_000, 61_000, 119_000) })),
  ofWeight(2, fc.record({ do: is('send'), webhook, to: gateway })),
  ofWeight(1, fc.record({ do: is('lose'), webhook })),
  ofWeight(2, fc.record({ do: is('stop', 'resume'), platform: is(...PLATFORMS), at: gateway })),
  ofWeight(2, fc.record({ do: is('poll', 'poll', 'restart'), at: gateway })),
];

const REDIS = fc.oneof(
  ofWeight(3, fc.record({ what: is('save') })),
  ofWeight(3, fc.record({ what: is('crash') })),
  ofWeight(4, fc.record({ what: is('kill', 'pause', 'resume', 'resume') })),
  ofWeight(3, fc.record({ what: is('start'), waits: fc.boolean() })),
  ofWeight(2, fc.record({ what: is('cut', 'evict'), which: fc.nat(255) })),
);

/** Of gateways that remember each for itself. */
export const ALONE: fc.Arbitrary<Step> = fc.oneof(...STEPS);
/** Of gateways that share a Redis. */
export const SHARED: fc.Arbitrary<Step> = fc.oneof(
  ...STEPS,
  ofWeight(7, fc.record({ do: is('redis'), what: REDIS })),
);
