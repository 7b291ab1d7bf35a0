import type { Ground } from './plan.ts';
import type { EventRecords } from './records.ts';
import type { Planted, World } from './world.ts';

export function plant(_ground: Ground, _world: World, _events: EventRecords[]): Planted[] {
  return [];
}
