import { describe, expect, it } from '@jest/globals';
import { platformsOf, roleOf, SUBGRAPHS } from '../src/role.ts';

describe('the command line', () => {
  it('names the whole gateway by saying nothing', () => {
    expect(roleOf([])).toBe('gateway');
  });

  it.each(SUBGRAPHS)('names the subgraph %s', name => {
    expect(roleOf(['subgraph', name])).toBe(name);
  });

  it.each([
    [['subgraph'], 'got "subgraph"'],
    [['subgraph', 'citty'], 'got "subgraph citty"; did you mean city?'],
    [['subgraph', 'city', 'hub'], 'got "subgraph city hub"'],
    [['sub'], 'got "sub"'],
    [['city'], 'got "city"'],
  ])('refuses %j and says what would do', (args, said) => {
    expect(() => roleOf(args)).toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: `expected "subgraph" and one of hub, province, city, grassroots, or no argument for the whole gateway; ${said}`,
      }),
    );
  });
});

it('lets the hub reach all platforms, and a platform’s own subgraph that one', () => {
  expect(platformsOf('gateway')).toEqual(['province', 'city', 'grassroots']);
  expect(platformsOf('hub')).toEqual(['province', 'city', 'grassroots']);
  expect(platformsOf('city')).toEqual(['city']);
});
