import { describe, expect, it } from '@jest/globals';
import { askAll, missingOf, together } from '../../../src/hub/situation/count.ts';
import { NOTHING } from '../../../src/hub/situation/measures.ts';
import type { Counted } from '../../../src/hub/situation/statistics.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';
import type { UpstreamError } from '../../../src/upstream/upstream-error.ts';
import { down, memoryPlatform, readersOf } from '../events/memory-platform.ts';

type Answer = Counted<'NONE'>[] | UpstreamError;

const counted = (total: number): Counted<'NONE'>[] => [{ key: null, measures: { ...NOTHING, total } }];
const answers = (province: Answer, city: Answer) =>
  new Map<PlatformCode, Answer>([
    ['PROVINCE', province],
    ['CITY', city],
  ]);

describe('asking all platforms', () => {
  const readers = readersOf([memoryPlatform('PROVINCE', []), memoryPlatform('CITY', [])]);
  const [, city] = [...readers.values()];

  it('puts an error in the place of what one did not say', async () => {
    const said = await askAll(readers, async reader => {
      if (reader === city) throw down('CITY');
      return 7;
    });
    expect(said.get('PROVINCE')).toBe(7);
    expect(said.get('CITY')).toEqual(down('CITY'));
    expect(missingOf(said)).toEqual(['CITY']);
  });

  it('throws on what is no platform’s failure', async () => {
    const fault = new TypeError('a fault of ours');
    await expect(askAll(readers, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});

describe('counts that are read together', () => {
  it('hold what every platform said, each group with its origin', () => {
    const [count] = together<'NONE'>([answers(counted(1), counted(2))], false);
    expect(count).toMatchObject({ platforms: ['PROVINCE', 'CITY'], missing: [] });
    expect(count!.groups.map(({ origin, measures }) => [origin, measures.total])).toEqual([
      ['PROVINCE', 1],
      ['CITY', 2],
    ]);
  });

  it('are none where one platform is missing, unless the others will do', () => {
    const counts = [answers(counted(1), down('CITY'))];
    expect(() => together<'NONE'>(counts, false)).toThrow(down('CITY'));
    const [count] = together<'NONE'>(counts, true);
    expect(count).toMatchObject({ platforms: ['PROVINCE'], missing: ['CITY'] });
    expect(count!.groups).toHaveLength(1);
  });

  it('leave a platform out of all where it did not answer one', () => {
    const counts = [answers(counted(9), counted(5)), answers(counted(4), down('CITY'))];
    for (const count of together<'NONE'>(counts, true)) {
      expect(count).toMatchObject({ platforms: ['PROVINCE'], missing: ['CITY'] });
      expect(count.groups.map(({ origin }) => origin)).toEqual(['PROVINCE']);
    }
  });

  it('are none where no platform answered all', () => {
    const counts = [answers(down('PROVINCE'), counted(5)), answers(counted(4), down('CITY'))];
    expect(() => together<'NONE'>(counts, true)).toThrow(down('PROVINCE'));
  });
});
