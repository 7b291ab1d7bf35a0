/**
 * The figures of a set of events by F1 to F4 (indicators, section 2), computed from the events' own fields as a walk
 * gives them: what the platforms' statistics must equal.
 */
export interface WalkedEvent {
  id: string;
  origin: string;
  matter: { code: string } | null;
  matterCandidates: { code: string }[];
  category: { code: string } | null;
  kind: string | null;
  region: { code: string } | null;
  status: string;
  stage: string;
  reportedAt: string;
  closedAt: string | null;
  finalDueAt: string | null;
}

export const WALKED = `origin matter { code } matterCandidates { code } category { code } kind region { code }
  status stage reportedAt closedAt finalDueAt`;

const NO_LIMIT_RUNS = ['CLOSED', 'TRANSFERRED', 'VOIDED', 'SUSPENDED', 'UNKNOWN'];

export function walkedFigures(events: readonly WalkedEvent[], now: string) {
  const of = (status: string) => events.filter(event => event.status === status);
  const [voided, closed, transferred] = ['VOIDED', 'CLOSED', 'TRANSFERRED'].map(of) as [
    WalkedEvent[],
    WalkedEvent[],
    WalkedEvent[],
  ];
  const onTime = closed.filter(
    ({ closedAt, finalDueAt }) => closedAt && finalDueAt && Date.parse(closedAt) <= Date.parse(finalDueAt),
  );
  const overdue = events.filter(
    ({ status, finalDueAt }) =>
      !NO_LIMIT_RUNS.includes(status) && finalDueAt && Date.parse(finalDueAt) < Date.parse(now),
  );
  return {
    total: events.length,
    voided: voided.length,
    closed: closed.length,
    transferred: transferred.length,
    closedOnTime: onTime.length,
    overdueCount: overdue.length,
    closingRate: rate(closed.length + transferred.length, events.length - voided.length),
    onTimeRate: rate(onTime.length, closed.length + overdue.length),
    medianHandlingHours: median(closed),
  };
}

function rate(part: number, base: number): number | null {
  return base === 0 ? null : Number((part / base).toFixed(4));
}

/** One planted TIME_ORDER, closed before it was reported, took no time that could be told. */
function median(closed: readonly WalkedEvent[]): number | null {
  const hours = closed
    .filter(({ closedAt }) => closedAt !== null)
    .map(({ reportedAt, closedAt }) => (Date.parse(closedAt!) - Date.parse(reportedAt)) / 3_600_000)
    .filter(taken => taken >= 0)
    .map(Math.ceil)
    .sort((a, b) => a - b);
  return hours.at(Math.ceil(hours.length / 2) - 1) ?? null;
}

/** The sets that the parts of each breakdown must equal, by the part's name. */
export const PARTS: Record<string, (event: WalkedEvent) => string> = {
  matter: event => event.matter?.code ?? neither(event),
  category: event => event.category?.code ?? neither(event),
  kind: event => event.kind ?? neither(event),
  status: event => event.status,
  stage: event => event.stage,
  origin: event => event.origin,
  day: event => event.reportedAt.slice(0, 10),
};

function neither({ matterCandidates }: WalkedEvent): string {
  return matterCandidates.length > 0 ? 'undecided' : 'unmapped';
}
