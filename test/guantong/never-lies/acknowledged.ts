/** Of which changes it is known that they were told: nothing from before them may be given any more. */
import type { Name } from '../changing-world.ts';

export interface Told {
  /** The gateway that holds to it, by its number. */
  gateway: number;
  platform: Name;
  /** Of what was told; null of all that the platform ever said. */
  tag: string | null;
  /** How many of the platform's changes were made before. */
  changes: number;
  /** From when on, Unix ms: who cannot hear goes on for as long as it trusts what it heard last. */
  from: number;
  /** Whether all gateways were told, so that one that begins anew holds to it too; else it was this one alone. */
  byAll: boolean;
}

export class Acknowledged {
  #told: Told[] = [];

  add(...told: readonly Told[]): void {
    this.#told.push(...told);
  }

  /** What it alone was told is forgotten; to what all were told it holds at once, since it has nothing from before. */
  begunAnew(gateway: number): void {
    this.#told = this.#told
      .filter(one => one.gateway !== gateway || one.byAll)
      .map(one => (one.gateway === gateway ? { ...one, from: Number.NEGATIVE_INFINITY } : one));
  }

  /** How many of a platform's changes a gateway holds to at this time; later tellings do not change what it gives. */
  by(gateway: number, now: number): (platform: Name, tag: string) => number {
    const told = this.#told.filter(one => one.gateway === gateway && one.from <= now);
    return (platform, tag) =>
      Math.max(
        0,
        ...told
          .filter(one => one.platform === platform && (one.tag === tag || one.tag === null))
          .map(({ changes }) => changes),
      );
  }
}
