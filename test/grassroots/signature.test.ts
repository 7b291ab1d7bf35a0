import { describe, expect, it } from '@jest/globals';
import { signature, signed } from '../../src/grassroots/signature.ts';
import { type Call, get, type Send } from '../../src/upstream/call.ts';
import { handClock } from '../clock.ts';

const credentials = { accessKey: 'lsgt-grassroots-demo', secretKey: 'grassroots-secret-demo' };
const DATE = 'Mon, 13 May 2024 02:00:00 GMT';
const PATH = '/jczz/api/sj/lb';

function sign(query: string, { method = 'GET', path = PATH } = {}): string {
  return signature(credentials, method, path, new URLSearchParams(query), DATE);
}

describe('the signature of a call', () => {
  it('is that of the contract’s three vectors', () => {
    expect(sign('page=1&limit=50&sjzt=DSL,DFP&xzqh=331102')).toBe(
      'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
    );
    expect(sign('page=1&limit=50&gjc=%E5%9E%83%E5%9C%BE')).toBe(
      'Z1GeIH1UnbFO9G9mFvdZrGD6qmqud4YIj2KdtsXVV/w=',
    );
    expect(sign('', { method: 'POST', path: '/jczz/api/sj/ztgx' })).toBe(
      '16U3w8nQqp6tBCPSEIwx1WizZXVT5UQT7s/4r0AhJNU=',
    );
  });

  it('does not depend on the order of the parameters', () => {
    expect(sign('b=2&a=1&c=3')).toBe(sign('c=3&a=1&b=2'));
  });

  it('sorts by code points, not by UTF-16 units', () => {
    // U+FF21 comes before U+1F600, whose first unit is smaller.
    expect(sign('Ａ=1&😀=2')).toBe('AZ5DmaM3KbDYx00bQFK50e8OKCqpPUf7nDYGhbOVfaU=');
  });

  it('changes with each part of what is signed', () => {
    const ours = sign('page=1');
    const others = [sign('page=2'), sign('page=1', { method: 'POST' }), sign('page=1', { path: '/sj/lb' })];
    expect(new Set([ours, ...others]).size).toBe(4);
  });
});

describe('a signed call', () => {
  const clock = handClock('2024-05-13T02:00:00.999Z');
  const caught: Call[] = [];
  const send: Send = async call => {
    caught.push(call);
    return { status: 200, headers: {}, body: null };
  };
  const { signal } = new AbortController();
  const call = get('GRASSROOTS', 'sj/lb', { page: 1, limit: 50, gjc: '垃圾' }, { signal });

  it.each(['/jczz/api', '/jczz/api/'])('has the four headers, over the path below %s', async base => {
    await signed(credentials, base, clock)(send)({ ...call, headers: { 'x-own': 'kept' } });
    expect(caught.pop()).toEqual({
      ...call,
      headers: {
        'x-own': 'kept',
        'x-bg-hmac-access-key': 'lsgt-grassroots-demo',
        'x-bg-hmac-algorithm': 'hmac-sha256',
        'x-bg-date-time': DATE,
        'x-bg-hmac-signature': 'Z1GeIH1UnbFO9G9mFvdZrGD6qmqud4YIj2KdtsXVV/w=',
      },
    });
  });

  it('signs below no base path as well', async () => {
    await signed(credentials, '/', clock)(send)(call);
    const expected = signature(credentials, 'GET', '/sj/lb', call.query, DATE);
    expect(caught.pop()!.headers['x-bg-hmac-signature']).toBe(expected);
  });
});
