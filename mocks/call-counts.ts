import { ofEach, type PlatformName } from './platform.ts';
import type { ReceivedCall } from './received-call.ts';

/** How often each call of each kind came: `{ data: { 'GET /clues': 3 }, auth: { … } }`. */
export type Counted = Partial<Record<ReceivedCall['kind'], Record<string, number>>>;

/** How often each call came to each platform; what is asked of the mocks themselves is not counted. */
export class CallCounts {
  #counts = nothing();

  add({ platform, kind, call }: ReceivedCall): void {
    if (kind === 'control') return;
    this.#counts[platform][kind] ??= {};
    const ofKind = this.#counts[platform][kind];
    ofKind[call] = (ofKind[call] ?? 0) + 1;
  }

  /** A copy. */
  read(): Record<PlatformName, Counted> {
    return structuredClone(this.#counts);
  }

  forget(): void {
    this.#counts = nothing();
  }
}

const nothing = () => ofEach((): Counted => ({}));
