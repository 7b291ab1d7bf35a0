/** Scenario `malformed`: each rubbish value is contained to its field, reported, and never a wrong value. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorld } from '../../mocks/world/create.ts';
import { type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

const world = createWorld({ scenario: 'malformed' });
const malformed = world.planted.filter(({ kind }) => kind === 'MALFORMED');

let hub: Running;
beforeAll(async () => {
  hub = await running({ world });
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

const EVENT = /* GraphQL */ `
  query ($id: ID!) {
    event(id: $id) {
      id title status finalDueAt reportedAt overdue
      region { code }
      location { address lng lat }
      grassroots { number status feedbacks { text } verification { outcome } }
      city { number enforcementCase { caseNo decision { decisionNo fine } } }
      province { number filing { fine } }
    }
  }
`;

async function spoilt(platform: string, field: string) {
  const planted = malformed.find(one => one.platform === platform && one.field === field);
  expect(planted?.event).toEqual(expect.any(String));
  const answer = await hub.query(EVENT, { id: planted!.event });
  expect(answer.status).toBe(200);
  expect(answer.errors).toEqual([]);
  // One diagnostic, naming platform, record and field, and no other.
  expect(answer.extensions.diagnostics).toEqual([
    expect.objectContaining({
      code: 'UPSTREAM_INVALID_DATA',
      platform: platform.toUpperCase(),
      record: planted!.record,
      field,
      message: expect.any(String),
    }),
  ]);
  return answer.data.event;
}

describe('one malformed field', () => {
  it('grassroots blsx: no due time, and no word on being overdue', async () => {
    const event = await spoilt('grassroots', 'blsx');
    expect(event.finalDueAt).toBeNull();
    expect(event.title).not.toBe('');
  });

  it('grassroots jd: no longitude, but address and latitude', async () => {
    const { location } = await spoilt('grassroots', 'jd');
    expect(location).toEqual({ address: expect.any(String), lng: null, lat: expect.any(Number) });
  });

  it('grassroots fklb: no feedbacks, but the rest of the section', async () => {
    const { grassroots } = await spoilt('grassroots', 'fklb');
    expect(grassroots).toEqual(expect.objectContaining({ number: expect.any(String), feedbacks: null }));
  });

  it('grassroots xzqh: no region', async () => {
    expect((await spoilt('grassroots', 'xzqh')).region).toBeNull();
  });

  it('city due_at without a zone: read as Asia/Shanghai, and reported', async () => {
    expect((await spoilt('city', 'due_at')).finalDueAt).toMatch(/^2024-.*\+08:00$/);
  });

  it('city fine_amount as a number: no fine, but the decision', async () => {
    const { city } = await spoilt('city', 'case.decision.fine_amount');
    expect(city.enforcementCase.decision).toEqual({ decisionNo: expect.any(String), fine: null });
  });

  it('province lngLat with one number: no coordinates, but the address', async () => {
    const { location } = await spoilt('province', 'lngLat');
    expect(location).toEqual({ address: expect.any(String), lng: null, lat: null });
  });

  it('province eventTitle null: the item’s name is the title', async () => {
    const { title, id } = await spoilt('province', 'eventTitle');
    const { record } = world.province.events.all().find(({ no }) => id.endsWith(no))!;
    expect(title).toBe(record.itemName);
  });

  it('province reportTime: no reported time', async () => {
    expect((await spoilt('province', 'reportTime')).reportedAt).toBeNull();
  });
});

describe('a walk over the malformed world', () => {
  it('gives each event once in its platform’s own order, leaves out only the record without a number, and reports', async () => {
    const { nodes, totals, diagnostics } = await walkEvents(hub, '', {
      filter: { origin: 'PROVINCE' },
      first: 7,
    });
    const ids = nodes.map(({ id }) => id);
    const reported = new Set(diagnostics.map(({ record, field }) => `${record} ${field}`));

    const own = world.province.events.all().filter(({ record }) => record.eventSource === 'self');
    const placeable = own.filter(({ record }) => record.eventNo);
    expect(ids).toEqual(placeable.map(({ no }) => `province:${no}`));
    // The platform counts the record that cannot be placed, and the answer says that it was left out.
    expect([...totals]).toEqual([own.length]);
    expect(own.length - placeable.length).toBe(1);
    expect([...reported]).toContain('null eventNo');
    expect([...reported].some(one => one.endsWith(' reportTime'))).toBe(true);
  });
});

describe('the default world', () => {
  it('has nothing malformed but the planted unknown codes', async () => {
    await using clean = await running();
    const { extensions } = await clean.query(
      '{ events(first: 50) { nodes { id grassroots { number } city { number documents { kind } enforcementCase { caseNo } } province { number } } } }',
    );
    const fields = (extensions.diagnostics ?? []).map(({ field }) => field);
    expect(fields.filter(field => !['sjzt', 'status', 'eventStatus'].includes(field))).toEqual([]);
  });
});

it('an event that its platform sends without a number is null among those of its task, and the task is whole', async () => {
  const nameless = world.province.events.all().find(({ record }) => record.eventNo === null)!;
  const { taskNo, planNo } = nameless.record;
  const { data, errors } = await hub.query(
    'query ($plan: ID!) { inspectionTasks(first: 50, filter: { plan: $plan }) { nodes { taskNo name events { id } } } }',
    { plan: planNo },
  );
  expect(errors).toEqual([]);
  const task = data.inspectionTasks.nodes.find((one: { taskNo: string }) => one.taskNo === taskNo);
  expect(task).toEqual({ taskNo, name: expect.any(String), events: [null] });
});
