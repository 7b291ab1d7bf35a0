import { describe, expect, it } from '@jest/globals';
import { runningGateway } from './running-gateway.ts';

const HOME = 'https://front.example.cn';
const PREFLIGHT = {
  method: 'OPTIONS',
  headers: {
    origin: HOME,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  },
};

describe('a page of another origin', () => {
  it('may not ask by default', async () => {
    await using gateway = await runningGateway();
    const preflight = await gateway.fetch('/graphql', PREFLIGHT);
    expect(preflight.status).toBe(405);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const asked = await gateway.query('{ hello }', {}, { origin: HOME });
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may ask where its origin is listed', async () => {
    await using gateway = await runningGateway({ corsOrigins: [HOME] });
    const preflight = await gateway.fetch('/graphql', PREFLIGHT);
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': HOME,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers':
        'content-type,cache-control,traceparent,x-request-id,x-guantong-trace,apollographql-client-name,apollographql-client-version',
      'access-control-max-age': '600',
    });
    const asked = await gateway.query('{ hello }', {}, { origin: HOME });
    expect(asked.headers.get('access-control-allow-origin')).toBe(HOME);
    expect(asked.headers.get('access-control-expose-headers')).toBe('x-request-id,retry-after');
    expect(asked.headers.get('vary')).toBe('Origin');
  });

  it('reads refusals too, where its origin is listed', async () => {
    await using gateway = await runningGateway({ corsOrigins: [HOME] });
    const refused = await gateway.query('', {}, { origin: HOME });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, HOME]);
  });

  it('may not ask where only others are listed', async () => {
    await using gateway = await runningGateway({ corsOrigins: ['https://other.example.cn'] });
    const preflight = await gateway.fetch('/graphql', PREFLIGHT);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});
