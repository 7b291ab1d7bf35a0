/**
 * The spine of an event (`Event` in the schema): what its origin platform says of it, in unified terms.
 */
import type {
  EventChannel,
  EventStatus,
  MatterKind,
  UnmappedCode,
  Urgency,
  VoidReason,
} from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Category, Department, Region } from '../catalogue/catalogue.ts';
import type { MatterDecision } from './matter-decision.ts';

/** What names an event everywhere: a section can be found from it alone. */
export interface EventKey {
  /** `grassroots:SJ20240513000123`. */
  id: string;
  origin: PlatformCode;
  /** The origin's own number. */
  number: string;
}

export interface Spine extends EventKey {
  channel: EventChannel | null;
  title: string;
  matter: MatterDecision;
  unmapped: UnmappedCode | null;
  kind: MatterKind | null;
  category: Category | null;
  region: Region | null;
  location: { address: string | null; lng: number | null; lat: number | null } | null;
  /** RFC 3339 with `+08:00`, as all times here. */
  reportedAt: string | null;
  statusChangedAt: string | null;
  finalDueAt: string | null;
  closedAt: string | null;
  urgency: Urgency | null;
  status: EventStatus;
  /** The code as sent, and its Chinese name where the contract lists it. */
  statusRaw: { platform: PlatformCode; code: string; name: string | null };
  voidReason: VoidReason | null;
  extended: boolean | null;
  round: number | null;
  version: string | null;
  /** The origin's word; the city outranks it where it has a clue. */
  assignee: Department | null;
}
