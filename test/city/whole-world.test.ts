import { describe, expect, it } from '@jest/globals';
import { startMocks } from '../../mocks/start.ts';
import { cityClient } from '../../src/city/client.ts';
import { cityReader } from '../../src/city/loaders.ts';
import { systemClock } from '../../src/clock.ts';
import { loadCatalogue } from '../../src/hub/catalogue/files/load-catalogue.ts';
import { eventFilter } from '../../src/hub/events/event-filter.ts';
import { parseEventId } from '../../src/hub/events/event-id.ts';
import { forgetful } from '../cache/forgetful.ts';
import { ONE_TRY } from '../upstream/one-try.ts';
import { asking } from './asking.ts';

const catalogue = await loadCatalogue(new URL('../../schema/', import.meta.url));
const PARTS = ['documents', 'enforcementCase', 'dispute', 'consultations', 'feedbacks'];

/** Reads every clue of the city with all its parts, and says what could not be read and what was planted to be so. */
async function readEverything(scenario: 'default' | 'malformed') {
  await using mocks = await startMocks({ scenario });
  await using client = cityClient(
    new URL(mocks.urls.city),
    { clientId: 'lsgt-city-demo', clientSecret: 'city-secret-demo' },
    { clock: systemClock, policy: ONE_TRY },
  );
  const request = asking(PARTS);
  const reader = cityReader(client, catalogue, request, forgetful());
  const [branch] = reader.branches(eventFilter(null, catalogue));
  let continuation: string | null = null;
  do {
    const page = await branch!({ until: null, limit: 100, continuation, total: false });
    continuation = page.continuation;
  } while (continuation !== null);
  const ids = mocks.world.city.clues
    .all()
    .map(({ no, record: { source } }) => (source ? `${source.platform}:${source.no}` : `city:${no}`));
  const sections = await Promise.all(ids.map(id => reader.section(parseEventId(id))));

  const planted = mocks.world.planted.filter(
    ({ kind, platform }) => platform === 'city' && ['UNKNOWN_CODE', 'MALFORMED'].includes(kind),
  );
  const elsewhere = new Set(ids.filter(id => !id.startsWith('city:'))).size;
  return {
    found: request.sources.diagnostics.map(({ record, field }) => `${record} ${field}`).sort(),
    planted: planted.map(({ record, field }) => `${record} ${field}`).sort(),
    empty: sections.filter(section => section === null).length,
    batches: mocks.callsOf('city').filter(({ call }) => call === 'POST /clues:by-reference').length,
    expectedBatches: Math.ceil(elsewhere / 200),
  };
}

describe('reading every clue of the city with all its parts', () => {
  it.each([
    ['default', 1],
    ['malformed', 3],
  ] as const)(
    'reports, in the scenario %s, exactly the %i values that were planted to be unreadable',
    async (scenario, count) => {
      const world = await readEverything(scenario);
      expect(world.planted).toHaveLength(count);
      expect(world.found).toEqual(world.planted);
      expect(world.empty).toBe(0);
      expect(world.batches).toBe(world.expectedBatches);
    },
    60_000,
  );
});
