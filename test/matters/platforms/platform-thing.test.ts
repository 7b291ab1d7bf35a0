import { describe, expect, it } from '@jest/globals';
import { readPlatformThing } from '../../../src/matters/platforms/platform-thing.ts';
import { PLATFORM_CODES } from '../../../src/upstream/platform-code.ts';

describe('a platform’s code or number', () => {
  it.each(['CITY:CF-280901', 'city：CF-280901', 'City: CF-280901 '])('is read from “%s”', word => {
    expect(readPlatformThing(word, 'CODE')).toEqual({ platform: 'CITY', rest: 'CF-280901' });
  });

  it.each(['CF-280901', 'CITYX', 'CITY;CF-280901', 'CITY:', ':CF-280901', 'TOWN:CF-280901'])(
    'is refused as “%s”, with how it is written',
    word => {
      expect(() => readPlatformThing(word, 'CODE')).toThrow(
        `expected a platform (${PLATFORM_CODES.join(', ')}), a colon and its code, such as CITY:CF-280901; got "${word}"`,
      );
    },
  );
});
