/** A subgraph as a server of its own: whom it reaches, what it bears, what it says of its health. */
import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { readConfig } from '../../src/config.ts';
import { SUBGRAPH_LIMITS } from '../../src/gateway/limits.ts';
import { PLATFORMS } from '../../src/platform-modules.ts';
import { subgraphSdl } from '../../src/schema.ts';
import { PLATFORM_NAMES } from '../../src/upstream/platform-code.ts';
import { running } from '../guantong/running.ts';
import { THREE } from '../three-platforms.ts';

describe('its health', () => {
  it('is that of its own platform', async () => {
    await using city = await running({ subgraph: 'city' });
    const ready = async () => {
      const response = await fetch(`${city.url}/health/ready`);
      return {
        status: response.status,
        platforms: Object.keys(((await response.json()) as { platforms: object }).platforms),
      };
    };
    expect(await ready()).toEqual({ status: 200, platforms: ['CITY'] });
    expect((await fetch(`${city.url}/health/live`)).status).toBe(200);
    expect(city.mocks.calls.filter(({ kind }) => kind === 'health').map(({ platform }) => platform)).toEqual([
      'city',
    ]);
  });

  it('is DOWN where its platform does not answer, whatever the others do', async () => {
    await using whole = await running();
    await whole.mocks.stop('province');
    await using province = await running({ subgraph: 'province', mocks: whole.mocks });
    expect((await fetch(`${province.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${province.url}/health/live`)).status).toBe(200);
    await using hub = await running({ subgraph: 'hub', mocks: whole.mocks });
    expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200);
  });
});

describe('its limits', () => {
  it('bear what a router makes of its callers’ questions: joined, renamed', async () => {
    const aliases = Array.from({ length: 25 }, (_, at) => `_${at}_forums: forums { name }`);
    const query = `{ ${aliases.join(' ')} }`;
    await using strict = await running({ subgraph: 'city' });
    expect((await strict.query(query)).errors.map(({ extensions: { code } }) => code)).toContain(
      'QUERY_TOO_EXPENSIVE',
    );
    await using city = await running({ subgraph: 'city', limits: SUBGRAPH_LIMITS, mocks: strict.mocks });
    expect((await city.query(query)).errors).toEqual([]);
  });

  it('are its own: beyond them it refuses', async () => {
    await using city = await running({ subgraph: 'city', limits: SUBGRAPH_LIMITS });
    const aliases = Array.from({ length: 61 }, (_, at) => `a${at}: __typename`);
    const { errors } = await city.query(`{ ${aliases.join(' ')} }`);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining('61 fields at its first level; the limit is 60'),
    ]);
  });
});

it('serves its schema as a composer reads it', async () => {
  await using grassroots = await running({ subgraph: 'grassroots' });
  const text = await (await fetch(`${grassroots.url}/schema.graphql`)).text();
  expect(text).toBe(subgraphSdl('grassroots'));
  expect(() => parse(text)).not.toThrow();
});

describe('its configuration', () => {
  const PRODUCTION = { NODE_ENV: 'production' };
  const CITY = {
    CITY_URL: 'https://city.example.cn/api/v1',
    CITY_CLIENT_ID: 'id',
    CITY_CLIENT_SECRET: 'secret',
  };

  it('needs the address and the credentials of its own platform, and no other', () => {
    expect(readConfig({ ...PRODUCTION, ...CITY }, 'city').upstreams).toEqual({
      mocked: false,
      city: 'https://city.example.cn/api/v1',
    });
    expect(() => readConfig(PRODUCTION, 'city')).toThrow(
      /3 problems:\n {2}CITY_CLIENT_ID.*\n {2}CITY_CLIENT_SECRET.*\n {2}CITY_URL/,
    );
    // The hub reaches all: of each of the others it lacks the address and every credential.
    const missing = PLATFORM_NAMES.filter(name => name !== 'city').flatMap(name => [
      'URL',
      ...Object.keys(PLATFORMS[name].credentials),
    ]);
    expect(() => readConfig({ ...PRODUCTION, ...CITY }, 'hub')).toThrow(`${missing.length} problems`);
  });

  it('takes no notice of the other platforms’ addresses, which its neighbours may have', () => {
    const { upstreams } = readConfig({ PROVINCE_URL: 'http://127.0.0.1:4001/zfjg/api' }, 'city');
    expect(upstreams).toEqual({ mocked: true });
  });

  it('has a port and limits of its own, unless the environment says otherwise', () => {
    const ports = (['hub', ...THREE] as const).map(name => readConfig({}, name).port);
    expect(ports).toEqual([4010, 4011, 4012, 4013]);
    expect(readConfig({}, 'hub').limits).toEqual(SUBGRAPH_LIMITS);
    expect(readConfig({ PORT: '5000', MAX_ALIASES: '7' }, 'hub')).toMatchObject({
      port: 5000,
      limits: { aliases: 7 },
    });
  });
});
