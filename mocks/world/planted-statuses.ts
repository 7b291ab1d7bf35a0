/** Statuses that contradict each other, are unlisted, or are listed without an equal (sections 6.1 and 12). */
import type { Planting } from './planted.ts';
import { alone, clueOf, decided, inCity, inGrassroots, inProvince, plainGrid } from './planting-fits.ts';
import type { EventRecords } from './records.ts';
import { rewind } from './spoil.ts';

function firstBut(event: EventRecords, others: Iterable<EventRecords>): EventRecords | undefined {
  for (const other of others) if (other !== event && other.city) return other;
  return undefined;
}

export function statuses(): Planting[] {
  const unlisted = (code: string, count: number): Planting => ({
    kind: 'UNKNOWN_CODE',
    origin: 'grassroots',
    count,
    fits: plainGrid,
    plant(event) {
      event.grassroots!.sjzt = code;
      return inGrassroots(event, 'sjzt', `unlisted code ${JSON.stringify(code)}`);
    },
  });
  const cityStatus = (kind: string, status: string, count: number): Planting => ({
    kind,
    origin: 'city',
    count,
    fits: event => alone(event) && clueOf(event).status === 'closed',
    plant(event, _nth, others) {
      const clue = clueOf(event);
      clue.status = status;
      if (status === 'merged') clue.merged_into = firstBut(event, others)?.no ?? '';
      return inCity(event, 'status', `code ${status}`);
    },
  });
  const provinceStatus = (kind: string, status: string, count: number): Planting => ({
    kind,
    origin: 'province',
    count,
    fits: event => alone(event) && event.province?.eventStatus === '90',
    plant(event) {
      event.province!.eventStatus = status;
      return inProvince(event, 'eventStatus', `code ${status}`);
    },
  });
  const stuck = (status: 'processing' | 'case_filed', count: number): Planting => ({
    kind: 'STATUS_CONFLICT',
    origin: 'grassroots',
    count,
    fits: event => (status === 'processing' ? plainGrid(event) : decided(event)),
    plant(event) {
      rewind(clueOf(event), status);
      return inCity(event, 'status', `${status} while the origin is closed`);
    },
  });
  return [
    stuck('processing', 5),
    stuck('case_filed', 3),
    unlisted('YGD', 2),
    unlisted(' yBJ', 1),
    cityStatus('UNKNOWN_CODE', 'archived', 1),
    provinceStatus('UNKNOWN_CODE', '77', 1),
    {
      kind: 'UNMAPPED_STATUS',
      origin: 'grassroots',
      count: 2,
      fits: plainGrid,
      plant(event) {
        event.grassroots!.sjzt = 'QTZT';
        return inGrassroots(event, 'sjzt', 'listed code QTZT, without an equal');
      },
    },
    cityStatus('UNMAPPED_STATUS', 'merged', 2),
    provinceStatus('UNMAPPED_STATUS', '98', 2),
  ];
}
