/** What a world is made of: how often which county, class and story, and which events stay where they are. */
import { gridClasses } from './catalogue.ts';
import type { Origin, Status, Story } from './plan.ts';
import { lots } from './random.ts';

export const STORIES = {
  plain: 700,
  voidedAtIntake: 42,
  voidedAtDispatch: 16,
  returned: 28,
  returnedThenVoided: 9,
  disputeAssigned: 14,
  disputeWithdrawn: 9,
  disputeVoided: 6,
  suspended: 12,
  extended: 26,
  transferred: 9,
  failedOnce: 32,
  reopened: 10,
} as const;

export const drawStory = lots(STORIES);

export const CASE_STORIES = ['caseWithdrawn', 'caseTransferred', 'caseHandedOver', 'caseSuspended'] as const;

const COUNTY_WEIGHTS = {
  331102: 24,
  331121: 15,
  331122: 14,
  331123: 9,
  331124: 9,
  331125: 7,
  331126: 7,
  331127: 6,
  331181: 10,
};
export const drawCounty = lots(COUNTY_WEIGHTS);

/** What the grid reports most; the other classes weigh 4. */
const CLASS_WEIGHTS: Record<string, number> = {
  G10101: 30,
  G10102: 26,
  G10103: 18,
  G10104: 14,
  G10106: 12,
  G10107: 22,
  G10401: 24,
  G20101: 20,
  G20103: 12,
  G20301: 12,
  G20302: 14,
  G20402: 12,
  G20503: 10,
  G30101: 22,
  G30201: 10,
  G30202: 12,
  G40101: 16,
  G40102: 20,
  G40103: 12,
};
export const drawClass = lots(
  Object.fromEntries(gridClasses.map(row => [row.code, CLASS_WEIGHTS[row.code] ?? 4])),
);

/** Events that stay where they are, counted back from the latest: a world has every status, and some open late. */
export const HALTS: Record<Origin, readonly [from: number, to: number, status: Status][]> = {
  grassroots: [
    [0, 1, 'PENDING_ACCEPTANCE'],
    [2, 5, 'PENDING_DISPATCH'],
    [6, 10, 'PENDING_RECEIPT'],
    [14, 16, 'RETURNED'],
    [20, 25, 'IN_DISPUTE'],
    [30, 34, 'PENDING_VERIFICATION'],
    [38, 42, 'PENDING_CLOSURE'],
    [46, 48, 'SUSPENDED'],
    [70, 71, 'IN_PROGRESS'],
    [90, 90, 'SUSPENDED'],
    [101, 102, 'IN_PROGRESS'],
    [130, 130, 'PENDING_RECEIPT'],
    [160, 160, 'RETURNED'],
    [205, 205, 'IN_DISPUTE'],
    [240, 240, 'PENDING_VERIFICATION'],
  ],
  city: [
    [0, 1, 'PENDING_DISPATCH'],
    [3, 4, 'PENDING_RECEIPT'],
    [5, 5, 'RETURNED'],
    [6, 6, 'IN_DISPUTE'],
    [7, 8, 'PENDING_VERIFICATION'],
    [9, 10, 'PENDING_CLOSURE'],
    [12, 12, 'SUSPENDED'],
    [18, 19, 'IN_PROGRESS'],
  ],
  province: [
    [0, 0, 'PENDING_DISPATCH'],
    [2, 2, 'PENDING_RECEIPT'],
    [3, 3, 'RETURNED'],
    [4, 4, 'IN_DISPUTE'],
    [5, 5, 'PENDING_VERIFICATION'],
    [6, 6, 'PENDING_CLOSURE'],
    [8, 8, 'SUSPENDED'],
    [10, 10, 'IN_PROGRESS'],
  ],
};

/** The way that leads to a status off the main one. */
export const STORY_TO: Partial<Record<Status, Story>> = {
  RETURNED: 'returned',
  IN_DISPUTE: 'disputeAssigned',
  SUSPENDED: 'suspended',
};

/**
 * The counties whose departments take it to the end when they contest who is responsible. Few enough that the disputes
 * decided in 2024 are between 22 departments, in the default world (indicators.md, section 1.3).
 */
export const CONTESTING_COUNTIES: ReadonlySet<string> = new Set(['331102', '331121', '331122']);

/** How an event goes where nobody contests it, to the same end. */
export const UNCONTESTED: Partial<Record<Story, Story>> = {
  disputeAssigned: 'returned',
  disputeWithdrawn: 'plain',
  disputeVoided: 'returnedThenVoided',
};

export const drawChannel = lots({ patrol: 3, hotline: 5, video: 2 });
