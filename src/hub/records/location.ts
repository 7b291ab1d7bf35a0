import type { Spine } from '../events/spine.ts';
import type { Fields } from './fields.ts';

type Location = NonNullable<Spine['location']>;

/** The most degrees to either side of zero. */
const MOST = { lng: 180, lat: 90 } as const;

export type Axis = keyof typeof MOST;

/** A coordinate in degrees; null where the earth has no such. */
export function degrees(axis: Axis, value: number): number | null {
  return Math.abs(value) <= MOST[axis] ? value : null;
}

/** A coordinate from its decimal digits, `119.9301`; null where they are none. */
export function degreesOf(axis: Axis, text: string): number | null {
  return /^-?\d{1,3}(\.\d+)?$/.test(text) ? degrees(axis, Number(text)) : null;
}

/** Where it happened; null where nothing of it was sent. A part that cannot be read is null beside the others. */
export function location(read: Fields, parts: () => Location): Location | null {
  const gaps = read.gaps.length;
  const found = parts();
  const sent = read.gaps.length > gaps || Object.values(found).some(part => part !== null);
  return sent ? found : null;
}

/** The two coordinates of a location; null where one is missing. */
export function coordinates(place: Location | null): { lng: number; lat: number } | null {
  return place?.lng == null || place.lat === null ? null : { lng: place.lng, lat: place.lat };
}
