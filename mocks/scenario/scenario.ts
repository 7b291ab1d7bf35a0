/** What a scenario file says. */
import type { Edit } from '../edits.ts';
import type { Mailing } from '../mailer.ts';
import type { PlatformName } from '../platform.ts';

export interface Scenario {
  name: string;
  /** What it shows, in a sentence. */
  en: string;
  zh: string;
  /** A world that the mocks have to be started with, where it needs another than the default one. */
  world: 'malformed' | null;
  /** After so many milliseconds it begins anew; null: it is played once. */
  repeat: number | null;
  /** In order of time. */
  steps: Step[];
}

export type Step = {
  /** Milliseconds after the beginning. */
  at: number;
} & Act;

export type Act =
  | { do: 'put'; platform: PlatformName; order: Readonly<Record<string, unknown>> }
  /** Without a fault, all that the scenario put on there. */
  | { do: 'off'; platform: PlatformName; fault: string | null }
  | { do: 'edit'; platform: PlatformName; edit: Edit }
  | { do: 'webhooks'; how: Mailing }
  /** To an instant, or to the next time that the platforms' clock shows that, such as `01:00`. */
  | { do: 'clock'; to: Date | string };
