/** The faults that are on at one platform. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MockPlatform } from '../platform.ts';
import type { ReceivedCall } from '../received-call.ts';
import { passed, type Waiting } from '../waiting.ts';
import { randomOf } from '../world/random.ts';
import type { Hold, Line } from './fault.ts';
import { FaultError, faultNamed, type ReadOrder, readOrder } from './order.ts';
import { Struck } from './struck.ts';

/** A fault that is on; disposing of it takes it off. */
export interface PutOn extends Disposable, AsyncDisposable {
  /** Its number, of all that were ever put on at this platform. */
  readonly id: number;
  readonly name: string;
  /** How many calls it has struck. */
  readonly struck: number;
}

/** A fault that is on, as it is told. */
export interface Told {
  id: number;
  fault: string;
  /** With those that nobody named. */
  parameters: Readonly<Record<string, unknown>>;
  struck: number;
  /** How many calls it will still strike; null for all. At 0 it does nothing more, but for those that still wait. */
  left: number | null;
}

export interface FaultsOptions {
  line: Line;
  waiting: Waiting;
  /** Unix milliseconds. */
  now(): number;
  skew(ms: number): void;
}

interface On {
  readonly id: number;
  readonly order: ReadOrder;
  readonly hold: Hold;
  readonly off: AbortController;
  readonly random: () => number;
  left: number | null;
  struck: number;
}

export class Faults {
  readonly #platform: MockPlatform;
  readonly #options: FaultsOptions;
  readonly #on = new Map<number, On>();
  #count = 0;

  constructor(platform: MockPlatform, options: FaultsOptions) {
    this.#platform = platform;
    this.#options = options;
  }

  /** @throws FaultError for an order that cannot be followed. */
  put(given: Readonly<Record<string, unknown>>): PutOn {
    const order = readOrder(given, this.#platform);
    const { name, fault, values, strikes } = order;
    if (fault.standing && [...this.#on.values()].some(on => on.order.name === name)) {
      throw new FaultError([{ name: 'fault', problem: `${name} is on already; take it off first` }]);
    }
    const off = new AbortController();
    const { line, waiting, now, skew } = this.#options;
    const { failing } = this.#platform;
    const hold = fault.put(values, {
      failing,
      line,
      now,
      skew,
      random: randomOf(strikes.seed, name),
      off: off.signal,
    });
    const id = ++this.#count;
    const random = randomOf(strikes.seed, name, 'probability');
    const on: On = { id, order, hold, off, random, left: strikes.times, struck: 0 };
    this.#on.set(id, on);
    if (strikes.forMs !== null) passed(waiting, strikes.forMs, off.signal).then(() => this.#take(on));
    return {
      id,
      name,
      get struck() {
        return on.struck;
      },
      [Symbol.dispose]: () => void this.#take(on),
      [Symbol.asyncDispose]: () => this.#take(on),
    };
  }

  /** Takes off those of that name or number, or all; gives how many there were. @throws FaultError for a name of no fault. */
  async off(which?: string | number): Promise<number> {
    if (which !== undefined && !Number.isInteger(Number(which))) faultNamed(which);
    const meant = [...this.#on.values()].filter(
      ({ id, order }) => which === undefined || id === Number(which) || order.name === which,
    );
    await Promise.all(meant.map(on => this.#take(on)));
    return meant.length;
  }

  list(): Told[] {
    return [...this.#on.values()].map(({ id, order: { name, fault, values, strikes }, struck, left }) => {
      const { call, times, probability, seed, forMs } = strikes;
      const chosen = fault.standing ? { forMs } : { call, times, probability, seed, forMs };
      return { id, fault: name, parameters: { ...values, ...chosen }, struck, left };
    });
  }

  /** What strikes that call; null where nothing does. */
  strike(call: ReceivedCall, incoming: IncomingMessage, outgoing: ServerResponse): Struck | null {
    if (this.#on.size === 0) return null;
    const holds = [...this.#on.values()].filter(on => strikes(on, call)).map(on => on.hold);
    if (holds.length === 0) return null;
    const closed = new AbortController();
    outgoing.once('close', () => closed.abort());
    const gone = closed.signal;
    const wait = (ms: number) => passed(this.#options.waiting, ms, gone);
    return new Struck(holds, { call, incoming, outgoing, gone, wait });
  }

  async #take(on: On): Promise<void> {
    if (on.off.signal.aborted) return;
    this.#on.delete(on.id);
    on.off.abort();
    await on.hold.off?.();
  }
}

/** Draws, and counts. */
function strikes(on: On, call: ReceivedCall): boolean {
  const { which, strikes } = on.order;
  if (on.left === 0 || !which(call)) return false;
  if (strikes.probability < 1 && on.random() >= strikes.probability) return false;
  on.struck++;
  if (on.left !== null) on.left--;
  return true;
}
