import { describe, expect, it } from '@jest/globals';
import type { GrassrootsClient } from '../../src/grassroots/client.ts';
import { grassrootsReader } from '../../src/grassroots/loaders.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { UNFILTERED } from '../../src/hub/events/event-filter.ts';
import { parseEventId } from '../../src/hub/events/event-id.ts';
import type { Request } from '../../src/request.ts';
import { SourceLog } from '../../src/upstream/source-log.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';
import { forgetful } from '../cache/forgetful.ts';
import { aRequest } from '../request.ts';
import { event } from './event.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const FIRST = { until: null, limit: 50, continuation: null, total: false };
const NOT_ASKED = () => Promise.reject(new Error('not to be asked'));

/** The reader of one request over a client that answers so, with what it was asked. */
function reading(answers: Partial<GrassrootsClient>) {
  const calls: [call: keyof GrassrootsClient, asked: unknown][] = [];
  const sources = new SourceLog();
  const counted =
    <Asked, Answer>(
      call: keyof GrassrootsClient,
      answer: (asked: Asked, request: Request) => Promise<Answer> = NOT_ASKED,
    ) =>
    (asked: Asked, request: Request) => {
      calls.push([call, asked]);
      return answer(asked, request);
    };
  const client = {
    list: counted('list', answers.list),
    byNumbers: counted('byNumbers', answers.byNumbers),
    byReferences: counted('byReferences', answers.byReferences),
  } as unknown as GrassrootsClient;
  return { reader: grassrootsReader(client, catalogue, aRequest(sources), forgetful()), calls, sources };
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => `SJ${20240513000000 + n}`);
const own = (sjbh: string) => event({ sjbh, sjbt: `title of ${sjbh}` });

describe('events by their numbers', () => {
  it('are asked for in one call and matched by key, in whatever order they come', async () => {
    const { reader, calls } = reading({
      byNumbers: async asked => asked.toReversed().map(own),
    });
    const spines = await Promise.all(numbers(50).map(number => reader.spine(number)));
    expect(spines.map(spine => [spine?.number, spine?.title])).toEqual(
      numbers(50).map(number => [number, `title of ${number}`]),
    );
    expect(calls).toEqual([['byNumbers', numbers(50)]]);
  });

  it('are null where the platform has none of that number, and none else is taken for it', async () => {
    const { reader } = reading({
      byNumbers: async asked => [own('SJ20249999999999'), ...asked.filter((_, n) => n % 2 === 1).map(own)],
    });
    const spines = await Promise.all(numbers(4).map(number => reader.spine(number)));
    expect(spines.map(spine => spine?.number)).toEqual([
      undefined,
      'SJ20240513000001',
      undefined,
      'SJ20240513000003',
    ]);
  });

  it('are asked for in calls of fifty, the most that one takes', async () => {
    const { reader, calls } = reading({ byNumbers: async asked => asked.map(own) });
    await Promise.all(numbers(120).map(number => reader.spine(number)));
    expect(calls.map(([, asked]) => (asked as string[]).length)).toEqual([50, 50, 20]);
  });

  it('of another form are known to be none, and not asked for', async () => {
    const { reader, calls } = reading({ byNumbers: async asked => asked.map(own) });
    const [first] = numbers(1);
    const asked = ['SJ1', `${first}0`, 'XS20240513000000', first!].map(number => reader.spine(number));
    expect((await Promise.all(asked)).map(spine => spine?.number)).toEqual([
      undefined,
      undefined,
      undefined,
      first,
    ]);
    expect(await reader.spine('SJ2')).toBeNull();
    expect(calls).toEqual([['byNumbers', [first]]]);
  });

  it('are asked for once in a request, for spine and section alike', async () => {
    const { reader, calls } = reading({ byNumbers: async asked => asked.map(own) });
    await Promise.all([
      reader.spine('SJ20240513000001'),
      reader.spine('SJ20240513000001'),
      reader.section(parseEventId('grassroots:SJ20240513000001')),
    ]);
    await reader.spine('SJ20240513000001');
    expect(calls).toEqual([['byNumbers', ['SJ20240513000001']]]);
  });

  it('have their number read without blanks', async () => {
    const { reader } = reading({ byNumbers: async () => [own(' SJ20240513000001 ')] });
    expect(await reader.spine('SJ20240513000001')).toMatchObject({
      id: 'grassroots:SJ20240513000001',
      number: 'SJ20240513000001',
    });
  });

  it('are no events of this origin where they were sent down', async () => {
    const { reader } = reading({ byNumbers: async () => [event({ sjbh: 'SJ20240513000001', sjly: 'XF' })] });
    expect(await reader.spine('SJ20240513000001')).toBeNull();
  });

  it('fail together, with the platform’s error', async () => {
    const error = new UpstreamError('UPSTREAM_TIMEOUT', 'GRASSROOTS', 'sj/plcx: no answer');
    const { reader } = reading({ byNumbers: () => Promise.reject(error) });
    await expect(reader.spine('SJ20240513000001')).rejects.toBe(error);
  });
});

describe('a page of a list', () => {
  const page = async () => ({ events: [own('SJ20240513000001'), own('SJ20240513000002')], total: 120 });

  it('asks the filter’s words with bound, page and limit', async () => {
    const { reader, calls } = reading({ list: page });
    const [branch] = reader.branches({ ...UNFILTERED, to: 1_721_966_400, statuses: ['CLOSED'] });
    await branch!(FIRST);
    await branch!({ ...FIRST, until: 1_721_966_399, limit: 10, continuation: '3' });
    expect(calls).toMatchObject([
      ['list', { sjly: 'WG', sjzt: 'YBJ', jssj: '2024-07-26 12:00:00', page: 1, limit: 50 }],
      ['list', { sjly: 'WG', sjzt: 'YBJ', jssj: '2024-07-26 11:59:59', page: 3, limit: 10 }],
    ]);
  });

  it('gives each event with its place, how many match, and where it goes on', async () => {
    const { reader } = reading({ list: page });
    const [branch] = reader.branches(UNFILTERED);
    const at = Date.parse('2024-05-13T09:14:20+08:00') / 1000;
    const { entries, total, continuation } = await branch!(FIRST);
    expect(entries.map(({ spine, at }) => [spine.id, at])).toEqual([
      ['grassroots:SJ20240513000001', at],
      ['grassroots:SJ20240513000002', at],
    ]);
    expect([total, continuation]).toEqual([120, '2']);
    expect((await branch!({ ...FIRST, continuation: '2' })).continuation).toBe('3');
    expect((await branch!({ ...FIRST, continuation: '3' })).continuation).toBeNull();
  });

  it('makes the events’ own sections cost no call', async () => {
    const { reader, calls } = reading({ list: page });
    const { entries } = await reader.branches(UNFILTERED)[0]!(FIRST);
    const sections = await Promise.all(entries.map(({ spine }) => reader.section(spine)));
    expect(sections.map(section => section?.number)).toEqual(['SJ20240513000001', 'SJ20240513000002']);
    expect(calls.map(([call]) => call)).toEqual(['list']);
  });

  it('keeps an event whose time cannot be read, without a place, and reports it', async () => {
    const { reader, sources } = reading({
      list: async () => ({ events: [event({ sjbh: 'SJ20240513000001', sbsj: '?' })], total: 1 }),
    });
    const { entries } = await reader.branches(UNFILTERED)[0]!(FIRST);
    expect(entries).toMatchObject([{ spine: { number: 'SJ20240513000001', reportedAt: null }, at: null }]);
    expect(sources.diagnostics).toMatchObject([
      { platform: 'GRASSROOTS', record: 'SJ20240513000001', field: 'sbsj' },
    ]);
  });

  it('reports a record out of the promised order, and gives it with its own time', async () => {
    const at = (time: string, sjbh: string) => event({ sjbh, sbsj: `2024-05-13 ${time}` });
    const { reader, sources } = reading({
      list: async () => ({
        events: [
          at('10:00:00', 'SJ20240513000004'),
          at('08:00:00', 'SJ20240513000002'),
          at('09:00:00', 'SJ20240513000003'),
          at('07:00:00', 'SJ20240513000001'),
        ],
        total: 4,
      }),
    });
    const { entries } = await reader.branches(UNFILTERED)[0]!(FIRST);
    expect(entries.map(({ spine, at }) => [spine.number.at(-1), at === null])).toEqual([
      ['4', false],
      ['2', false],
      ['3', false],
      ['1', false],
    ]);
    expect(entries[2]?.spine.reportedAt).toBe('2024-05-13T09:00:00+08:00');
    expect(sources.diagnostics).toMatchObject([{ record: 'SJ20240513000003', field: 'sbsj' }]);
  });

  it('leaves out a record with a number of another form, since no platform can be asked for it, and reports it', async () => {
    const { reader, sources } = reading({
      list: async () => ({ events: [own('SJ1'), own('SJ20240513000001')], total: 2 }),
    });
    const { entries } = await reader.branches(UNFILTERED)[0]!(FIRST);
    expect(entries.map(({ spine }) => spine.number)).toEqual(['SJ20240513000001']);
    expect(sources.diagnostics).toMatchObject([{ record: null, field: 'sjbh' }]);
  });

  it('leaves out each record without a number, and reports it', async () => {
    const { reader, sources } = reading({
      list: async () => ({ events: [event({ sjbh: '' }), own('SJ20240513000002'), 'rubbish'], total: 3 }),
    });
    const { entries } = await reader.branches(UNFILTERED)[0]!(FIRST);
    expect(entries.map(({ spine }) => spine.number)).toEqual(['SJ20240513000002']);
    const line = {
      code: 'UPSTREAM_INVALID_DATA',
      platform: 'GRASSROOTS',
      record: null,
      field: 'sjbh',
      message: 'expected a number, got none; the record is left out',
    };
    expect(sources.diagnostics).toEqual([line, line]);
  });
});

describe('the section of an event of another origin', () => {
  const clue = parseEventId('city:XS20240513000087');
  const task = parseEventId('province:RW20240513000001');
  const sentDown = (sjbh: string, gxsj = '20240513100000') => event({ sjbh, sjly: 'XF', gxsj });

  it('is the record that was sent down under its number, in one call for events of both origins', async () => {
    const { reader, calls } = reading({
      byReferences: async () => [
        { yy: 'RW:RW20240513000001', sj: [sentDown('SJ20240513000002')] },
        { yy: 'XS:XS20240513000087', sj: [sentDown('SJ20240513000001')] },
      ],
    });
    const sections = await Promise.all([reader.section(clue), reader.section(task)]);
    expect(sections.map(section => section?.number)).toEqual(['SJ20240513000001', 'SJ20240513000002']);
    expect(calls).toEqual([['byReferences', ['XS:XS20240513000087', 'RW:RW20240513000001']]]);
  });

  it('is null where the platform knows nothing of it', async () => {
    const { reader, sources } = reading({
      byReferences: async () => [{ yy: 'RW:RW20240513000001', sj: [] }],
    });
    expect(await Promise.all([reader.section(clue), reader.section(task)])).toEqual([null, null]);
    expect(sources.diagnostics).toEqual([]);
  });

  it('is the record changed last where there are several', async () => {
    const { reader } = reading({
      byReferences: async () => [
        {
          yy: 'XS:XS20240513000087',
          sj: [
            sentDown('SJ20240513000001'),
            sentDown('SJ20240513000002', '20240601000000'),
            sentDown('SJ20240513000003', '?'),
          ],
        },
      ],
    });
    expect((await reader.section(clue))?.number).toBe('SJ20240513000002');
  });

  it('is never that of an answer without its reference, which is reported', async () => {
    const { reader, sources } = reading({
      byReferences: async () => [{ sj: [sentDown('SJ20240513000001')] }, 'rubbish'],
    });
    // It may have been this event's: to say that there is none would be a guess.
    await expect(reader.section(clue)).rejects.toMatchObject({ code: 'UPSTREAM_INVALID_DATA' });
    const line = { platform: 'GRASSROOTS', record: null, field: 'yy' };
    expect(sources.diagnostics).toMatchObject([line, line]);
  });

  it('is that of a record with a number, and one without is reported', async () => {
    const { reader, sources } = reading({
      byReferences: async () => [
        { yy: 'XS:XS20240513000087', sj: [sentDown(''), sentDown('SJ20240513000001')] },
      ],
    });
    expect((await reader.section(clue))?.number).toBe('SJ20240513000001');
    expect(sources.diagnostics).toMatchObject([{ record: null, field: 'sjbh' }]);
  });

  it('fails alone, as unreadable, where its records are no list', async () => {
    const { reader } = reading({
      byReferences: async () => [
        { yy: 'XS:XS20240513000087', sj: 'rubbish' },
        { yy: 'RW:RW20240513000001', sj: [sentDown('SJ20240513000002')] },
      ],
    });
    const [ofClue, ofTask] = await Promise.allSettled([reader.section(clue), reader.section(task)]);
    expect(ofTask).toMatchObject({ status: 'fulfilled', value: { number: 'SJ20240513000002' } });
    expect(ofClue).toMatchObject({
      status: 'rejected',
      reason: {
        code: 'UPSTREAM_INVALID_DATA',
        message: 'sj/yycx: expected a list at sj, got another value; ask the platform about it',
      },
    });
  });
});
