import { expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { runningGateway } from './running-gateway.ts';

it('passes every audit of GraphQL over HTTP', async () => {
  await using gateway = await runningGateway();
  const audits = serverAudits({ url: `${gateway.url}/graphql`, fetchFn: fetch });
  const failures: string[] = [];
  for (const audit of audits) {
    const result = await audit.fn();
    if (result.status !== 'ok') failures.push(`${audit.id} ${audit.name}: ${result.reason}`);
  }
  expect(failures).toEqual([]);
  expect(audits).toHaveLength(61);
});
