/** How a tester reads and changes what a platform holds: `world.city.clues` and its like. */
import { describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { createWorld } from '../../mocks/world/create.ts';
import { cityCaller } from './callers.ts';

const made = () => createWorld({ events: 60 });

describe('a tester', () => {
  it('reads every record in list order, one by place, and one by number', () => {
    const { clues } = made().city;
    const all = clues.all();
    expect(all).toHaveLength(clues.length);
    expect([...clues]).toEqual(all);
    expect([clues.at(0), clues.at(-1), clues.at(all.length)]).toEqual([all[0], all.at(-1), undefined]);
    for (const { no, record } of all) expect(clues.find(no)?.record).toEqual(record);
    expect(clues.find('XS20240101999999')).toBeUndefined();
  });

  it('cannot change a record by the way, to all its depth', () => {
    const { record } = made().city.clues.at(-1)!;
    expect(() => Object.assign(record, { status: 'closed' })).toThrow(TypeError);
    expect(() => record.logs!.pop()).toThrow(TypeError);
  });

  it('changes a record, and lists, filters, statistics, batches, documents and changes say so', async () => {
    const world = made();
    const { clues } = world.city;
    const own = clues.all().find(({ record }) => !record.source && record.documents?.length)!;
    await using mocks = await startMocks({ world });
    const city = await cityCaller(mocks.urls.city);
    const asked = async () => ({
      listed: (await city.get('/clues', { q: '占道卖鱼', status: 'merged' })).body.items,
      counted: (await city.post('/statistics', { filter: { status: ['merged'] }, group_by: ['region_9'] }))
        .body.rows,
      found: (await city.post('/clues:by-reference', { references: [{ platform: 'province', no: 'RW1' }] }))
        .body.items,
      documents: (
        await city.get('/documents', { region_code: '331171', issued_from: '2024-07-26T17:00:00Z' })
      ).body.items,
      changes: (await city.get('/changes', { limit: 500, cursor })).body.items,
    });
    let cursor = '';
    for (;;) {
      const { items, next_cursor } = (await city.get('/changes', { limit: 500, ...(cursor && { cursor }) }))
        .body;
      cursor = next_cursor;
      if (items.length === 0) break;
    }
    expect(await asked()).toMatchObject({ listed: [], found: [], documents: [], changes: [] });
    const before = (await asked()).counted.length;

    clues.change(own.no, clue => {
      Object.assign(clue, {
        title: '小区门口占道卖鱼',
        status: 'merged',
        region_code: '331171',
        etag: '"99"',
      });
      clue.source = { platform: 'province', no: 'RW1' };
      clue.documents!.at(-1)!.issued_at = '2024-07-27T08:00:00+08:00';
    });
    const { listed, counted, found, documents, changes } = await asked();
    expect(listed.map((clue: { clue_no: string }) => clue.clue_no)).toEqual([own.no]);
    expect(counted).toHaveLength(before + 1);
    expect(counted).toContainEqual(expect.objectContaining({ keys: { region_9: '331171000' }, total: 1 }));
    expect(found).toMatchObject([{ no: 'RW1', clues: [{ clue_no: own.no }] }]);
    expect(documents).toMatchObject([{ clue_no: own.no }]);
    expect(changes.map(({ type }: { type: string }) => type)).toEqual(['updated']);
    expect(clues.at(clues.all().findIndex(({ no }) => no === own.no))?.reportedAt).toBe(own.reportedAt);

    clues.change(own.no, clue => Object.assign(clue, { title: own.record.title, etag: '"100"' }));
    expect((await asked()).listed).toEqual([]);
    expect((await asked()).changes).toHaveLength(2);
  });

  it('inserts a record at its place and removes it again, with all that hangs on it', () => {
    const { clues } = made().city;
    const before = clues.all();
    const { documents } = clues.parts;
    const count = documents.length;
    const twin = before.find(({ record }) => record.documents?.length)!;
    clues.insert({ ...twin, no: `${twin.no}B`, record: { ...twin.record, clue_no: `${twin.no}B` } });
    expect(clues.at(before.indexOf(twin) + 1)?.no).toBe(`${twin.no}B`);
    expect(documents.length).toBe(count + twin.record.documents!.length);
    clues.remove(`${twin.no}B`);
    expect([clues.all(), documents.length]).toEqual([before, count]);
    clues.remove(twin.no);
    expect(clues.all()).toEqual(before.filter(({ no }) => no !== twin.no));
    expect([clues.find(twin.no), clues.lookup(twin.no)]).toEqual([undefined, []]);
  });

  it('finds by number what has that number, and not what another key names', async () => {
    const world = made();
    const { clues } = world.city;
    const { no, record } = clues.all().find(({ record: { source } }) => source)!;
    const key = `${record.source!.platform} ${record.source!.no}`;
    expect(clues.lookup(key).map(found => found.no)).toContain(no);
    expect([clues.numbered(no)?.record, clues.numbered(key)]).toEqual([record, undefined]);

    await using mocks = await startMocks({ world });
    const city = await cityCaller(mocks.urls.city);
    expect((await city.post('/clues:batch-get', { clue_nos: [no, key] })).body.items).toHaveLength(1);
    expect((await city.get(`/clues/${encodeURIComponent(key)}`)).status).toBe(404);
  });

  it('is left with what was there by a change or an insertion that makes a record unreadable', () => {
    const { clues } = made().city;
    const before = clues.all();
    const unreadable = { status: null as unknown as string };
    const [held, other] = [before[0]!, before[1]!];
    clues.change(held.no, clue => Object.assign(clue, { title: 'x' }));
    const changed = clues.at(0)!;
    for (const { no } of [held, other])
      expect(() => clues.change(no, clue => Object.assign(clue, unreadable))).toThrow(TypeError);
    const added = { ...other, no: `${other.no}B`, record: { ...other.record, ...unreadable } };
    expect(() => clues.insert(added)).toThrow(TypeError);
    expect(clues.all()).toEqual([changed, ...before.slice(1)]);
    for (const { no, record } of [changed, other]) expect(clues.numbered(no)?.record).toEqual(record);
    expect(clues.find(added.no)).toBeUndefined();
  });

  it('is told what is wrong with a number', () => {
    const { clues } = made().city;
    expect(() => clues.change('XS1', () => {})).toThrow(
      'change: expected the number of a record, got XS1, which there is none of',
    );
    expect(() => clues.remove('XS1')).toThrow(
      'remove: expected the number of a record, got XS1, which there is none of',
    );
    const first = clues.at(0)!;
    expect(() => clues.insert(first)).toThrow(`insert: expected a new number, got ${first.no}, which exists`);
  });
});
