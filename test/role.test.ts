import { describe, expect, it } from '@jest/globals';
import { platformsOf, roleOf, SUBGRAPHS } from '../src/role.ts';
import { PLATFORM_NAMES } from '../src/upstream/platform-code.ts';
import { OTHERS } from './three-platforms.ts';

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
        message: `expected "subgraph" and one of ${SUBGRAPHS.join(', ')}, or no argument for the whole gateway; ${said}`,
      }),
    );
  });
});

it('lists the hub, then the platforms in the order in which people read of them', () => {
  expect(SUBGRAPHS.filter(name => name === 'hub' || !OTHERS.includes(name))).toEqual([
    'hub',
    'province',
    'city',
    'grassroots',
  ]);
});

it('lets the hub reach all platforms, and a platform’s own subgraph that one', () => {
  expect(platformsOf('gateway')).toEqual(PLATFORM_NAMES);
  expect(platformsOf('hub')).toEqual(PLATFORM_NAMES);
  expect(platformsOf('city')).toEqual(['city']);
});
