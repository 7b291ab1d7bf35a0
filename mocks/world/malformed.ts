/**
 * The scenario `malformed` (section 12, last paragraph): one record each with a value that cannot be read. The types
 * are the contract's, so what breaks them is written past the compiler.
 */
import type { Planting } from './planted.ts';
import type { EventRecords } from './records.ts';

type Platform = 'province' | 'city' | 'grassroots';

const isClosed = (event: EventRecords): boolean =>
  event.city?.status === 'closed' && event.city.round === 1 && event.city.case === undefined;

function spoil(
  platform: Platform,
  field: string,
  what: string,
  change: (record: object, event: EventRecords) => void,
  fits: (event: EventRecords) => boolean = isClosed,
): Planting {
  return {
    kind: 'MALFORMED',
    origin: platform,
    count: 1,
    fits,
    plant(event) {
      const record = event[platform];
      if (!record)
        throw new Error(`malformed: expected ${event.no} to have a record of its origin, got none`);
      change(record, event);
      return { platform, record: field === 'eventNo' ? null : event.no, field, what };
    },
  };
}

const set =
  (field: string, value: unknown) =>
  (record: object): void => {
    Object.assign(record, { [field]: value });
  };

export const malformed: Planting[] = [
  spoil('grassroots', 'blsx', 'no such time', set('blsx', '0000-00-00 00:00:00')),
  spoil('grassroots', 'jd', 'words instead of a number', set('jd', '东经119度')),
  spoil('grassroots', 'fklb', 'an object instead of an array', (record: { fklb?: unknown }) => {
    record.fklb = (record.fklb as unknown[] | undefined)?.[0] ?? {};
  }),
  spoil('grassroots', 'xzqh', 'unknown region', set('xzqh', '33110')),
  spoil('city', 'due_at', 'time without a zone', (record: { due_at?: string }) => {
    record.due_at = record.due_at?.replace('+08:00', '') ?? '';
  }),
  spoil(
    'city',
    'case.decision.fine_amount',
    'a number instead of a string',
    (_record, event) => {
      const decision = event.city?.case?.decision as { fine_amount?: unknown } | undefined;
      if (decision) decision.fine_amount = Number(decision.fine_amount);
    },
    event => event.city?.status === 'closed' && event.city.case?.decision?.fine_amount !== undefined,
  ),
  spoil('province', 'lngLat', 'one number instead of two', set('lngLat', '119.9301')),
  spoil('province', 'eventTitle', 'no title', set('eventTitle', null)),
  spoil('province', 'eventNo', 'no number', set('eventNo', null)),
  spoil('province', 'reportTime', 'no such time', set('reportTime', '2024-02-30 25:61:00')),
];
