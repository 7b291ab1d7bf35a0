import type { EventStatus, TimelineAction } from '../../generated/schema.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';

/** One entry of a platform's operation log, in unified terms. */
export interface LogEntry {
  platform: PlatformCode;
  /** Its number in the platform's log. */
  nativeId: string | null;
  /** Unix ms; null where it could not be read. */
  at: number | null;
  action: TimelineAction;
  /** The platform's own word; empty where it sent none. */
  actionRaw: string;
  /** The command that did it, which all platforms note that hear of it. */
  commandId: string | null;
  /** The status before and after, as this platform says; null where it does not. */
  from: EventStatus | null;
  to: EventStatus | null;
  actor: LogActor;
  text: string | null;
}

export interface LogActor {
  /** Masked. */
  name: string | null;
  /** As sent: a department's or region's code, or a name. */
  organisation: string | null;
  /** Whether the platform says that it acted by itself. */
  bySystem: boolean;
}
