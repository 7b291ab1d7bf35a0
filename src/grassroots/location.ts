import type { Spine } from '../hub/events/spine.ts';
import type { Fields } from '../hub/records/fields.ts';
import { degreesOf, location } from '../hub/records/location.ts';

export function locationOf(event: Fields): Spine['location'] {
  return location(event, () => ({
    address: event.text('fsdz'),
    lng: event.parsed('jd', 'a longitude in degrees', text => degreesOf('lng', text)),
    lat: event.parsed('wd', 'a latitude in degrees', text => degreesOf('lat', text)),
  }));
}
