/** Adding a fresh event to a world that is already served, for tests that insert between two pages. */
import { groundOf, type Origin } from './plan.ts';
import { recordsOf } from './records.ts';
import type { Stored, World } from './world.ts';

export interface FreshEvent {
  platform: Origin;
  /** When it was reported: anywhere in the list, also after the world's clock. Whole seconds. */
  reportedAt: Date;
}

/**
 * Adds a newly reported event that only the platform where it began knows of yet, at its place in that platform's
 * list, and returns its number, which sorts after those of all other events of the same second.
 */
export function insertEvent(world: World, { platform, reportedAt }: FreshEvent): string {
  const at = Math.floor(reportedAt.getTime() / 1000);
  if (Number.isNaN(at)) throw new Error('insertEvent: expected reportedAt to be a time, got an invalid Date');
  const list = {
    grassroots: world.grassroots.events,
    city: world.city.clues,
    province: world.province.events,
  }[platform] as { length: number; insert(stored: Stored<object>): void };
  const fresh = freshRecords(world, platform, at, list.length);
  const record = fresh[platform];
  if (!record) throw new Error(`insertEvent: expected a record on ${platform}, got none`);
  list.insert({ reportedAt: at, no: fresh.no, record });
  return fresh.no;
}

/** The event that comes after all of the world's own, were its clock at the report. */
function freshRecords(world: World, platform: Origin, at: number, number: number) {
  const ground = groundOf({ ...world.options, now: new Date(at * 1000) });
  return recordsOf(ground, platform, 900_000 - ground.counts.grassroots + number, at);
}
