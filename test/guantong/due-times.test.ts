/** Times and limits through the API (lifecycle, sections 1 and 4), held against the raw records and a second reckoning. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { createWorld } from '../../mocks/world/create.ts';
import { defaultWorld, type Running, running } from './running.ts';
import { walkEvents } from './walk-events.ts';

interface Walked {
  id: string;
  status: string;
  urgency: string;
  statusChangedAt: string;
  dueAt: string | null;
  finalDueAt: string;
  closedAt: string | null;
  overdue: boolean;
  closedLate: boolean;
  extended: boolean | null;
}

const SELECTION = 'status urgency statusChangedAt dueAt finalDueAt closedAt overdue closedLate extended';

/** The clock of the default world. */
const NOW = '2024-07-26T18:00:00+08:00';

/** The records as their origins hold them, by the event's id: when the status changed, due time, extension. */
const raw = new Map<string, { changed: string; due: unknown; extended: unknown }>();
const rfc = (local: string) => `${local.replace(' ', 'T')}+08:00`;
for (const { record } of defaultWorld.grassroots.events) {
  const { sjbh, ztsj, blsx, sfyq } = record;
  raw.set(`grassroots:${sjbh}`, {
    changed: rfc(ztsj!),
    due: rfc(blsx!),
    extended: sfyq === '1',
  });
}
for (const { record } of defaultWorld.city.clues) {
  const { clue_no, status_changed_at, due_at, extended } = record;
  raw.set(`city:${clue_no}`, { changed: status_changed_at, due: due_at, extended });
}
for (const { record } of defaultWorld.province.events) {
  const { eventNo, statusTime, dueTime, eventStatus } = record;
  // Only one code says that it was extended, and none says that it was not.
  const extended = eventStatus === '22' ? true : null;
  raw.set(`province:${eventNo}`, {
    changed: rfc(statusTime),
    due: dueTime && rfc(dueTime),
    extended,
  });
}

/** Days off and worked, read a second time from the data. */
const off = new Set<string>();
const worked = new Set<string>();
const DAY = 86_400_000;
const file = parse(readFileSync(new URL('../../schema/limits/calendar.yaml', import.meta.url), 'utf8'));
for (const { holidays } of Object.values<{ holidays: { from: string; to: string; workdays: string[] }[] }>(
  file.years,
)) {
  for (const { from, to, workdays } of holidays) {
    for (let at = Date.parse(from); at <= Date.parse(to); at += DAY)
      off.add(new Date(at).toISOString().slice(0, 10));
    for (const day of workdays) worked.add(day);
  }
}

/** The nth working day after a time, as its last second. */
function workingDays(count: number, since: string): string {
  const date = new Date(`${since.slice(0, 10)}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    const day = date.toISOString().slice(0, 10);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (worked.has(day) || (!weekend && !off.has(day))) left--;
  }
  return `${date.toISOString().slice(0, 10)}T23:59:59+08:00`;
}

const minutes = (count: number, since: string) =>
  `${new Date(Date.parse(since) + count * 60_000 + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** Section 4, said a second time. */
function expected({ status, urgency, statusChangedAt: since, finalDueAt }: Walked): string | null {
  const urgent = urgency !== 'NORMAL';
  if (status === 'PENDING_ACCEPTANCE') return minutes(urgent ? 30 : 120, since);
  if (status === 'PENDING_DISPATCH' || status === 'RETURNED') return minutes(urgent ? 30 : 240, since);
  if (status === 'PENDING_RECEIPT') return urgent ? minutes(120, since) : workingDays(1, since);
  if (status === 'IN_DISPUTE') return workingDays(10, since);
  if (status === 'PENDING_VERIFICATION') return workingDays(2, since);
  if (status === 'PENDING_CLOSURE') return workingDays(1, since);
  return status === 'IN_PROGRESS' || status === 'CASE_OPEN' ? finalDueAt : null;
}

let hub: Running;
let events: Walked[];
beforeAll(async () => {
  hub = await running();
  events = (await walkEvents(hub, SELECTION)).nodes;
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

describe('in a whole world', () => {
  it('each step is due as the table of limits and the calendar have it, in every status that occurs', () => {
    for (const event of events) expect([event.id, event.dueAt]).toEqual([event.id, expected(event)]);
    const due = new Set(events.filter(({ dueAt }) => dueAt !== null).map(({ status }) => status));
    expect([...due].toSorted()).toEqual(
      `CASE_OPEN IN_DISPUTE IN_PROGRESS PENDING_ACCEPTANCE PENDING_CLOSURE PENDING_DISPATCH PENDING_RECEIPT PENDING_VERIFICATION RETURNED`.split(
        ' ',
      ),
    );
    expect(events.some(({ dueAt, urgency }) => dueAt !== null && urgency !== 'NORMAL')).toBe(true);
  });

  it('each event has the times of its origin', () => {
    for (const { id, statusChangedAt, finalDueAt } of events) {
      const { changed, due } = raw.get(id)!;
      expect([id, statusChangedAt, finalDueAt]).toEqual([id, changed, due]);
    }
  });

  it('each is overdue or was closed late by its final due time, whatever its step', () => {
    const terminal = ['CLOSED', 'TRANSFERRED', 'VOIDED', 'SUSPENDED', 'UNKNOWN'];
    for (const { id, status, finalDueAt, closedAt, overdue, closedLate } of events) {
      const late = status === 'CLOSED' && Date.parse(closedAt!) > Date.parse(finalDueAt);
      const open = !terminal.includes(status) && Date.parse(finalDueAt) < Date.parse(NOW);
      expect([id, overdue, closedLate]).toEqual([id, open, late]);
    }
    expect(events.some(({ overdue }) => overdue)).toBe(true);
    expect(events.some(({ closedLate }) => closedLate)).toBe(true);
  });

  it('each was extended where its origin says so, and not where it says not', () => {
    for (const { id, extended } of events) expect([id, extended]).toEqual([id, raw.get(id)!.extended]);
    expect(new Set(events.map(({ extended }) => extended))).toEqual(new Set([true, false, null]));
  });
});

describe('the worked example (lifecycle, section 11)', () => {
  it('has no step left, and was closed in time', () => {
    expect(events.find(({ id }) => id === 'grassroots:SJ20240513000123')).toMatchObject({
      statusChangedAt: '2024-06-20T10:12:00+08:00',
      dueAt: null,
      finalDueAt: '2024-08-12T23:59:59+08:00',
      overdue: false,
      closedLate: false,
      extended: false,
    });
  });
});

describe('beyond the holiday calendar', () => {
  it('the due time is null, with a diagnostic that says which file to complete', async () => {
    const world = createWorld({ events: 40 });
    await using late = await running({ world });
    const event = world.grassroots.events.all().find(({ record }) => record.sjly === 'WG')!.record;
    world.grassroots.events.change(event.sjbh, record =>
      Object.assign(record, { sjzt: 'DHC', hcjg: '', ztsj: '2026-12-31 09:00:00' }),
    );
    const { data, errors, extensions } = await late.query(
      'query ($id: ID!) { event(id: $id) { dueAt status } }',
      {
        id: `grassroots:${event.sjbh}`,
      },
    );
    expect(errors).toEqual([]);
    expect(data.event).toEqual({ dueAt: null, status: 'PENDING_VERIFICATION' });
    expect(extensions.diagnostics).toEqual([
      {
        code: 'CALENDAR_ENDS',
        platform: 'GRASSROOTS',
        record: event.sjbh,
        field: 'dueAt',
        message:
          'expected working days from 2024-01-01 to 2026-12-31, got others; add their year to schema/limits/calendar.yaml',
      },
    ]);
  });
});
