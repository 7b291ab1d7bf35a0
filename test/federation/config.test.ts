import { expect, it } from '@jest/globals';
import { readConfig } from '../../deploy/federation/config.ts';
import { SUBGRAPHS } from '../../src/role.ts';

it('says every problem at once, and shows no password of an address', () => {
  const env = {
    HUB_SUBGRAPH_URL: 'http://reader:s3cret@hub.example.cn/graphql',
    CITY_SUBGRAPH_URL: 'city:s3cret',
    PORT: '70000',
  };
  expect(() => readConfig(env)).toThrow(
    [
      'The environment cannot be used:',
      '  HUB_SUBGRAPH_URL: got "http://…" (43 characters); set it to the address of a subgraph, such as http://127.0.0.1:4011/graphql',
      '  CITY_SUBGRAPH_URL: got a text of 11 characters; set it to the address of a subgraph, such as http://127.0.0.1:4011/graphql',
      '  PORT: got "70000"; set it to a whole number from 0 to 65535',
    ].join('\n'),
  );
});

it('takes a first port from which each subgraph has one', () => {
  const last = 65_536 - SUBGRAPHS.length;
  expect(readConfig({ SUBGRAPH_PORT_BASE: `${last}` }).subgraphPorts).toBe(last);
  expect(() => readConfig({ SUBGRAPH_PORT_BASE: `${last + 1}` })).toThrow(
    `SUBGRAPH_PORT_BASE: got "${last + 1}"; set it to a whole number from 0 to ${last}`,
  );
});
