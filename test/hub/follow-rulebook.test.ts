import { EventEmitter } from 'node:events';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { followRulebook } from '../../src/hub/follow-rulebook.ts';
import { loadRulebook, type Rulebook } from '../../src/hub/rulebook.ts';
import { handClock } from '../clock.ts';
import { type WrittenFiles, writtenFiles } from './files/written-files.ts';

const LITTER = 'matters/01-city-appearance-and-sanitation.yaml';
const GAS = 'matters/08-urban-gas.yaml';

interface Line {
  level: number;
  msg: string;
  [field: string]: unknown;
}

/** A catalogue that is followed: what was put to use, what was logged, and hands for all that can happen to it. */
async function following(
  files: WrittenFiles,
  quietMs: number | null = 500,
  { watchable = true, meanwhile = () => {} } = {},
) {
  const directory = new URL(`file://${files.directory}/`);
  const told = new EventEmitter();
  const clock = handClock();
  const used: Rulebook[] = [];
  const refused: boolean[] = [];
  const lines: Line[] = [];
  const watched = new Map<string, { changed: () => void; failed: (error: Error) => void }>();
  let logged: () => void = () => {};
  const log = pino(
    { base: null },
    {
      write(line: string) {
        lines.push(JSON.parse(line));
        logged();
      },
    },
  );
  const rulebook = await loadRulebook(directory);
  meanwhile();
  const followed = followRulebook({
    directory,
    rulebook,
    use: next => used.push(next),
    refused: are => refused.push(are),
    told,
    quietMs,
    watch(folder, changed, failed) {
      if (!watchable) throw new Error('ENOSPC: System limit for number of file watchers reached');
      if (!existsSync(folder)) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
      const name = folder.pathname.split('/').at(-2)!;
      watched.set(name, { changed, failed });
      return { [Symbol.dispose]: () => void watched.delete(name) };
    },
    clock,
    log,
  });
  return {
    ...{ told, clock, used, refused, lines, watched, followed },
    /** Resolves with the next line of the log. */
    line: () =>
      new Promise<Line>(resolve => {
        logged = () => resolve(lines.at(-1)!);
      }),
    [Symbol.asyncDispose]: () => followed[Symbol.asyncDispose](),
  };
}

describe('a catalogue that is followed', () => {
  it('takes effect when the process is told, and says what has changed in one line', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    files.edit(
      LITTER,
      'en: Dumping, scattering or piling construction waste',
      'en: Dumping construction waste',
    );
    files.remove(GAS);
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({
      level: 30,
      msg: 'the catalogue has changed; new requests have it',
      matters: { added: 0, removed: 5, changed: 1 },
      categories: { added: 0, removed: 1, changed: 0 },
      warnings: [],
    });
    expect(Object.keys(await line)).not.toContain('regions');
    expect(it.lines).toHaveLength(1);
    expect(it.used.map(({ catalogue }) => catalogue.matter('E-01-005')!.nameEn)).toEqual([
      'Dumping construction waste',
    ]);
  });

  it('brings what is known of the platforms’ directories with it', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    const known = '{ platform: CITY, code: CF-280901, kind: NEW, seen: 甲, reason: 不归本级 }';
    files.edit('directory/known-drift.yaml', 'known: []', `known: [${known}]`);
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({ knownDrift: 'changed' });
    expect(it.used[0]!.catalogue.knownDrift).toMatchObject([{ code: 'CF-280901', reason: '不归本级' }]);
  });

  it('brings the time limits, the calendar and the indicators with it', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    files.edit('limits/limits.yaml', '# The time limits of', '# The limits of');
    const same = it.line();
    it.told.emit('SIGHUP');
    expect(await same).toMatchObject({ msg: 'the catalogue was read again and says the same' });

    files.edit('limits/limits.yaml', 'limit: { hours: 2 }', 'limit: { hours: 77 }');
    files.edit('limits/calendar.yaml', 'New Year, from: 2026-01-01', 'New Year’s Day, from: 2026-01-01');
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({ limits: 'changed', calendar: 'changed' });
    expect(Object.keys(await line)).not.toContain('indicators');
    expect(it.used.at(-1)!.timeLimits.limits.L1.limit).toEqual({ hours: 77 });
  });

  it('stays where the changed files are bad, and the findings are those of the start', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    files.edit(GAS, 'CF-080831', 'CF-08x');
    const refused = it.line();
    it.told.emit('SIGHUP');
    expect(await refused).toMatchObject({
      level: 50,
      msg: 'the changed catalogue is refused, and the one before stays; mend its files',
      findings: [
        `schema/matters/08-urban-gas.yaml:52:45 codes.city "CF-08x": expected CF- and six digits; look the code up in the city's item directory`,
      ],
    });
    expect([it.used, it.refused]).toEqual([[], [true]]);

    files.edit(GAS, 'CF-08x', 'CF-080832');
    const taken = it.line();
    it.told.emit('SIGHUP');
    expect(await taken).toMatchObject({ matters: { added: 0, removed: 0, changed: 1 } });
    expect(it.used).toHaveLength(1);
    expect(it.refused).toEqual([true, false]);
  });

  it('stays where there is nothing to read, which is said', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    rmSync(join(files.directory, 'matters'), { recursive: true });
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({
      level: 50,
      msg: 'the catalogue could not be read again; the one before stays',
      err: { code: 'ENOENT' },
    });
    expect(it.used).toEqual([]);
  });

  it('is not put to use again where it says the same', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    files.edit(LITTER, '# Constructed, not official', '# Constructed and not official');
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({ level: 30, msg: 'the catalogue was read again and says the same' });
    expect(it.used).toEqual([]);
  });

  it('is read once its watched files have been left alone, and not before', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    expect([...it.watched.keys()]).toEqual(['schema', 'matters', 'directory', 'limits', 'indicators']);
    files.edit(LITTER, 'en: Dumping, scattering or piling construction waste', 'en: Dumping');
    it.watched.get('matters')!.changed();
    it.clock.advance(400);
    it.watched.get('directory')!.changed();
    it.clock.advance(499);
    await turn(); // What was read too early would be in use by now.
    expect(it.used).toEqual([]);
    const line = it.line();
    it.clock.advance(1);
    expect(await line).toMatchObject({ matters: { changed: 1 } });
    expect(it.lines).toHaveLength(1);
    expect(it.used).toHaveLength(1);
  });

  it('is read once more at first: it may have changed before it was watched, and only that is said', async () => {
    using files = writtenFiles();
    await using it = await following(files, 500, { meanwhile: () => files.remove(GAS) });
    const line = it.line();
    it.clock.advance(500);
    expect(await line).toMatchObject({ level: 30, categories: { removed: 1 } });

    await using same = await following(files);
    same.clock.advance(500);
    await turn(); // It is read now, and says the same.
    files.remove(LITTER);
    const next = same.line();
    same.told.emit('SIGHUP');
    await next;
    expect(same.lines).toMatchObject([{ categories: { removed: 1 } }]);
  });

  it('is watched no more where its folder cannot be, which is said', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    it.watched.get('matters')!.failed(new Error('gone'));
    expect(it.lines).toMatchObject([
      { level: 40, msg: 'the catalogue is watched no more; send SIGHUP after a change' },
    ]);
  });

  it('is followed by signal alone where the machine can watch no more', async () => {
    using files = writtenFiles();
    await using it = await following(files, 500, { watchable: false });
    const msg = 'the catalogue is watched no more; send SIGHUP after a change';
    expect(it.lines).toMatchObject([{ level: 40, msg }]);
    files.remove(GAS);
    const line = it.line();
    it.told.emit('SIGHUP');
    expect(await line).toMatchObject({ level: 30, categories: { removed: 1 } });
    expect(it.lines).toHaveLength(2);
  });

  it('is watched again where its folders were replaced by others, whose changes are read too', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    const matters = join(files.directory, 'matters');
    renameSync(matters, `${matters}-former`);
    // What was watched is no more in the place that is read; the folder above tells.
    it.watched.get('schema')!.changed();
    const missing = it.line();
    it.clock.advance(500);
    expect(await missing).toMatchObject({ level: 50, err: { code: 'ENOENT' } });
    expect([...it.watched.keys()]).toEqual(['schema', 'directory', 'limits', 'indicators']);

    renameSync(`${matters}-former`, matters);
    it.watched.get('schema')!.changed();
    const same = it.line();
    it.clock.advance(500);
    expect(await same).toMatchObject({ msg: 'the catalogue was read again and says the same' });
    expect([...it.watched.keys()].sort()).toEqual(['directory', 'indicators', 'limits', 'matters', 'schema']);
    files.remove(GAS);
    it.watched.get('matters')!.changed();
    const line = it.line();
    it.clock.advance(500);
    expect(await line).toMatchObject({ level: 30, categories: { removed: 1 } });
    expect(it.lines).toHaveLength(3);
  });

  it('says that it cannot be watched again where it was in between', async () => {
    using files = writtenFiles();
    await using it = await following(files);
    const warning = { level: 40 };
    it.watched.get('matters')!.failed(new Error('gone'));
    it.watched.get('directory')!.failed(new Error('gone'));
    expect(it.lines).toMatchObject([warning]);
    const line = it.line();
    it.told.emit('SIGHUP');
    await line;
    it.watched.get('matters')!.failed(new Error('gone again'));
    expect(it.lines).toMatchObject([warning, { level: 30 }, warning]);
  });

  it('is left alone by files where it is not watched, and by everybody once it ended', async () => {
    using files = writtenFiles();
    const it = await following(files, null);
    expect(it.watched.size).toBe(0);
    await it.followed[Symbol.asyncDispose]();
    expect(it.told.listenerCount('SIGHUP')).toBe(0);
  });
});
