import type { Context } from '../../context.ts';
import type { EventKey, Spine } from './spine.ts';

/** What an event's origin says of it now, null where that knows none of the number; batched with those of the others. */
export function spineOf(
  { origin, number }: Pick<EventKey, 'origin' | 'number'>,
  { readers }: Pick<Context, 'readers'>,
): Promise<Spine | null> {
  return readers.get(origin)!.spine(number);
}
