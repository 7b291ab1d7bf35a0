import type { Clock } from '../src/clock.ts';

export interface HandClock extends Clock {
  /** Moves the time on by `ms`; what falls due on the way happens now, in the order of its times. */
  advance(ms: number): void;
}

interface Due {
  at: number;
  fire(): void;
  /** Ms until it falls due again; null for once. */
  every: number | null;
}

/** A clock that a test holds in its hand: nothing happens until it is moved. */
export function handClock(start = '2024-07-26T18:00:00+08:00'): HandClock {
  let now = Date.parse(start);
  const pending = new Set<Due>();

  const next = (until: number) =>
    [...pending].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    timeout(ms) {
      const controller = new AbortController();
      const fire = () => controller.abort(new DOMException('the time is up', 'TimeoutError'));
      pending.add({ at: now + ms, fire, every: null });
      return controller.signal;
    },
    every(ms, tick) {
      const due: Due = { at: now + ms, fire: tick, every: ms };
      pending.add(due);
      return { [Symbol.dispose]: () => void pending.delete(due) };
    },
    advance(ms) {
      const until = now + ms;
      for (let due = next(until); due; due = next(until)) {
        now = due.at;
        if (due.every === null) pending.delete(due);
        else due.at += due.every;
        due.fire();
      }
      now = until;
    },
  };
}
