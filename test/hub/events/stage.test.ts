import { describe, expect, it } from '@jest/globals';
import type { EventStatus } from '../../../src/generated/schema.ts';
import { isClosedLate, isOverdue, STAGE } from '../../../src/hub/events/stage.ts';

const STATUSES = Object.keys(STAGE) as EventStatus[];
const DUE = '2024-08-12T23:59:59+08:00';
const NOW = Date.parse(DUE);

it('has a stage for each of the fourteen statuses (lifecycle, section 1)', () => {
  const byStage = Object.fromEntries(Map.groupBy(STATUSES, status => STAGE[status]));
  expect(byStage).toEqual({
    INTAKE: ['PENDING_ACCEPTANCE'],
    DISPATCH: ['PENDING_DISPATCH', 'PENDING_RECEIPT', 'RETURNED', 'IN_DISPUTE'],
    HANDLING: ['IN_PROGRESS', 'CASE_OPEN', 'SUSPENDED'],
    VERIFICATION: ['PENDING_VERIFICATION', 'PENDING_CLOSURE'],
    CLOSURE: ['CLOSED', 'TRANSFERRED', 'VOIDED'],
    UNKNOWN: ['UNKNOWN'],
  });
});

describe('an event is overdue', () => {
  it('once its due time has passed, not in the very second', () => {
    expect(isOverdue('IN_PROGRESS', DUE, NOW)).toBe(false);
    expect(isOverdue('IN_PROGRESS', DUE, NOW + 1)).toBe(true);
  });

  it('in every status but the ended, the suspended and the unknown', () => {
    expect(STATUSES.filter(status => !isOverdue(status, DUE, NOW + 1))).toEqual([
      'SUSPENDED',
      'CLOSED',
      'TRANSFERRED',
      'VOIDED',
      'UNKNOWN',
    ]);
  });

  it('or not: that is unknown while its due time or the platform’s clock is', () => {
    expect(isOverdue('IN_PROGRESS', null, NOW)).toBeNull();
    expect(isOverdue('IN_PROGRESS', DUE, null)).toBeNull();
    expect(isOverdue('CLOSED', null, null)).toBe(false);
  });
});

describe('an event was closed late', () => {
  it('where it was closed after its due time, compared as instants', () => {
    expect(isClosedLate('CLOSED', DUE, DUE)).toBe(false);
    expect(isClosedLate('CLOSED', DUE, '2024-08-12T16:00:00Z')).toBe(true);
    expect(isClosedLate('CLOSED', DUE, '2024-08-12T15:59:59Z')).toBe(false);
  });

  it('only where it is closed', () => {
    const late = STATUSES.filter(status => isClosedLate(status, DUE, '2024-12-31T00:00:00+08:00'));
    expect(late).toEqual(['CLOSED']);
  });

  it('or not: that is unknown while either time is', () => {
    expect(isClosedLate('CLOSED', null, DUE)).toBeNull();
    expect(isClosedLate('CLOSED', DUE, null)).toBeNull();
  });
});
