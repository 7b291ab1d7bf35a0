import type { Plan } from './plan.ts';
import { drawnFor } from './random.ts';

/** Degrees, CGCS2000, within about two kilometres of the township's centre, four decimals (about ten metres). */
export function locationOf(plan: Plan): { lng: number; lat: number } {
  const random = drawnFor(plan.seed, 'location');
  const near = (centre: number) => Math.round((centre + (random() - 0.5) * 0.03) * 1e4) / 1e4;
  return { lng: near(plan.place.lng), lat: near(plan.place.lat) };
}
