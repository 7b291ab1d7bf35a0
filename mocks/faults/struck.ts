import type { Encoded, Exchange, Hold } from './fault.ts';

/** A call that faults have struck; they act in the order in which they were put on. */
export class Struck {
  readonly #holds: readonly Hold[];
  readonly #exchange: Exchange;

  constructor(holds: readonly Hold[], exchange: Exchange) {
    this.#holds = holds;
    this.#exchange = exchange;
  }

  async before(): Promise<void> {
    for (const hold of this.#holds) await hold.before?.(this.#exchange);
  }

  /** Of the first that has one; null: the platform is to be asked. */
  instead(): Response | null {
    for (const hold of this.#holds) {
      const response = hold.instead?.(this.#exchange);
      if (response) return response;
    }
    return null;
  }

  async answer(response: Response): Promise<Response> {
    let changed = response;
    for (const hold of this.#holds) if (hold.answer) changed = await hold.answer(changed);
    return changed;
  }

  /** Sent by the first that has its own way to; false: none has. */
  async send(encoded: Encoded): Promise<boolean> {
    const sending = this.#holds.find(hold => hold.send)?.send;
    await sending?.(encoded, this.#exchange);
    return sending !== undefined;
  }
}
