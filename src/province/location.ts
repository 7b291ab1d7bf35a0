import type { Spine } from '../hub/events/spine.ts';
import type { Fields } from '../hub/records/fields.ts';
import { degreesOf, location } from '../hub/records/location.ts';

export function locationOf(event: Fields): Spine['location'] {
  return location(event, () => ({
    address: event.text('address'),
    ...(event.parsed('lngLat', 'degrees "lng,lat"', lngLat) ?? { lng: null, lat: null }),
  }));
}

/** `119.9301,28.4587` */
function lngLat(text: string): { lng: number; lat: number } | null {
  const [first = '', second = '', ...more] = text.split(',');
  const [lng, lat] = [degreesOf('lng', first.trim()), degreesOf('lat', second.trim())];
  return lng === null || lat === null || more.length > 0 ? null : { lng, lat };
}
