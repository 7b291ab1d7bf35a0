import { describe, expect, it } from '@jest/globals';
import { metresBetween } from '../../../src/hub/discrepancies/metres.ts';

describe('the distance between two points', () => {
  it('is a minute of arc to the nautical mile, north and, shorter, east', () => {
    const here = { lng: 119.93, lat: 28.46 };
    expect(metresBetween(here, { ...here, lat: 28.46 + 1 / 60 })).toBeCloseTo(1853, -1);
    expect(metresBetween(here, { ...here, lng: 119.93 + 1 / 60 })).toBeCloseTo(1629, -1);
  });

  it('is none of a point to itself, and half the earth’s round to its antipode', () => {
    const here = { lng: 119.93, lat: 28.46 };
    expect(metresBetween(here, here)).toBe(0);
    expect(metresBetween(here, { lng: -60.07, lat: -28.46 })).toBeCloseTo(Math.PI * 6_371_000, -3);
  });
});
