/** Edits: what each platform's records say after one, and that all of it is undone. */
import { describe, expect, it } from '@jest/globals';
import { domainClock } from '../../mocks/clock.ts';
import type { Editable } from '../../mocks/editable.ts';
import { edits } from '../../mocks/edits.ts';
import { loadMocks } from '../../mocks/load.ts';
import { ofEach, PLATFORM_NAMES, type PlatformName } from '../../mocks/platform.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

const mocks = await loadMocks();
const clock = domainClock(NOW, () => 0);
/** Of every platform, over a world of its own. */
const allEditable = () => {
  const world = tinyWorld();
  return ofEach(name => mocks[name].open(world, { domain: clock, realTime: () => 0 }).editable);
};
/** As it is now. */
const newest = ({ records }: Editable) => structuredClone(records.at(0)!.record);

/** Which fields of a record are others than they were. */
const changedFields = (before: object, after: object) =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as never]),
    ),
  );

describe('an edit that nobody says more of', () => {
  const titles: Partial<Record<PlatformName, string>> = {
    province: 'eventTitle',
    city: 'title',
    grassroots: 'sjbt',
  };

  it.each(PLATFORM_NAMES)('puts a mark behind the title, silently (%s)', platform => {
    const editable = allEditable();
    const before = newest(editable[platform]);
    edits(editable, clock).edit(platform, {});
    const changed = changedFields(before, newest(editable[platform]));
    expect(Object.values(changed)).toEqual([expect.stringMatching(/.（改）$/)]);
    if (titles[platform]) expect(Object.keys(changed)).toEqual([titles[platform]]);
  });
});

describe('an edit that is announced', () => {
  const written = {
    province: { version: 3, updateTime: '2024-07-26 18:00:00' },
    city: { etag: '"2+1"', updated_at: '2024-07-26T18:00:00+08:00' },
    grassroots: { bbh: '3', gxsj: '20240726180000' },
  };

  it.each(Object.entries(written))('writes version and time of change too (%s)', (name, expected) => {
    const platform = name as PlatformName;
    const editable = allEditable();
    const before = newest(editable[platform]);
    edits(editable, clock).edit(platform, { announced: true });
    expect(changedFields(before, newest(editable[platform]))).toMatchObject(expected);
  });
});

describe('undo', () => {
  it.each(PLATFORM_NAMES)('puts a record back that was changed several times (%s)', platform => {
    const editable = allEditable();
    const before = newest(editable[platform]);
    const { edit, undo } = edits(editable, clock);
    edit(platform, {});
    edit(platform, { announced: true });
    expect(newest(editable[platform])).not.toEqual(before);
    undo();
    expect(newest(editable[platform])).toEqual(before);
  });

  it('does so too where a platform keeps its records in a list, and changes them in their place', () => {
    const calls = [{ no: 'H1', title: '噪声', seen: { times: 1 } }];
    const own: Editable<(typeof calls)[number]> = {
      records: {
        at: place => numbered(calls[place]),
        find: no => numbered(calls.find(call => call.no === no)),
        change: (no, change) => change(calls.find(call => call.no === no)!),
      },
      marked: ({ title }, mark) => ({ title: `${title}${mark}` }),
      announced: ({ seen }) => ({ seen: { times: seen.times + 1 } }),
    };
    const { edit, undo } = edits({ ...allEditable(), city: own }, clock);
    edit('city', { no: 'H1', announced: true });
    expect(calls).toEqual([{ no: 'H1', title: '噪声（改）', seen: { times: 2 } }]);
    undo();
    expect(calls).toEqual([{ no: 'H1', title: '噪声', seen: { times: 1 } }]);
  });
});

const numbered = <Row extends { no: string }>(record: Row | undefined) => record && { no: record.no, record };
