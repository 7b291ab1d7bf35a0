/** What a caller asks of tickets: which, and counted by what. */
import { parseRfc3339 } from '../local-time.ts';
import type { Parameters } from '../parameters.ts';
import { inRegion, regionAtLevel, regionPrefix } from '../region.ts';
import type { Ticket } from './tickets.ts';

const OPEN = ['RECEIVED', 'ASSIGNED', 'HANDLING', 'CALLBACK'];

const seconds = (time: string): number => parseRfc3339(time)!;

const isOverdue = ({ status, dueAt }: Ticket, now: number): boolean =>
  OPEN.includes(status) && seconds(dueAt) < now;

/** @param now Unix seconds by the hotline's clock. */
export function matching(query: Parameters, now: number): (ticket: Ticket) => boolean {
  const prefix = query.parsed('region', regionPrefix, 'a code of 6 or 9 digits');
  const classes = query.list('classes');
  const statuses = query.list('status');
  const from = query.parsed('from', parseRfc3339, 'RFC 3339');
  const to = query.parsed('to', parseRfc3339, 'RFC 3339');
  const overdue = query.oneOf('overdue', ['true']);
  const keyword = query.one('keyword');
  return ticket =>
    (prefix === undefined || inRegion(ticket.region, prefix)) &&
    (classes?.includes(ticket.class) ?? true) &&
    (statuses?.includes(ticket.status) ?? true) &&
    (from === undefined || seconds(ticket.receivedAt) >= from) &&
    (to === undefined || seconds(ticket.receivedAt) <= to) &&
    (!overdue || isOverdue(ticket, now)) &&
    (keyword === undefined || ticket.title.includes(keyword));
}

/** What tells groups apart. */
export const DIMENSIONS: Record<string, (ticket: Ticket) => string> = {
  county: ({ region }) => regionAtLevel(region, 6),
  township: ({ region }) => regionAtLevel(region, 9),
  class: ticket => ticket.class,
  status: ({ status }) => status,
  day: ({ receivedAt }) => receivedAt.slice(0, 10),
};

export function counted(tickets: readonly Ticket[], by: readonly string[], now: number) {
  const keyOf = (ticket: Ticket) => Object.fromEntries(by.map(name => [name, DIMENSIONS[name]!(ticket)]));
  return [...Map.groupBy(tickets, ticket => JSON.stringify(keyOf(ticket)))].map(([key, group]) => {
    const closed = group.filter(({ status }) => status === 'CLOSED');
    const hours = closed.map(({ closedAt, receivedAt }) =>
      Math.ceil((seconds(closedAt!) - seconds(receivedAt)) / 3_600),
    );
    return {
      key: JSON.parse(key),
      total: group.length,
      cancelled: group.filter(({ status }) => status === 'CANCELLED').length,
      closed: closed.length,
      transferred: 0,
      closedOnTime: closed.filter(({ closedAt, dueAt }) => seconds(closedAt!) <= seconds(dueAt)).length,
      openOverdue: group.filter(ticket => isOverdue(ticket, now)).length,
      hours: Object.fromEntries(
        [...Map.groupBy(hours, hour => hour)].map(([hour, all]) => [hour, all.length]),
      ),
    };
  });
}
