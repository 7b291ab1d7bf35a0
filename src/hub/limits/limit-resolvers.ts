import type { Resolvers } from '../../generated/schema.ts';
import { stepDueAt } from './step-due.ts';

export const limitResolvers: Resolvers = {
  Event: {
    dueAt(event, _arguments, { timeLimits, request }) {
      const due = stepDueAt(event, timeLimits);
      if (due !== 'BEYOND_CALENDAR') return due;
      const { from, to } = timeLimits.calendar;
      const message = `expected working days from ${from} to ${to}, got others; add their year to schema/limits/calendar.yaml`;
      const { origin: platform, number: record } = event;
      request.sources.beyondCalendar({ platform, record, field: 'dueAt', message });
      return null;
    },
  },
};
