import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import { badInput } from '../bad-input.ts';
import type { EventKey } from './spine.ts';

/** `grassroots:SJ20240513000123`. The prefixes sort as the codes do. */
export function eventId(origin: PlatformCode, number: string): string {
  return `${origin.toLowerCase()}:${number}`;
}

/** The event of a number, null for a number that no id can hold. */
export function eventKey(origin: PlatformCode, number: string): EventKey | null {
  return NUMBER.test(number) ? { id: eventId(origin, number), origin, number } : null;
}

const NUMBER = /^[A-Z]{2}[0-9]{1,20}$/;

/**
 * Reads an event's id. A number that no platform has is a question like any other; an id of another form is not.
 *
 * @throws `BAD_USER_INPUT`
 */
export function parseEventId(id: string): EventKey {
  const [, prefix, number] = /^([a-z]+):([A-Z]{2}[0-9]{1,20})$/.exec(id) ?? [];
  const origin = PLATFORM_CODES.find(code => code.toLowerCase() === prefix);
  if (!origin || !number) {
    throw badInput(
      `event id: expected a platform and its number such as "grassroots:SJ20240513000123", got ${JSON.stringify(id.slice(0, 60))}`,
    );
  }
  return { id, origin, number };
}
