import { describe, expect, it } from '@jest/globals';
import { Fields } from '../../../src/hub/records/fields.ts';
import { degrees, degreesOf, location } from '../../../src/hub/records/location.ts';

describe('a coordinate', () => {
  it('lies on the earth', () => {
    expect([-180, 0, 119.9301, 180].map(value => degrees('lng', value))).toEqual([-180, 0, 119.9301, 180]);
    expect([-90, 28.4587, 90].map(value => degrees('lat', value))).toEqual([-90, 28.4587, 90]);
  });

  it.each([180.1, -180.1, 999.5, Number.NaN, Number.POSITIVE_INFINITY])('is no longitude at %d', value => {
    expect(degrees('lng', value)).toBeNull();
  });

  it.each([90.1, -90.1, 119.9301])('is no latitude at %d', value => {
    expect(degrees('lat', value)).toBeNull();
  });

  it('is read from its decimal digits', () => {
    expect([degreesOf('lng', '119.9301'), degreesOf('lat', '-28')]).toEqual([119.9301, -28]);
  });

  it.each(['', '999.5', '1e2', '东经119度', '119.', '.5', '119,5', '+119'])('is none as %j', text => {
    expect(degreesOf('lng', text)).toBeNull();
  });
});

describe('a location', () => {
  const read = (record: unknown) => {
    const fields = new Fields(record);
    return location(fields, () => ({ address: fields.text('address'), lng: null, lat: null }));
  };

  it('is null where nothing of it was sent', () => {
    expect(read({ address: ' ' })).toBeNull();
  });

  it('is there with what could be read of it', () => {
    expect(read({ address: '好溪路' })).toEqual({ address: '好溪路', lng: null, lat: null });
    expect(read({ address: 7 })).toEqual({ address: null, lng: null, lat: null });
  });
});
