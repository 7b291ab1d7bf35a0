import { describe, expect, it } from '@jest/globals';
import { get, type Layer, post, type Send, through } from '../../src/upstream/call.ts';

const scope = { signal: new AbortController().signal };

describe('layers around a way to send', () => {
  const told: string[] = [];
  const layer =
    (name: string): Layer =>
    next =>
    async call => {
      told.push(`${name} out`);
      const reply = await next({ ...call, path: `${call.path}/${name}` });
      told.push(`${name} back`);
      return reply;
    };
  const send: Send = async ({ path }) => {
    told.push('sent');
    return { status: 200, headers: {}, body: path };
  };

  it('are passed in the order in which they are named, the first outermost, and back again', async () => {
    const reply = await through(layer('a'), layer('b'), layer('c'))(send)(get('CITY', 'clues', {}, scope));
    expect(reply.body).toBe('/clues/a/b/c');
    expect(told.splice(0)).toEqual(['a out', 'b out', 'c out', 'sent', 'c back', 'b back', 'a back']);
  });

  it('may be none', () => {
    expect(through()(send)).toBe(send);
  });
});

describe('a GET of a contract', () => {
  it('leaves null parameters out, repeats lists, and keeps what is empty or zero', () => {
    const { query, ...call } = get(
      'CITY',
      'clues',
      { status: ['registered', 'pending_dispatch'], page: 0, text: '', region: null, none: [] },
      scope,
    );
    expect([...query]).toEqual([
      ['status', 'registered'],
      ['status', 'pending_dispatch'],
      ['page', '0'],
      ['text', ''],
    ]);
    expect(call).toEqual({
      platform: 'CITY',
      name: 'clues',
      method: 'GET',
      path: '/clues',
      headers: {},
      body: null,
      ...scope,
    });
  });
});

describe('a POST of a contract', () => {
  it('sends JSON and says so', () => {
    const { query, ...call } = post('GRASSROOTS', 'sj/plcx', { sjbhs: 'SJ1,SJ2' }, scope);
    expect([...query]).toEqual([]);
    expect(call).toEqual({
      platform: 'GRASSROOTS',
      name: 'sj/plcx',
      method: 'POST',
      path: '/sj/plcx',
      headers: { 'content-type': 'application/json' },
      body: '{"sjbhs":"SJ1,SJ2"}',
      ...scope,
    });
  });
});
