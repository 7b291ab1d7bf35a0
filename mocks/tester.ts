/** What a tester can do to the platforms while they are served: in jest, at `/__mock/…` and from the shell alike. */
import type { CallCounts, Counted } from './call-counts.ts';
import type { Clocks } from './clock.ts';
import { type Edit, edits } from './edits.ts';
import type { PutOn, Told } from './faults/faults.ts';
import type { Strikes } from './faults/order.ts';
import type { FaultName, FaultParameters } from './faults/table.ts';
import { localDay } from './local-time.ts';
import { type Mailed, type Mailing, mailer } from './mailer.ts';
import { ofEach, type PlatformName } from './platform.ts';
import { type Played, play } from './scenario/play.ts';
import { loadScenario } from './scenario/scenario-files.ts';
import type { Served } from './serve.ts';
import type { Waiting } from './waiting.ts';
import type { World } from './world/world.ts';

/** Where the city's webhooks go if nobody says where: to the gateway as `npm start` serves it. */
const WEBHOOK_URL = 'http://127.0.0.1:4000/webhooks/city';

export interface Tester {
  /** Puts a fault on; disposing of what is given takes it off. @throws FaultError for one that cannot be put on so. */
  fault<Name extends FaultName>(
    platform: PlatformName,
    fault: Name,
    how?: FaultParameters<Name> & Strikes,
  ): PutOn;
  /** The faults that are on. */
  faults(): Record<PlatformName, Told[]>;
  /** Takes faults off, of one name or number or all, on one platform or all; gives how many there were. */
  off(platform?: PlatformName, fault?: string): Promise<number>;
  /**
   * Plays a scenario of `mocks/scenarios/` in the place of what is played; its first steps are made at once.
   *
   * @throws FaultError where there is none of that name, ScenarioError where it cannot be played.
   */
  scenario(name: string, options?: { webhookUrl?: string }): Played;
  /** Stops it, also after its last step, and takes off what it left. */
  stopScenario(): Promise<void>;
  /** The scenario that is played, or that failed; null for none, and after the last step. */
  playing(): Played | null;
  /** How often each call came since the start, or since `recount()`; `forget()` leaves it. */
  counts(): Record<PlatformName, Counted>;
  recount(): void;
  /** Changes a record, silently where nothing else is said; gives its number. */
  edit(platform: PlatformName, edit?: Edit): string;
  /** Sends what the city has changed since the first edit or the last call, or repeats, reorders or loses it. */
  mail(how: Mailing, url?: string): Promise<Mailed>;
  /** Everything as at the start: no faults, no scenario, records and clock as they were, nothing counted. */
  reset(): Promise<void>;
}

interface TesterOptions {
  world: World;
  clocks: Clocks;
  waiting: Waiting;
  served: Record<PlatformName, Served>;
  counts: CallCounts;
  forget(): void;
}

export function tester({ world, clocks, waiting, served, counts, forget }: TesterOptions): Tester {
  const { edit, undo } = edits(
    ofEach(platform => served[platform].platform.editable),
    clocks.domain,
  );
  const { begin, mail } = mailer(world, clocks);
  let played: Played | null = null;
  const all = Object.values(served);

  const self: Tester = {
    fault: (platform, fault, how = {} as never) => served[platform].faults.put({ ...how, fault }),
    faults: () => ofEach(platform => served[platform].faults.list()),
    async off(platform, fault) {
      const where = platform ? [served[platform]] : all;
      const taken = await Promise.all(where.map(({ faults }) => faults.off(fault)));
      return taken.reduce((sum, count) => sum + count, 0);
    },
    scenario(name, { webhookUrl = WEBHOOK_URL } = {}) {
      const scenario = loadScenario(
        name,
        ofEach(platform => served[platform].platform),
      );
      played?.[Symbol.dispose]();
      played = play(scenario, {
        waiting,
        put: (platform, order) => served[platform].faults.put(order),
        edit: self.edit,
        expectWebhooks: begin,
        mail: how => mail(how, webhookUrl),
        moveClock: to => clocks.domain.moveTo(typeof to === 'string' ? nextAt(to, clocks.domain.now()) : to),
      });
      return played;
    },
    async stopScenario() {
      await played?.[Symbol.asyncDispose]();
      played = null;
    },
    playing: () => (played?.over && played.failure === null ? null : played),
    counts: () => counts.read(),
    recount: () => counts.forget(),
    edit(platform, how = {}) {
      begin();
      return edit(platform, how);
    },
    mail: (how, url = WEBHOOK_URL) => mail(how, url),
    async reset() {
      await self.stopScenario();
      await self.off();
      undo();
      clocks.domain.reset();
      counts.forget();
      forget();
    },
  };
  return self;
}

/** When it is next so late by the platforms' clock: `01:00`. */
function nextAt(time: string, now: number): Date {
  const today = Date.parse(`${localDay(now / 1000)}T${time}:00+08:00`);
  return new Date(today > now ? today : today + DAY_MS);
}

const DAY_MS = 86_400_000;
