import { describe, expect, it } from '@jest/globals';
import { hear } from '../../../src/hub/discrepancies/hear.ts';
import type { Testimony } from '../../../src/hub/discrepancies/testimony.ts';
import type { Spine } from '../../../src/hub/events/spine.ts';
import { loadTimeLimits } from '../../../src/hub/limits/load-time-limits.ts';
import type { PlatformReader } from '../../../src/hub/platform.ts';
import type { PlatformCode } from '../../../src/upstream/platform-code.ts';

const timeLimits = await loadTimeLimits(new URL('../../../schema/', import.meta.url));
const EVENT = { id: 'grassroots:SJ01', origin: 'GRASSROOTS', number: 'SJ01' } as Spine;

describe('who is asked what an event is', () => {
  it('is where it began, and who may have a record of what began there; others are not said to lack one', async () => {
    const asked: PlatformCode[] = [];
    const reader = (platform: PlatformCode, refersTo: readonly PlatformCode[]) => {
      const testimony = async () => {
        asked.push(platform);
        return platform === EVENT.origin ? ({ platform } as Testimony) : null;
      };
      return [platform, { testimony, refersTo } as unknown as PlatformReader] as const;
    };
    const readers = new Map([
      reader('CITY', ['GRASSROOTS']),
      reader('GRASSROOTS', []),
      reader('PROVINCE', ['CITY']),
    ]);
    const { comparison } = await hear(EVENT, {
      readers,
      platforms: new Map(),
      timeLimits,
      discrepancyLagMs: 0,
    });
    expect(asked.sort()).toEqual(['CITY', 'GRASSROOTS']);
    expect([...comparison!.others]).toEqual([['CITY', null]]);
  });
});
