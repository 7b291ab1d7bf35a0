/**
 * The platforms' own clock: it starts at the instant that the data is anchored to and runs on from there at the
 * pace of the real one. What depends on the time in the domain (overdue, age of changes) asks this clock;
 * signatures, tokens and cursors ask the real one (lifecycle.md section 13).
 */
export interface DomainClock {
  /** Unix milliseconds. */
  now(): number;
  /** Puts the clock at an instant; it runs on from there. */
  moveTo(instant: Date): void;
  /** Moves the clock on (or back, if negative). */
  advance(ms: number): void;
  /** Puts it back to where it would be had nobody moved it. */
  reset(): void;
}

/** Unix milliseconds of the real world; tests pass their own. */
export type RealTime = () => number;

export interface Clocks {
  domain: DomainClock;
  realTime: RealTime;
}

/** A clock that shows `startsAt` now. With a `realTime` that stands still it stands still too. */
export function domainClock(startsAt: Date, realTime: RealTime = Date.now): DomainClock {
  const unmoved = startsAt.getTime() - realTime();
  let offset = unmoved;
  return {
    now: () => realTime() + offset,
    moveTo: instant => {
      offset = instant.getTime() - realTime();
    },
    advance: ms => {
      offset += ms;
    },
    reset: () => {
      offset = unmoved;
    },
  };
}

/** The clocks as one platform has them, which may be off. */
export interface SkewedClocks {
  clocks: Clocks;
  /** Sets them off by so much, in milliseconds, ahead of the right ones; 0 sets them right. */
  skew(ms: number): void;
}

export function skewed({ domain, realTime }: Clocks): SkewedClocks {
  let off = 0;
  return {
    clocks: { domain: { ...domain, now: () => domain.now() + off }, realTime: () => realTime() + off },
    skew: ms => {
      off = ms;
    },
  };
}
