import type { Spine } from '../hub/events/spine.ts';
import type { Fields } from '../hub/records/fields.ts';
import { degrees, location } from '../hub/records/location.ts';

export function locationOf(clue: Fields): Spine['location'] {
  const place = clue.nested('location');
  return (
    place &&
    location(place, () => ({
      address: place.text('address'),
      lng: place.number('lng', 'a longitude in degrees', value => degrees('lng', value)),
      lat: place.number('lat', 'a latitude in degrees', value => degrees('lat', value)),
    }))
  );
}
