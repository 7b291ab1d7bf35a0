/** Plays a scenario: each step at its time, by a clock that a test may hold in its hand. */
import type { Edit } from '../edits.ts';
import type { PutOn } from '../faults/faults.ts';
import type { Mailing } from '../mailer.ts';
import type { PlatformName } from '../platform.ts';
import type { Waiting } from '../waiting.ts';
import type { Scenario, Step } from './scenario.ts';

/** What a scenario acts on. */
export interface Stage {
  waiting: Waiting;
  put(platform: PlatformName, order: Readonly<Record<string, unknown>>): PutOn;
  edit(platform: PlatformName, edit: Edit): void;
  /** From now on changes are due. */
  expectWebhooks(): void;
  mail(how: Mailing): Promise<unknown>;
  moveClock(to: Date | string): void;
}

/** A scenario that is played; disposing of it stops it and takes off what it put on. */
export interface Played extends Disposable, AsyncDisposable {
  readonly name: string;
  /** What it shows. */
  readonly sentences: { readonly en: string; readonly zh: string };
  /** How many steps were made, of how many; after the last one of a scenario that repeats, it begins anew. */
  readonly steps: { readonly made: number; readonly of: number };
  /** After the last step, and when it was stopped. */
  readonly over: boolean;
  /** Why a step could not be made; null where all could. */
  readonly failure: string | null;
  /** Resolves after the last step, or when it is stopped; rejects where a step failed, after which there are no more. */
  readonly done: Promise<void>;
}

/** Makes the steps of the first moment at once. */
export function play(scenario: Scenario, stage: Stage): Played {
  const { name, en, zh, steps, repeat } = scenario;
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  done.catch(() => {}); // Who asks is told; nobody has to.
  const on = new Map<string, PutOn[]>();
  let made = 0;
  let stopped = false;
  let over = false;
  let failure: string | null = null;
  const end = (settle: () => void): void => {
    over = true;
    settle();
  };

  const off = async (platform: PlatformName, fault: string | null): Promise<void> => {
    const meant = (on.get(platform) ?? []).filter(put => fault === null || put.name === fault);
    on.set(
      platform,
      (on.get(platform) ?? []).filter(put => !meant.includes(put)),
    );
    await Promise.all(meant.map(put => put[Symbol.asyncDispose]()));
  };
  const act = (step: Step): unknown => {
    switch (step.do) {
      case 'put':
        on.set(step.platform, [...(on.get(step.platform) ?? []), stage.put(step.platform, step.order)]);
        return;
      case 'off':
        return off(step.platform, step.fault);
      case 'edit':
        return stage.edit(step.platform, step.edit);
      case 'webhooks':
        return stage.mail(step.how);
      case 'clock':
        return stage.moveClock(step.to);
      default:
        return step satisfies never;
    }
  };
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await Promise.all([...on.keys()].map(platform => off(platform as PlatformName, null)));
    end(resolve);
  };
  const fail = (error: unknown): void => {
    failure ??= `step ${made}: ${(error as Error).message}`;
    end(() => reject(error));
    void stop();
  };
  const make = (step: Step): void => {
    made++;
    try {
      Promise.resolve(act(step)).catch(fail);
    } catch (error) {
      fail(error);
    }
  };
  // Without a promise between the steps: a clock in a hand makes all that fall due while it is moved.
  const after = (ms: number, next: () => void): void => {
    if (ms > 0) stage.waiting.timeout(ms).addEventListener('abort', next, { once: true });
    else next();
  };
  const go = (nth: number): void => {
    if (stopped) return;
    if (nth === 0) made = 0;
    const step = steps[nth]!;
    make(step);
    const next = steps[nth + 1];
    if (next) after(next.at - step.at, () => go(nth + 1));
    else if (repeat !== null) after(repeat - step.at + steps[0]!.at, () => go(0));
    else end(resolve);
  };
  if (steps.some(step => step.do === 'webhooks')) stage.expectWebhooks();
  after(steps[0]!.at, () => go(0));
  return {
    name,
    sentences: { en, zh },
    get steps() {
      return { made, of: steps.length };
    },
    get failure() {
      return failure;
    },
    get over() {
      return over;
    },
    done,
    [Symbol.dispose]: () => void stop(),
    [Symbol.asyncDispose]: stop,
  };
}
